package dev.linkflux.bench;

/**
 * How round-trip times spread.
 *
 * @param count how many there were
 * @param half microseconds that half of them were at most, and {@code most} what 99 % were
 */
record Rtt(int count, double half, double most) {
  static Rtt of(Spread micros) {
    return new Rtt(micros.sorted().size(), micros.at(0.5), micros.at(0.99));
  }
}
