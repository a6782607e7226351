package dev.linkflux.stream;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.WallClock;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events into what the views show, and tells them to the clients. All of it happens on
 * one loop, so nothing in here is locked and nobody sees half of a turn.
 */
final class Hub {
  /** Rare messages that a client may come back for: at 10 decisions an hour, two weeks. */
  private static final int REMEMBERED = 4096;

  private static final Chunk HEARTBEAT =
      new Chunk(": still here\n\n".getBytes(StandardCharsets.US_ASCII), 1);

  private final EventJson words;
  private final Status status;
  private final Counters counters = new Counters();
  private final Map<Filter, Audience> audiences = new HashMap<>();
  private final AtomicLong missed = new AtomicLong();
  private final Ring ring;
  private final long first;
  private long next;
  private long dropped;
  private boolean started;
  private long heardAt;

  Hub(Settings settings, WallClock clock, Service service) {
    words = new EventJson(clock, service);
    status = new Status(settings);
    // Microseconds of the start: numbers of a later run are higher, as a run has less than one
    // event in a microsecond, and they stay below 2^53, which is all that JavaScript can count.
    first = ChronoUnit.MICROS.between(Instant.EPOCH, clock.zero());
    next = first;
    ring = new Ring(REMEMBERED, first);
  }

  /** From any thread: the stream has not kept up. */
  void miss(int events) {
    missed.addAndGet(events);
  }

  /**
   * One turn of the pipeline.
   *
   * @param clock nanoseconds of the loop's own clock
   */
  void accept(List<Event> events, long clock) {
    if (events.isEmpty()) {
      return;
    }
    heardAt = clock;
    List<Message> messages = new ArrayList<>(events.size() + 1);
    introduce(events.getFirst(), messages);
    for (Event event : events) {
      take(event, messages);
    }
    if (!messages.isEmpty()) {
      audiences.values().forEach(audience -> audience.tell(messages, this::drop));
    }
  }

  /** What is to be said of the stream itself comes before the events of the turn. */
  private void introduce(Event event, List<Message> messages) {
    if (!started) {
      started = true;
      take(new Selfhood.Started(event.at()), messages);
    }
    long lost = missed.getAndSet(0);
    if (lost > 0) {
      take(new Selfhood.Overflowed(event.at(), lost), messages);
    }
  }

  private void take(Event event, List<Message> messages) {
    status.accept(event);
    counters.accept(event);
    Event told = told(event);
    Kind kind = Kind.of(told);
    if (kind != null) {
      Message message = new Message(next++, kind, told, words);
      ring.add(message);
      messages.add(message);
    }
  }

  /** A plan that answers drift says what that was. */
  private Event told(Event event) {
    RouteStatus.Repair drift = status.routes().drift();
    return event instanceof RoutePlan plan && plan.cause() == RoutePlan.Cause.DRIFT && drift != null
        ? new Repaired(plan, drift)
        : event;
  }

  /** Keeps connections open through what lies between, and finds out who is gone. */
  void beat() {
    audiences.values().forEach(audience -> audience.send(HEARTBEAT, this::drop));
  }

  /**
   * A client joins; from here on it misses nothing.
   *
   * @param after the last number that it has seen, or null if it only wants what comes
   */
  void join(Listener listener, @Nullable Long after) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII));
    if (after != null) {
      Set<Kind> missing = ring.missing(after, listener.filter());
      if (!missing.isEmpty()) {
        out.writeBytes(Notices.gap(after, missing));
      }
      ring.after(after, listener.filter()).forEach(message -> message.writeTo(out));
    }
    listener.offer(new Chunk(out.toByteArray(), 1));
    audiences.computeIfAbsent(listener.filter(), Audience::new).join(listener);
  }

  void leave(Listener listener) {
    Audience audience = audiences.get(listener.filter());
    if (audience != null && audience.leave(listener)) {
      audiences.remove(listener.filter());
    }
  }

  private void drop(Listener listener) {
    dropped++;
    // Not removed from the map of audiences here: this may be in the middle of it.
    Audience audience = audiences.get(listener.filter());
    if (audience != null) {
      var _ = audience.leave(listener);
    }
    listener.drop(new Chunk(Notices.dropped(), 1));
  }

  /** Nothing more will come. */
  void end() {
    audiences.values().forEach(Audience::end);
    audiences.clear();
    counters.end();
  }

  Status status() {
    return status;
  }

  Counters counters() {
    return counters;
  }

  Ring ring() {
    return ring;
  }

  /** True once there was an event. */
  boolean hasHeard() {
    return started;
  }

  /** When the latest event came, by the loop's own clock; nanoseconds. */
  long heardAt() {
    return heardAt;
  }

  /** Clients that were too slow, since the start. */
  long dropped() {
    return dropped;
  }

  /** How many events wait for the clients to read them. */
  IntSummaryStatistics waiting() {
    return audiences.values().stream().flatMapToInt(Audience::waiting).summaryStatistics();
  }

  /** Events told since the start. */
  long events() {
    return next - first;
  }
}
