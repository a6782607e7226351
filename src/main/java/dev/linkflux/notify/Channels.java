package dev.linkflux.notify;

import dev.linkflux.control.Notifications;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells people what happens, by all channels. One instance is fed once and closed once. */
public final class Channels {
  /** Turns with something to tell that may wait while threads are short. */
  private static final int TURNS = 1024;

  private static final int TURNS_TOGETHER = 16;

  /** To say farewell to brokers. */
  private static final Duration FAREWELL = Duration.ofMillis(300);

  private final Notifications notifications;
  private final Settings settings;
  private final Sender sender;
  private final List<Desk> desks;
  private final AtomicLong missed = new AtomicLong();
  private final AtomicBoolean fed = new AtomicBoolean();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Sinks.Empty<Void> ended = Sinks.empty();

  /** Opens nothing yet. */
  public Channels(Notifications notifications, Settings settings, Sender sender) {
    this.notifications = notifications;
    this.settings = settings;
    this.sender = sender;
    this.desks =
        notifications.channels().stream()
            .map(channel -> Desk.of(channel, settings, sender))
            .toList();
  }

  /**
   * Takes in all that comes out of the pipeline, a turn at a time, without ever holding it up.
   *
   * @return completes when the events have ended, in whatever way, and {@link #close} was called
   */
  public Mono<Void> feed(Flux<List<Event>> events) {
    return Mono.defer(
        () -> {
          fed.set(true);
          Means means = sender.means();
          Sieve sieve = new Sieve(figures());
          Reporter reporter = new Reporter(settings, means.clock(), means.dice().getAsLong());
          Mono<Void> told =
              events
                  .onErrorComplete() // who assembles the service is told by the pipeline itself
                  .takeUntilOther(closing.asMono())
                  .map(sieve::passed)
                  .filter(turn -> !turn.isEmpty())
                  .onBackpressureBuffer(TURNS, this::miss, BufferOverflowStrategy.DROP_OLDEST)
                  .publishOn(means.aside(), TURNS_TOGETHER)
                  .concatMapIterable(turn -> turn)
                  .publish(shared -> Flux.merge(told(shared, reporter), shown(shared)))
                  .then()
                  .doFinally(_ -> ended.tryEmitEmpty());
          return Mono.when(Stream.concat(Stream.of(told), desks.stream().map(Desk::run)).toList());
        });
  }

  private Mono<Void> told(Flux<Event> events, Reporter reporter) {
    return events
        .concatMapIterable(reporter::of)
        .publish(news -> Flux.merge(desks.stream().map(desk -> desk.tell(news)).toList()))
        .then();
  }

  private Mono<Void> shown(Flux<Event> events) {
    return Flux.merge(desks.stream().map(desk -> desk.show(events)).toList()).then();
  }

  private void miss(List<Event> turn) {
    if (missed.getAndAdd(turn.size()) == 0) {
      sender
          .means()
          .aside()
          .schedule(
              () ->
                  sender
                      .means()
                      .log()
                      .accept(
                          "notifications: too much" + " happens at once; some of it is not told"));
    }
  }

  /** The shortest pause between figures that a broker wants; null if there is none. */
  private @Nullable Duration figures() {
    return notifications.channels().stream()
        .flatMap(channel -> channel instanceof Mqtt mqtt ? Stream.of(mqtt.figures()) : null)
        .min(Duration::compareTo)
        .orElse(null);
  }

  /**
   * Takes in nothing more, and ends.
   *
   * @param limit how long what is under way, and what waits, is given; then it is not told
   * @return completes a third of a second after the limit at the latest
   */
  public Mono<Void> close(Duration limit) {
    return Mono.defer(
        () -> {
          var _ = closing.tryEmitEmpty();
          Mono<Void> told =
              fed.get()
                  ? ended.asMono().timeout(limit, abandoned(), sender.means().aside())
                  : Mono.empty();
          return told.then(
              Mono.when(desks.stream().map(desk -> Mono.defer(desk::close)).toList())
                  .timeout(FAREWELL, Mono.empty(), sender.means().aside()));
        });
  }

  private Mono<Void> abandoned() {
    return Mono.fromRunnable(() -> desks.forEach(Desk::abandon));
  }
}
