package dev.linkflux.soak;

import dev.linkflux.failover.Mishap;
import dev.linkflux.lab.Impairment.Burst;
import dev.linkflux.lab.Impairment.Rate;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** How an uplink is spoilt and made good again, kind by kind. */
final class Spoiling {
  private static final Duration ROUND_TRIP = Duration.ofMillis(20);
  private static final List<Kind> AIR =
      List.of(
          Kind.FROZEN,
          Kind.FROZEN,
          Kind.FROZEN,
          Kind.LOSS,
          Kind.LOSS,
          Kind.SLOW,
          Kind.SLOW,
          Kind.SOME_LOSS,
          Kind.SOME_DELAY,
          Kind.JITTER,
          Kind.RATE,
          Kind.BURSTS);
  private static final List<Kind> KERNEL =
      List.of(Kind.CARRIER, Kind.ADDRESS, Kind.DOWN, Kind.GONE);

  private final World world;
  private final SplittableRandom random;

  Spoiling(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
  }

  /** What the air may do to packets. */
  Kind kind() {
    return AIR.get(random.nextInt(AIR.size()));
  }

  /** Which property of the air it is; each has one value at a time. */
  static String what(Kind kind) {
    return switch (kind) {
      case LOSS, SOME_LOSS -> "loss";
      case SLOW, SOME_DELAY -> "delay";
      default -> kind.words();
    };
  }

  /** What the kernel tells of itself. */
  Kind kernelKind(int uplink) {
    return uplink == Lab.UPLINKS && random.nextInt(4) == 0
        ? Kind.GATEWAY
        : KERNEL.get(random.nextInt(KERNEL.size()));
  }

  /** Does it. */
  void spoil(int number, Kind kind) {
    Uplink uplink = world.lab().uplink(number);
    long _ =
        switch (kind) {
          case FROZEN -> uplink.freeze();
          case LOSS -> uplink.loss(random.nextDouble(0.5, 0.95));
          case SOME_LOSS -> uplink.loss(random.nextDouble(0.01, 0.2));
          case SLOW -> uplink.roundTrip(Duration.ofMillis(random.nextInt(700, 950)));
          case SOME_DELAY -> uplink.roundTrip(Duration.ofMillis(random.nextInt(100, 400)));
          case JITTER -> uplink.jitter(Duration.ofMillis(random.nextInt(20, 300)));
          case RATE ->
              uplink.rate(new Rate(random.nextInt(300, 5000), random.nextInt(500, 20_000)));
          case BURSTS ->
              uplink.burst(new Burst(random.nextDouble(0.01, 0.2), random.nextDouble(0.1, 0.6), 1));
          default -> throw new IllegalArgumentException("not of the air: " + kind);
        };
  }

  /** Undoes it. */
  void mend(int number, Kind kind) {
    Uplink uplink = world.lab().uplink(number);
    long _ =
        switch (kind) {
          case FROZEN -> uplink.thaw();
          case LOSS, SOME_LOSS -> uplink.loss(0);
          case SLOW, SOME_DELAY -> uplink.roundTrip(ROUND_TRIP);
          case JITTER -> uplink.jitter(Duration.ZERO);
          case RATE -> uplink.rate(Rate.UNLIMITED);
          case BURSTS -> uplink.burst(Burst.NONE);
          default -> throw new IllegalArgumentException("not of the air: " + kind);
        };
  }

  /** Takes something of an uplink away. */
  void take(int number, Kind kind) {
    switch (kind) {
      case CARRIER -> Mishap.CARRIER.befall(world.lab(), number);
      case ADDRESS -> Mishap.ADDRESS.befall(world.lab(), number);
      case DOWN -> Mishap.DOWN.befall(world.lab(), number);
      case GONE -> world.lab().unplug(number);
      case GATEWAY -> world.gateway("del");
      default -> throw new IllegalArgumentException("not of the kernel: " + kind);
    }
  }

  /** Gives it back. */
  void giveBack(int number, Kind kind) {
    switch (kind) {
      case CARRIER -> Mishap.CARRIER.heal(world.lab(), number);
      case ADDRESS -> Mishap.ADDRESS.heal(world.lab(), number);
      case DOWN -> Mishap.DOWN.heal(world.lab(), number);
      case GONE -> world.lab().plug(number);
      case GATEWAY -> {}
      default -> throw new IllegalArgumentException("not of the kernel: " + kind);
    }
    if (number == Lab.UPLINKS) {
      world.gateway("replace"); // as a client of DHCP would
    }
  }
}
