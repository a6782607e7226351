package dev.linkflux.lab;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows the IPv4 default route of a namespace's main table, by what the kernel tells its
 * listeners.
 *
 * <p>The kernel deletes the routes of an interface that is set down without a word; such a loss is
 * found by asking after each change of a link, and each 100 ms.
 */
public final class RouteWatch implements AutoCloseable {
  private static final int GROUP_LINK = 1;
  private static final int GROUP_IPV4_ROUTE = 0x40;
  private static final int NO_BUFFER_SPACE = 105;
  private static final int IDLE_CHECK_MILLIS = 100;

  /**
   * The default route that carries since a moment; empty when there is none.
   *
   * @param at nanoTime at which the kernel told it
   */
  public record Change(long at, Optional<DefaultRoute> route) {
    boolean isVia(String device) {
      return route.isPresent() && route.get().devices().equals(List.of(device));
    }
  }

  private final Namespace namespace;
  private final Consumer<Change> told;
  private final TreeMap<Long, DefaultRoute> byMetric = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final int socket;
  private final Thread thread;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private RouteWatch(Namespace namespace, Consumer<Change> told) {
    this.namespace = namespace;
    this.told = told;
    this.socket = namespace.call(() -> Rtnetlink.socket(GROUP_LINK | GROUP_IPV4_ROUTE));
    Native.option(socket, Native.SOL_SOCKET, Native.SO_RCVBUF, 1 << 20);
    currentRoutes(namespace).forEach(route -> byMetric.put(route.metric(), route));
    Change first = new Change(System.nanoTime(), best());
    changes.add(first);
    told.accept(first);
    this.thread = namespace.start("route watch", this::follow);
  }

  public static RouteWatch of(Namespace namespace) {
    return of(namespace, _ -> {});
  }

  /** A watch that tells every change, on its own thread. */
  public static RouteWatch of(Namespace namespace, Consumer<Change> told) {
    return new RouteWatch(namespace, told);
  }

  /** What the kernel holds now. */
  public Optional<DefaultRoute> currentDefault() {
    TreeMap<Long, DefaultRoute> now = new TreeMap<>();
    currentRoutes(namespace).forEach(route -> now.put(route.metric(), route));
    return Optional.ofNullable(now.firstEntry()).map(entry -> entry.getValue());
  }

  /** Every change so far, the one found at the beginning included. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /**
   * Waits until the default route leads through this one interface.
   *
   * @return the nanoTime since when it does
   * @throws AssertionError with all changes if it does not in time
   */
  public long awaitDefaultVia(String device, Duration limit) {
    return await(change -> change.isVia(device), limit).at();
  }

  /** Waits until the latest change is such a one; an AssertionError if that is not so in time. */
  public synchronized Change await(Predicate<Change> fits, Duration limit) {
    if (!Waiting.on(this, () -> fits.test(changes.getLast()), limit)) {
      throw new AssertionError("no such default route within " + limit + ": " + changes);
    }
    return changes.getLast();
  }

  /** Waits for a change after a nanoTime; false if there is none in time. */
  public synchronized boolean awaitChangeSince(long at, Duration limit) {
    return Waiting.on(this, () -> changes.getLast().at() > at, limit);
  }

  @Override
  public void close() {
    if (stopped.getAndSet(true)) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Native.close(socket);
  }

  private void follow() {
    Punctual.become();
    MemorySegment pollfd = Native.pollfd(socket);
    ByteBuffer buffer = Native.buffer(65536);
    while (!stopped.get()) {
      if (!Native.readable(pollfd, IDLE_CHECK_MILLIS)) {
        forgetDeleted(System.nanoTime());
        continue;
      }
      try {
        int length = Native.read(socket, MemorySegment.ofBuffer(buffer));
        long now = System.nanoTime();
        Rtnetlink.messages(buffer, length, message -> apply(message, now));
      } catch (Native.Failure failure) {
        if (failure.errno != NO_BUFFER_SPACE) {
          throw failure;
        }
        byMetric.clear();
        currentRoutes(namespace).forEach(route -> byMetric.put(route.metric(), route));
        note(System.nanoTime());
      }
    }
  }

  private void apply(ByteBuffer message, long now) {
    switch (message.getShort(4)) {
      case Rtnetlink.NEW_ROUTE ->
          DefaultRoute.read(message).ifPresent(route -> byMetric.put(route.metric(), route));
      case Rtnetlink.DEL_ROUTE ->
          DefaultRoute.read(message).ifPresent(route -> byMetric.remove(route.metric()));
      default -> forgetDeleted(now);
    }
    note(now);
  }

  /** Only takes away: what else a dump knows is still to be told, with its own moment. */
  private void forgetDeleted(long now) {
    Set<Long> metrics = new HashSet<>();
    currentRoutes(namespace).forEach(route -> metrics.add(route.metric()));
    byMetric.keySet().retainAll(metrics);
    note(now);
  }

  private Optional<DefaultRoute> best() {
    return Optional.ofNullable(byMetric.firstEntry()).map(entry -> entry.getValue());
  }

  private void note(long at) {
    Change change = new Change(at, best());
    synchronized (this) {
      if (change.route().equals(changes.getLast().route())) {
        return;
      }
      changes.add(change);
      notifyAll();
    }
    told.accept(change);
  }

  private static List<DefaultRoute> currentRoutes(Namespace namespace) {
    return namespace.call(
        () -> {
          List<DefaultRoute> routes = new ArrayList<>();
          try (Rtnetlink kernel = new Rtnetlink(Rtnetlink.socket(0))) {
            kernel.dumpRoutes(
                message -> {
                  if (message.getShort(4) == Rtnetlink.NEW_ROUTE) {
                    DefaultRoute.read(message).ifPresent(routes::add);
                  }
                });
          }
          return routes;
        });
  }
}
