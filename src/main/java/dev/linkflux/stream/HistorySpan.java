package dev.linkflux.stream;

import dev.linkflux.stream.store.UplinkHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The span of time that somebody wants to see, and how finely.
 *
 * @param from seconds of the epoch
 * @param to seconds of the epoch, the last one to be seen
 * @param step in seconds
 */
record HistorySpan(long from, long to, int step) {
  private static final long USUAL = Duration.ofMinutes(10).toSeconds();
  private static final long MOST_POINTS = 2000;

  /** The steps, the finest first; seconds. */
  private static final Map<String, Integer> STEPS = new LinkedHashMap<>();

  static {
    STEPS.put("1s", 1);
    STEPS.put("10s", 10);
    STEPS.put("1m", 60);
    STEPS.put("10m", 600);
    STEPS.put("1h", 3600);
  }

  /** What is wanted, yet without knowing what the time is. */
  record Wish(@Nullable Instant from, @Nullable Instant to, @Nullable Integer step) {
    /**
     * Fills in what is not said: the last ten minutes, and the finest step that reaches back so far
     * and gives 2,000 points at most.
     *
     * @param now seconds of the epoch
     * @throws Problem.Refusal if it ends before it begins
     */
    HistorySpan at(long now) {
      long end = to == null ? now : to.getEpochSecond();
      long begin = from == null ? end - USUAL + 1 : from.getEpochSecond();
      if (begin > end) {
        throw Problem.badRequest(
            "`from`: `%s` is after `to`, `%s`"
                .formatted(
                    Json.at(Instant.ofEpochSecond(begin)), Json.at(Instant.ofEpochSecond(end))));
      }
      return new HistorySpan(begin, end, step == null ? finest(begin, end, now) : step);
    }

    private static int finest(long from, long to, long now) {
      int step = 0;
      for (int next : STEPS.values()) {
        step = next;
        boolean reaches = step >= 60 || from > now - UplinkHistory.SECONDS;
        if (reaches && (to - from) / step < MOST_POINTS) {
          break;
        }
      }
      return step;
    }
  }

  static Wish of(Query query) {
    return new Wish(query.time("from"), query.time("to"), query.among("step", STEPS));
  }
}
