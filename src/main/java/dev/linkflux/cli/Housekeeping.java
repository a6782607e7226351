package dev.linkflux.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Has the garbage of the heap's old part collected long before it fills the heap: the serial
 * collector would let it grow to the limit first, and a router has other uses for that memory. It
 * costs some tens of milliseconds, once in a long while.
 */
final class Housekeeping {
  private static final Duration ROUND = Duration.ofMinutes(1);

  /** What a process may have more than it had after the last collection, or than at its start. */
  private static final long SLACK = 6L << 20;

  private Housekeeping() {}

  /**
   * Begins with it, if this virtual machine has such a part.
   *
   * @param where it is done; ends with this
   */
  static void begin(Scheduler where) {
    Disposable _ =
        Flux.interval(ROUND, where)
            .onBackpressureDrop()
            .scan(true, (first, _) -> tidy(old(), first))
            .subscribe(_ -> {}, _ -> {});
  }

  /**
   * Collects if it is due.
   *
   * @param first whether nothing was collected yet since the start, whose garbage is a lot
   * @return false, for the rounds to come
   */
  private static boolean tidy(@Nullable MemoryPoolMXBean old, boolean first) {
    if (old != null && (first || isDue(old.getUsage(), old.getCollectionUsage()))) {
      System.gc();
    }
    return false;
  }

  /**
   * Whether there is garbage worth collecting.
   *
   * @param collected as the last collection left it; null if there was none
   */
  static boolean isDue(MemoryUsage now, @Nullable MemoryUsage collected) {
    return now.getUsed() > SLACK + (collected == null ? 0 : collected.getUsed());
  }

  /** The only part that tells how full a whole collection left it, and is named old or tenured. */
  static @Nullable MemoryPoolMXBean old() {
    List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
    return pools.stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(pool -> pool.getName().endsWith("Old Gen") || pool.getName().startsWith("Tenured"))
        .findFirst()
        .orElse(null);
  }
}
