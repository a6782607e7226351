package dev.linkflux.lab;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * How a lab begins.
 *
 * @param roundTrips of uplinks 1, 2 and 3, half of it on each way
 * @param defaultVia uplink (1 to 3) that the router's main table leads to; none by default
 * @param strictReversePath whether the router drops what came in by another way than it would go
 *     out (rp_filter 1, RFC 3704 section 2.2)
 * @param seed of all random losses and variations
 */
public record LabOptions(
    List<Duration> roundTrips, OptionalInt defaultVia, boolean strictReversePath, long seed) {

  public LabOptions {
    roundTrips = List.copyOf(roundTrips);
    if (roundTrips.size() != Lab.UPLINKS) {
      throw new IllegalArgumentException("there are " + Lab.UPLINKS + " uplinks");
    }
  }

  /** A fast, a slow and a middling uplink, and a router without a way out. */
  public static LabOptions standard() {
    return new LabOptions(
        List.of(Duration.ofMillis(8), Duration.ofMillis(45), Duration.ofMillis(25)),
        OptionalInt.empty(),
        false,
        1);
  }

  public LabOptions withDefaultVia(int uplink) {
    return new LabOptions(roundTrips, OptionalInt.of(uplink), strictReversePath, seed);
  }

  public LabOptions withStrictReversePath() {
    return new LabOptions(roundTrips, defaultVia, true, seed);
  }

  public LabOptions withSeed(long other) {
    return new LabOptions(roundTrips, defaultVia, strictReversePath, other);
  }
}
