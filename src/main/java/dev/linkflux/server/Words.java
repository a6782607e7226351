package dev.linkflux.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Phrases that the sentences of servers have in common. */
final class Words {
  private Words() {}

  /** One, or one and another, or several. */
  static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static String millis(long nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  static String seconds(Duration duration) {
    double seconds = seconds(duration.toNanos());
    return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** A state and the cause of it. */
  static String state(Watch watch) {
    return watch.state().name() + " (" + watch.state().cause() + ")";
  }
}
