package dev.linkflux.failover;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Uplink;
import java.time.Duration;
import java.util.Locale;

/** What may befall an uplink while the service is killed again and again. */
public enum Mishap {
  /** Its carrier stays. */
  FREEZE(Duration.ofMillis(300)),
  CARRIER(Duration.ofMillis(1500)),
  /** Somebody takes its addresses away, and with them the kernel its routes. */
  ADDRESS(Duration.ofMillis(300)),
  /** Somebody sets it down. */
  DOWN(Duration.ofMillis(1500));

  private final Duration grace;

  Mishap(Duration grace) {
    this.grace = grace;
  }

  /** How long after its end the kernel may still lose packets: it looks once a second. */
  Duration grace() {
    return grace;
  }

  /** Whether the kernel takes routes away at once, whoever is there to see it. */
  boolean takesRoutes() {
    return this == ADDRESS || this == DOWN;
  }

  public void befall(Lab lab, int number) {
    switch (this) {
      case FREEZE -> {
        var _ = lab.uplink(number).freeze();
      }
      case CARRIER -> {
        var _ = lab.uplink(number).carrierOff();
      }
      case ADDRESS -> lab.router().ip(address("del", number), address6("del", number));
      case DOWN -> lab.router().ip("link set wan" + number + " down");
    }
  }

  public void heal(Lab lab, int number) {
    switch (this) {
      case FREEZE -> {
        var _ = lab.uplink(number).thaw();
      }
      case CARRIER -> {
        var _ = lab.uplink(number).carrierOn();
      }
      case ADDRESS -> lab.router().ip(address("add", number), address6("add", number) + " nodad");
      case DOWN ->
          // The kernel takes IPv6 addresses with the link.
          lab.router().ip("link set wan" + number + " up", address6("replace", number) + " nodad");
    }
  }

  private static String address(String verb, int number) {
    return "address %s 10.%d.0.2/24 dev wan%d".formatted(verb, number, number);
  }

  private static String address6(String verb, int number) {
    return "address %s %s/64 dev wan%d"
        .formatted(verb, Uplink.router6(number).getHostAddress(), number);
  }

  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}
