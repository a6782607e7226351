package dev.linkflux.trace.foreign;

import java.util.function.Consumer;

/**
 * What a program has summed up. Its probes are made up so that they come to the same sums: the
 * order of answers and losses is not known, so that the losses are spread evenly, and all answers
 * but the fastest and the slowest took equally long.
 *
 * @param sent how many
 * @param received how many of them were answered
 * @param min nanoseconds
 * @param mean nanoseconds
 * @param max nanoseconds
 */
record Sums(long sent, long received, long min, long mean, long max) {
  /** More are a mistake. */
  private static final long MOST = 1_000_000;

  /** A day. */
  private static final long LONGEST = 86_400_000_000_000L;

  /** All were lost. */
  static Sums lost(long sent) {
    return new Sums(sent, 0, 0, 0, 0);
  }

  /**
   * Hands on the probes.
   *
   * @param begin when the first was sent
   * @param spacing nanoseconds between them
   */
  void spread(String uplink, String target, long begin, long spacing, Consumer<? super Entry> into)
      throws Unclear {
    if (sent > MOST || received > sent || Math.max(mean, max) > LONGEST) {
      throw new Unclear(
          "no sums: %d answers of %d probes, %.3f s at most".formatted(received, sent, max / 1e9));
    }
    long answers = 0;
    for (long i = 0; i < sent; i++) {
      long at = begin + i * spacing;
      if (isLost(i, sent - received, sent)) {
        into.accept(Entry.lost(uplink, target, at));
      } else {
        into.accept(Entry.replied(uplink, target, at, rtt(answers++)));
      }
    }
  }

  /** Whether the i-th of so many is lost, if the losses are spread evenly. */
  static boolean isLost(long i, long lost, long sent) {
    return (i + 1) * lost / sent > i * lost / sent;
  }

  private long rtt(long answer) {
    if (received == 1) {
      return mean;
    }
    if (answer < 2) {
      return answer == 0 ? min : max;
    }
    long others = mean + (2 * mean - min - max) / (received - 2);
    return Math.clamp(others, Math.min(min, max), Math.max(min, max));
  }
}
