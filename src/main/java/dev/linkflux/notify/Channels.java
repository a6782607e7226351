package dev.linkflux.notify;

import dev.linkflux.control.Notifications;
import dev.linkflux.control.Notifications.Channel;
import dev.linkflux.control.Notifications.Mqtt;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Tells people what happens, by all channels. One instance is fed once and closed once; meanwhile
 * there may be other channels than before.
 */
public final class Channels {
  /** Turns with something to tell that may wait while threads are short. */
  private static final int TURNS = 1024;

  private static final int TURNS_TOGETHER = 16;

  /** To say farewell to brokers. */
  private static final Duration FAREWELL = Duration.ofMillis(300);

  /** For what waits for a channel that is gone from the configuration. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Settings settings;
  private final Means means;
  private final Roll<Place, Desk> roll = new Roll<>();
  private final Latest latest = new Latest();
  private final Sieve sieve;

  /** Those who still tell, some of whom may be on their way out. */
  private final Set<Desk> telling = ConcurrentHashMap.newKeySet();

  /** Each ends when its connection, if it has one, is closed. */
  private final Sinks.Many<Mono<Void>> connections = Sinks.many().unicast().onBackpressureBuffer();

  private final AtomicLong missed = new AtomicLong();
  private final AtomicBoolean fed = new AtomicBoolean();
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private final Sinks.Empty<Void> ended = Sinks.empty();

  /** A channel, and the zone of the times in its words. */
  private record Place(Channel channel, ZoneId zone) {}

  /** Opens nothing yet. */
  public Channels(Notifications notifications, Settings settings, Sender sender) {
    this.settings = settings;
    this.means = sender.means();
    sieve = new Sieve(figures(notifications));
    replace(notifications, settings, sender);
  }

  /**
   * From now on people are told by these. Those that were before stay as they are; others tell what
   * waits, for a moment, and end. A new connection to a broker waits for the end of the others.
   *
   * @param settings in force now
   */
  public synchronized void replace(Notifications now, Settings settings, Sender sender) {
    sieve.pass(figures(now));
    List<Place> places =
        now.channels().stream().map(channel -> new Place(channel, sender.zone())).toList();
    List<Desk> fresh = new ArrayList<>();
    List<Desk> gone =
        roll.replace(
            places,
            place -> {
              Desk desk = Desk.of(place.channel(), settings, sender);
              fresh.add(desk);
              return desk;
            });
    Mono<Void> ended =
        Mono.when(gone.stream().map(Desk::ended).toList())
            .timeout(GRACE.plus(FAREWELL), Mono.empty(), means.aside());
    for (Desk desk : fresh) {
      Mono<Void> run = gone.isEmpty() || !fed.get() ? desk.run() : ended.then(desk.run());
      Sinks.EmitResult _ = connections.tryEmitNext(run);
    }
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
                  .doOnNext(latest::accept)
                  .publish(
                      shared ->
                          shared
                              .concatMapIterable(reporter::of)
                              .publish(news -> Mono.when(news.then(), told(shared, news))))
                  .then()
                  .doFinally(_ -> ended.tryEmitEmpty());
          Mono<Void> run =
              connections
                  .asFlux()
                  .takeUntilOther(closing.asMono())
                  .flatMap(connection -> connection, Integer.MAX_VALUE)
                  .then();
          return Mono.when(told, run);
        });
  }

  private Mono<Void> told(Flux<Event> events, Flux<News> news) {
    return roll.joining()
        .takeUntilOther(news.ignoreElements())
        .flatMap(channel -> told(channel, events, news), Integer.MAX_VALUE)
        .then();
  }

  private Mono<Void> told(Roll.Member<Place, Desk> channel, Flux<Event> events, Flux<News> news) {
    Desk desk = channel.who();
    Mono<Void> all =
        Mono.when(
            desk.show(events.takeUntilOther(channel.left()), latest),
            desk.tell(news.takeUntilOther(channel.left())));
    Mono<Void> late =
        channel
            .left()
            .then(Mono.delay(GRACE, means.aside()))
            .then(Mono.fromRunnable(desk::abandon))
            .then(Mono.never());
    return Mono.firstWithSignal(all, late)
        .doFirst(() -> telling.add(desk))
        .doFinally(_ -> telling.remove(desk))
        .then(Mono.defer(() -> roll.present().contains(desk) ? Mono.empty() : desk.close()));
  }

  private void miss(List<Event> turn) {
    if (missed.getAndAdd(turn.size()) == 0) {
      means
          .aside()
          .schedule(
              () ->
                  means
                      .log()
                      .accept("notifications: too much happens at once; some of it is not told"));
    }
  }

  /** The shortest pause between figures that a broker wants; null if there is none. */
  private static @Nullable Duration figures(Notifications notifications) {
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
              fed.get() ? ended.asMono().timeout(limit, abandoned(), means.aside()) : Mono.empty();
          return told.then(
              Mono.when(roll.present().stream().map(desk -> Mono.defer(desk::close)).toList())
                  .timeout(FAREWELL, Mono.empty(), means.aside()));
        });
  }

  private Mono<Void> abandoned() {
    return Mono.fromRunnable(() -> telling.forEach(Desk::abandon));
  }
}
