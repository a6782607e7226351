package dev.linkflux.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * Leaves one frequent message in each period of the grid to each subject: unlike a minimum
 * distance, that does not beat with the pace. One owner.
 */
final class Thinning {
  private final Filter filter;
  private final Map<Message.Subject, Long> periods = new HashMap<>();

  Thinning(Filter filter) {
    this.filter = filter;
  }

  /** True if it is to be told; asked once for each message, in order. */
  boolean passes(Message message) {
    return filter.passes(message) && isDue(message);
  }

  private boolean isDue(Message message) {
    if (filter.every().isZero() || !message.kind().isFrequent()) {
      return true;
    }
    long period = Math.floorDiv(message.at().nanos(), filter.every().toNanos());
    Long before = periods.put(message.subject(), period);
    return before == null || before != period;
  }
}
