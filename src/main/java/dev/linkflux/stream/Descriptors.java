package dev.linkflux.stream;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;

/** How many connections the limit of open files leaves room for. */
final class Descriptors {
  /** For probes, rules, files and those who work on them. */
  private static final int OTHERS = 192;

  private static final int LEAST = 16;

  private Descriptors() {}

  /**
   * How many connections are taken: those that are wanted, or as many as there may be.
   *
   * @param told is told if those are fewer
   */
  static int room(int wanted, Consumer<String> told) {
    return room(wanted, limit(), told);
  }

  static int room(int wanted, long limit, Consumer<String> told) {
    int room = Math.clamp(limit - OTHERS, LEAST, wanted);
    if (room < wanted) {
      told.accept(
          "this process may open %d files (ulimit -n, LimitNOFILE): it takes %d connections at once, not %d"
              .formatted(limit, room, wanted));
    }
    return room;
  }

  private static long limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
