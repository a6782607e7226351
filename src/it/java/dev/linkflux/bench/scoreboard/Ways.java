package dev.linkflux.bench.scoreboard;

/** Ways that are made of others. */
final class Ways {
  /** Nothing comes back, though the carrier is up. */
  static final Way FROZEN = (_, _) -> Way.LOST;

  private Ways() {}

  /** One way up to a moment, another from then on. */
  static Way since(long onset, Way before, Way after) {
    return (target, at) -> (at < onset ? before : after).rtt(target, at);
  }

  /** From a moment on frozen and not, in turn and each for the same time, nanoseconds. */
  static Way flapping(long onset, long half, Way good) {
    return (target, at) -> ((at - onset) / half % 2 == 0 ? FROZEN : good).rtt(target, at);
  }

  /** One target is silent, the others are not. */
  static Way without(int dead, Way others) {
    return (target, at) -> target == dead ? Way.LOST : others.rtt(target, at);
  }
}
