package dev.linkflux.probe;

import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** One target asked again and again, and everything that is heard of it, by a real prober. */
final class Asking implements AutoCloseable {
  /** For what is awaited: silence. */
  static final Duration HASTY = Duration.ofMillis(700);

  /** For what is answered: a machine that stands still for a while makes no silence of it. */
  static final Duration PATIENT = Duration.ofSeconds(10);

  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration HEARTBEAT = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final long begin = System.nanoTime();
  private final List<Event> events = new ArrayList<>();
  private final Disposable.Composite subscriptions = Disposables.composite();
  private final OutcomeStage stage;
  private @Nullable Throwable failure;

  /**
   * Asks from now on, ten times a second.
   *
   * @param timeout after which a probe without an answer is lost
   */
  Asking(RouterLoop loop, Prober prober, Uplink uplink, Target target, Duration timeout) {
    this.stage =
        new OutcomeStage(
            List.of(uplink),
            List.of(target),
            new Probing(INTERVAL, INTERVAL, timeout, Probing.DEFAULT.payload()),
            timeout);
    TargetId id = target.id();
    Flux<ProbeId> turns =
        Flux.interval(INTERVAL, loop.scheduler())
            .onBackpressureDrop()
            .map(count -> new ProbeId(uplink.id(), id, count + 1));
    // Some probers open their sockets where they are subscribed, others on the loop.
    Flux<Unstamped> observations = prober.observations(uplink, List.of(target), turns);
    subscriptions.add(loop.beside(() -> observations.subscribe(this::hear, this::fail)));
    subscriptions.add(
        Flux.interval(HEARTBEAT, loop.scheduler())
            .onBackpressureDrop()
            .subscribe(_ -> hear(Woken::new)));
  }

  private synchronized void hear(Unstamped observation) {
    stage.accept(observation.at(new Moment(System.nanoTime() - begin)), events::add);
    notifyAll();
  }

  private synchronized void fail(Throwable thrown) {
    failure = thrown;
    notifyAll();
  }

  /** Everything heard so far but wake-ups. */
  synchronized List<Event> heard() {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  /** Everything of this kind heard so far. */
  <T extends Event> List<T> heard(Class<T> kind) {
    return heard().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Waits until so many of a kind that fit were heard; an AssertionError after 15 s. */
  synchronized <T extends Event> List<T> await(Class<T> kind, int count, Predicate<T> fits) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<T> found = heard(kind).stream().filter(fits).toList();
      if (found.size() >= count) {
        return found;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (failure != null) {
        throw new AssertionError("probing ended: " + heard(), failure);
      }
      if (left <= 0) {
        throw new AssertionError(
            "not " + count + " fitting " + kind.getSimpleName() + ": " + heard());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  <T extends Event> List<T> await(Class<T> kind, int count) {
    return await(kind, count, _ -> true);
  }

  @Override
  public void close() {
    subscriptions.dispose();
  }
}
