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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events into what the views show, and makes the messages of them that the {@link
 * Audiences} are told. All of it happens on one loop, its numbers and audiences too, so nothing in
 * here is locked and nobody sees half of a turn; only what was missed is said from any thread.
 */
final class Hub {
  /** Rare messages that a client may come back for: at 10 decisions an hour, two weeks. */
  private static final int REMEMBERED = 4096;

  private final EventJson words;
  private final Status status;
  private final Counters counters = new Counters();
  private final Audiences audiences = new Audiences();
  private final AtomicLong missed = new AtomicLong();
  private final WallClock clock;
  private final @Nullable EventLog log;
  private final Numbers numbers;
  private final Ring ring;
  private Moment latest = Moment.ZERO;
  private long told;
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
    numbers = new Numbers(clock.zero(), log);
    ring = new Ring(REMEMBERED, numbers.given() + 1);
  }

  /** Goes on where earlier runs have ended. */
  void begin(Knowledge known) {
    ring.begin(known.first());
    numbers.begin(known);
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
      audiences.tell(messages);
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
      messages.add(new Message(numbers.take(), kind, told, words));
    }
  }

  /** A plan that answers drift says what that was. */
  private Event told(Event event) {
    RouteStatus.Repair drift = status.routes().drift();
    return event instanceof RoutePlan plan && plan.cause() == RoutePlan.Cause.DRIFT && drift != null
        ? new Repaired(plan, drift)
        : event;
  }

  /** Once in a while. */
  void beat() {
    audiences.beat();
  }

  /** Nothing more will come. */
  void end() {
    audiences.end();
    counters.end();
  }

  Numbers numbers() {
    return numbers;
  }

  Audiences audiences() {
    return audiences;
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

  /** Events told since the start. */
  long events() {
    return told;
  }

  /** Where messages are kept, or null. */
  @Nullable EventLog log() {
    return log;
  }

  /** The time of the latest event. */
  Instant now() {
    return clock.label(latest);
  }

  Instant label(Message message) {
    return clock.label(message.at());
  }
}
