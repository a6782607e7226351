package dev.linkflux.server;

import dev.linkflux.failover.Mishap;
import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Trouble of all kinds for the world that a service lives in: one thing after another breaks and is
 * mended again, at random.
 */
final class Unrest {
  /** So many things are broken at once at most, and half as many as a rule. */
  private static final int MOST = 7;

  private static final Duration ROUND_TRIP = Duration.ofMillis(20);
  private static final List<Mishap> OF_THE_KERNEL =
      List.of(Mishap.CARRIER, Mishap.ADDRESS, Mishap.DOWN);

  private final Far far;
  private final Zone zone;
  private final SplittableRandom random;

  /** What is broken, and how it is mended. */
  private final TreeMap<String, Runnable> broken = new TreeMap<>();

  /** All is well, but that wan3 has a gateway only as long as somebody else has a route to it. */
  Unrest(Far far, Zone zone, SplittableRandom random) {
    this.far = far;
    this.zone = zone;
    this.random = random;
    gateway("add");
  }

  /** Breaks something or mends it, and says what. */
  String next() {
    if (random.nextInt(MOST) < broken.size()) {
      List<String> names = List.copyOf(broken.keySet());
      return mend(names.get(random.nextInt(names.size())));
    }
    int uplink = 1 + random.nextInt(Lab.UPLINKS);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3, 4 -> spoil(uplink);
      case 5, 6, 7 -> takeFromKernel(uplink);
      case 8 -> {
        // What the service itself takes away between the listing and the deleting is no failure.
        String _ =
            far.lab().router().run("", "sh", "-c", "ip route flush table main proto 76 || true");
        yield "routes taken";
      }
      case 9 -> silence(1 + random.nextInt(Lab.TARGETS));
      case 10 -> once("dns dead", () -> zone.dead(true), () -> zone.dead(false));
      default -> {
        boolean main = random.nextBoolean();
        InetAddress[] addresses =
            main
                ? new InetAddress[] {Pair.MAIN4, Pair.MAIN6}
                : new InetAddress[] {Pair.BACKUP4, Pair.BACKUP6};
        yield once(
            "server " + (main ? Pair.MAIN : Pair.BACKUP) + " dead",
            () -> far.vanish(addresses),
            () -> far.host(addresses));
      }
    };
  }

  /** Mends everything. */
  void end() {
    new ArrayList<>(broken.keySet()).forEach(this::mend);
  }

  /** What its air does to packets; several at once. */
  private String spoil(int number) {
    Uplink uplink = far.lab().uplink(number);
    String name = uplink.name() + " ";
    return switch (random.nextInt(7)) {
      case 0, 1 -> once(name + "frozen", uplink::freeze, uplink::thaw);
      case 2 -> {
        double ratio = random.nextDouble(0.02, 0.8);
        yield once(name + "loss", () -> uplink.loss(ratio), () -> uplink.loss(0));
      }
      case 3 -> {
        Duration delay = Duration.ofMillis(random.nextInt(100, 1500));
        yield once(
            name + "delay", () -> uplink.roundTrip(delay), () -> uplink.roundTrip(ROUND_TRIP));
      }
      case 4 -> {
        Duration jitter = Duration.ofMillis(random.nextInt(20, 300));
        yield once(
            name + "jitter", () -> uplink.jitter(jitter), () -> uplink.jitter(Duration.ZERO));
      }
      case 5 -> {
        Rate rate = new Rate(random.nextInt(300, 5000), random.nextInt(500, 20_000));
        yield once(name + "rate", () -> uplink.rate(rate), () -> uplink.rate(Rate.UNLIMITED));
      }
      default -> {
        Burst burst = new Burst(random.nextDouble(0.01, 0.3), random.nextDouble(0.1, 0.6), 1);
        yield once(name + "bursts", () -> uplink.burst(burst), () -> uplink.burst(Burst.NONE));
      }
    };
  }

  /** What the kernel tells; one at a time. */
  private String takeFromKernel(int number) {
    String name = "wan" + number + " kernel: ";
    for (String other : broken.keySet()) {
      if (other.startsWith(name)) {
        return mend(other);
      }
    }
    if (number == Lab.UPLINKS && random.nextInt(3) == 0) {
      return once(name + "gateway", () -> gateway("del"), () -> gateway("add"));
    }
    Mishap mishap = OF_THE_KERNEL.get(random.nextInt(OF_THE_KERNEL.size()));
    return once(
        name + mishap.words(),
        () -> mishap.befall(far.lab(), number),
        () -> {
          mishap.heal(far.lab(), number);
          if (number == Lab.UPLINKS) {
            gateway("replace"); // as a client of DHCP would
          }
        });
  }

  private void gateway(String verb) {
    far.lab().router().ip("route " + verb + " default via 10.3.0.1 dev wan3 metric 303");
  }

  private String silence(int target) {
    return random.nextInt(3) == 0
        ? once("all targets silent", far.lab()::silence, far.lab()::restore)
        : once(
            "target " + target + " silent",
            () -> far.lab().silence(target),
            () -> far.lab().restore(target));
  }

  private String once(String name, Runnable breaks, Runnable mends) {
    if (broken.containsKey(name)) {
      return mend(name);
    }
    breaks.run();
    broken.put(name, mends);
    return name;
  }

  private String mend(String name) {
    Objects.requireNonNull(broken.remove(name)).run();
    return name + ", mended";
  }
}
