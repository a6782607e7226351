package dev.linkflux.stream;

import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.store.Entry;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.Knowledge;
import dev.linkflux.time.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Takes the turns of the pipeline to the clients: number, keep, tell. What is rare is on disk
 * before anybody is told, unless the disk does not answer in time.
 */
final class Telling {
  /** To find out at the start what was kept: some files are listed, and one of them is read. */
  private static final Duration OPENING = Duration.ofSeconds(5);

  private final Hub hub;
  private final Scheduler loop;
  private final WallClock clock;
  private final Duration patience;
  private List<Message> waiting = new ArrayList<>();

  /**
   * @param loop the only one that touches the hub
   * @param patience a disk that takes longer is not waited for
   */
  Telling(Hub hub, Scheduler loop, WallClock clock, Duration patience) {
    this.hub = hub;
    this.loop = loop;
    this.clock = clock;
    this.patience = patience;
  }

  /** One turn, on the loop; when it ends, it is about to be told. */
  Mono<List<Event>> turn(List<Event> events) {
    EventLog log = hub.log();
    if (!hub.numbers().hasBegun() && log != null) {
      return begin(log).then(Mono.defer(() -> turn(events)));
    }
    List<Message> messages = hub.number(events, loop.now(TimeUnit.NANOSECONDS));
    List<Entry.Told> rare = log == null ? List.of() : rare(messages);
    if (log == null || rare.isEmpty()) {
      tell(messages);
      return Mono.just(events); // known at once, so that nothing is scheduled for it
    }
    boolean hangs = log.isBehind();
    Mono<Void> kept = log.keep(rare);
    return (hangs ? Mono.<Void>empty() : kept.timeout(patience, Mono.empty(), loop).publishOn(loop))
        .then(
            Mono.fromSupplier(
                () -> {
                  tell(messages);
                  return events;
                }));
  }

  /**
   * All that this run of the loop brings is told in one go: when the loop is behind, each client
   * costs one write and not one for each turn.
   */
  private void tell(List<Message> messages) {
    boolean first = waiting.isEmpty();
    waiting.addAll(messages);
    if (first && !messages.isEmpty()) {
      var _ = loop.schedule(this::flush);
    }
  }

  private void flush() {
    List<Message> messages = waiting;
    waiting = new ArrayList<>();
    hub.tell(messages);
  }

  private Mono<Void> begin(EventLog log) {
    long wanted = hub.numbers().given() + 1;
    return log.begin(wanted, clock.zero())
        .timeout(OPENING, Mono.just(new Knowledge(wanted, null)), loop)
        .publishOn(loop)
        .doOnNext(hub::begin)
        .then();
  }

  private List<Entry.Told> rare(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.kind().isRare())
        .map(
            message ->
                new Entry.Told(
                    message.id(),
                    hub.label(message),
                    message.kind().wire(),
                    message.uplink(),
                    message.server(),
                    message.isDecision(),
                    message.json()))
        .toList();
  }

  /** Ends the run in order; all that was told is on disk then. */
  Mono<Void> end() {
    @Nullable EventLog log = hub.log();
    return log == null
        ? Mono.empty()
        : Mono.fromSupplier(() -> hub.numbers().given()).subscribeOn(loop).flatMap(log::end);
  }
}
