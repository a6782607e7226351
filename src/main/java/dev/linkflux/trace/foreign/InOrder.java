package dev.linkflux.trace.foreign;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Puts probes in the order in which they were sent, of a log that is nearly in that order. */
final class InOrder {
  /** No more are held. */
  private static final int MOST = 1 << 16;

  private record Held(Entry entry, long number) {}

  private final long patience;
  private final PriorityQueue<Held> held =
      new PriorityQueue<>(
          Comparator.comparingLong((Held it) -> it.entry().sent()).thenComparingLong(Held::number));
  private long newest = Long.MIN_VALUE;
  private long number;

  /**
   * @param patience nanoseconds that one may stand behind the newest one
   */
  InOrder(long patience) {
    this.patience = patience;
  }

  void add(Entry entry, Consumer<? super Entry> into) {
    held.add(new Held(entry, number++));
    newest = Math.max(newest, entry.sent());
    for (Held first = held.peek();
        first != null && (held.size() > MOST || first.entry().sent() < newest - patience);
        first = held.peek()) {
      held.poll();
      into.accept(first.entry());
    }
  }

  /** There are no more. */
  void finish(Consumer<? super Entry> into) {
    for (Held first = held.poll(); first != null; first = held.poll()) {
      into.accept(first.entry());
    }
  }
}
