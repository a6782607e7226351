package dev.linkflux.quality;

import dev.linkflux.quality.Quality.Rtt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The round-trip times of a window as it was at a moment. Most are never looked at (a decision by
 * loss needs none of them), so they are sorted when the first figure is asked for. Immutable: two
 * are equal if their figures are. Times in nanoseconds.
 */
public final class RoundTrips {
  /** Nothing was answered. */
  public static final RoundTrips NONE = new RoundTrips(Rtt.NONE, -1);

  /** From so many on the slowest of all is beyond the 95th percentile. */
  static final int ENOUGH = 20;

  private final long[] times;
  private final int from;
  private final int to;

  /** Whoever makes them first makes the same. */
  private @Nullable Figures figures;

  private record Figures(Rtt rtt, long pdv) {}

  /**
   * @param times which nobody changes any more from {@code from} to before {@code to}
   */
  RoundTrips(long[] times, int from, int to) {
    this.times = times;
    this.from = from;
    this.to = to;
  }

  /** Those of which only figures are known. */
  RoundTrips(Rtt rtt, long pdv) {
    this(new long[0], 0, 0);
    figures = new Figures(rtt, pdv);
  }

  public Rtt rtt() {
    return figures().rtt;
  }

  /**
   * Delay variation: 95th percentile over the minimum (RFC 5481 section 4.2); -1 for fewer than
   * {@value #ENOUGH} replies, where that percentile is but the slowest reply.
   */
  public long pdv() {
    return figures().pdv;
  }

  private Figures figures() {
    Figures known = figures;
    if (known == null) {
      known = from == to ? NONE.figures() : made();
      figures = known;
    }
    return known;
  }

  private Figures made() {
    long[] sorted = Arrays.copyOfRange(times, from, to);
    Arrays.sort(sorted);
    long min = sorted[0];
    long p95 = percentile(sorted, 95);
    Rtt rtt =
        new Rtt(
            min,
            Arrays.stream(sorted).sum() / sorted.length,
            percentile(sorted, 50),
            p95,
            percentile(sorted, 99),
            sorted[sorted.length - 1]);
    return new Figures(rtt, sorted.length < ENOUGH ? -1 : p95 - min);
  }

  /** By the nearest rank. */
  private static long percentile(long[] sorted, int percent) {
    return sorted[(sorted.length * percent + 99) / 100 - 1];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RoundTrips it && figures().equals(it.figures());
  }

  @Override
  public int hashCode() {
    return figures().hashCode();
  }

  @Override
  public String toString() {
    return figures().toString();
  }
}
