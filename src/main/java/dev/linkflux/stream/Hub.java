package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.WallClock;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.Knowledge;
import dev.linkflux.stream.store.LogNews;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

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
  private final Packer packer = new Packer();
  private final Sinks.Empty<Void> begun = Sinks.empty();
  private final WallClock clock;
  private final @Nullable EventLog log;
  private final Ring ring;
  private @Nullable Long ended;
  private Moment latest = Moment.ZERO;
  private long next;
  private long told;
  private long dropped;
  private boolean open;
  private boolean over;
  private boolean started;
  private long heardAt;

  /** One that keeps nothing. */
  Hub(Settings settings, WallClock clock, Service service) {
    this(settings, clock, service, null);
  }

  /**
   * @param log where messages are kept, or null if they are not; with it, it must be {@link #begin
   *     begun} before the first turn
   */
  Hub(Settings settings, WallClock clock, Service service, @Nullable EventLog log) {
    this.clock = clock;
    this.log = log;
    words = new EventJson(clock, service);
    status = new Status(settings);
    // Microseconds of the start: numbers of a later run are higher, as a run has less than one
    // event in a microsecond, and they stay below 2^53, which is all that JavaScript can count.
    next = ChronoUnit.MICROS.between(Instant.EPOCH, clock.zero());
    ring = new Ring(REMEMBERED, next);
    if (log == null) {
      begin(new Knowledge(next, null));
    }
  }

  /** Goes on where earlier runs have ended. */
  void begin(Knowledge known) {
    next = known.first();
    ended = known.ended();
    ring.begin(next);
    open = true;
    Sinks.EmitResult _ = begun.tryEmitEmpty();
  }

  /** True once it is known which numbers may be given. */
  boolean hasBegun() {
    return open;
  }

  /** Ends when that is so. */
  Mono<Void> begun() {
    return begun.asMono();
  }

  /** From any thread: the stream has not kept up. */
  void miss(int events) {
    missed.addAndGet(events);
  }

  /**
   * Takes in one turn of the pipeline, and gives its messages their numbers; nobody is told yet.
   *
   * @param clock nanoseconds of the loop's own clock
   */
  List<Message> number(List<Event> events, long clock) {
    if (events.isEmpty()) {
      return List.of();
    }
    heardAt = clock;
    latest = events.getLast().at();
    List<Message> messages = new ArrayList<>(events.size() + 1);
    introduce(events.getFirst().at(), messages);
    for (Event event : events) {
      take(event, messages);
    }
    return messages;
  }

  /** Takes in one turn and tells it at once. */
  void accept(List<Event> events, long clock) {
    tell(number(events, clock));
  }

  /** Tells everybody, and remembers for who comes back. */
  void tell(List<Message> messages) {
    if (!messages.isEmpty()) {
      told += messages.size();
      messages.forEach(ring::add);
      audiences.values().forEach(audience -> audience.tell(messages, this::drop));
    }
  }

  /** What is to be said of the stream itself comes before the events of the turn. */
  private void introduce(Moment at, List<Message> messages) {
    if (!started) {
      started = true;
      take(new Selfhood.Started(at), messages);
    }
    long lost = missed.getAndSet(0);
    if (lost > 0) {
      take(new Selfhood.Overflowed(at, lost), messages);
    }
    LogNews news = log == null ? null : log.news();
    if (news != null) {
      take(new Selfhood.Logged(at, news), messages);
    }
  }

  private void take(Event event, List<Message> messages) {
    status.accept(event);
    counters.accept(event);
    if (event instanceof Reconfigured it) {
      Successors names = new Successors(it.settings());
      ring.retire(subject -> !names.have(subject));
    }
    Event told = told(event);
    Kind kind = Kind.of(told);
    if (kind != null) {
      messages.add(new Message(number(), kind, told, words));
    }
  }

  private long number() {
    if (log != null) {
      next = Math.max(next, log.lowest());
      log.giving(next);
    }
    return next++;
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

  /** A client joins; from here on it misses nothing. */
  void join(Listener listener) {
    if (over) {
      listener.end();
    } else {
      audiences
          .computeIfAbsent(listener.filter(), filter -> new Audience(filter, packer))
          .join(listener);
    }
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
    Chunk word = new Chunk(Notices.dropped(), 1);
    listener.drop(listener.takesPacked() ? word.pack(packer) : word);
  }

  /** Nothing more will come. */
  void end() {
    over = true;
    audiences.values().forEach(Audience::end);
    audiences.clear();
    packer.release();
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
    return told;
  }

  /** The last number that was given. */
  long given() {
    return next - 1;
  }

  /** The last number of the run before, if that has ended in order; or null. */
  @Nullable Long ended() {
    return ended;
  }

  /** Where messages are kept, or null. */
  @Nullable EventLog log() {
    return log;
  }

  Packer packer() {
    return packer;
  }

  /** The time of the latest event. */
  Instant now() {
    return clock.label(latest);
  }

  Instant label(Message message) {
    return clock.label(message.at());
  }
}
