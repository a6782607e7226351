package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Mqtt;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The connection to a broker, which is made again whenever it is lost, ever more rarely: over it go
 * what is to be retained, and messages in words.
 */
final class Broker implements Carrier {
  /** A connection that has held for so long was a good one. */
  private static final Duration GOOD = Duration.ofSeconds(10);

  private static final Duration TAKEN = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofMillis(150);

  private final String name;
  private final Topics topics;
  private final Dialler dialler;
  private final Scheduler aside;
  private final Consumer<String> log;
  private final Outgoing outgoing;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile @Nullable Link open;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean told;
  private volatile boolean ending;

  /** Opens nothing yet. */
  Broker(Mqtt channel, Topics topics, Dialler dialler, Means means) {
    this.name = "mqtt %s:%d".formatted(channel.broker().host().text(), channel.broker().port());
    this.topics = topics;
    this.dialler = dialler;
    this.aside = means.aside();
    this.log = line -> means.log().accept(name + ": " + line);
    this.outgoing = new Outgoing(line -> aside.schedule(() -> log.accept(line)));
  }

  @Override
  public String name() {
    return name;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** Keeps the connection until it is closed. */
  Mono<Void> run() {
    return Mono.defer(() -> dialler.found(failures.get()))
        .flatMap(this::session)
        .onErrorResume(failure -> Mono.fromRunnable(() -> failed(failure)))
        .then(Mono.defer(() -> Mono.delay(Dialler.pause(failures.get()), aside)))
        .repeat()
        .takeUntilOther(closing.asMono())
        .then();
  }

  @Override
  public Mono<Answer> carry(Dispatch dispatch, String late) {
    return Mono.defer(
        () -> {
          Link now = open;
          return now == null
              ? Mono.just(new Answer.Later("it is not connected"))
              : handed(now, dispatch)
                  .timeout(TAKEN, aside)
                  .onErrorResume(it -> Mono.just(new Answer.Later(Dialler.reason(it))));
        });
  }

  /**
   * Hands one message over on a connection of its own, which disturbs neither the one of a service
   * that runs nor anything that is retained.
   */
  Mono<Answer> once(Dispatch dispatch) {
    return dialler
        .found(0)
        .flatMap(
            maker ->
                Mono.usingWhen(
                    Mono.fromSupplier(() -> maker.make("-test", "", Link.DEAF)),
                    link -> Mono.fromFuture(link.connect()).then(handed(link, dispatch)),
                    link -> Mono.fromFuture(link.close()).onErrorComplete()))
        .timeout(TAKEN.multipliedBy(2), aside)
        .onErrorResume(failure -> Mono.just(new Answer.Later(Dialler.reason(failure))));
  }

  private Mono<Answer> handed(Link link, Dispatch dispatch) {
    return Mono.defer(
            () -> Mono.fromFuture(link.publish(topics.message(), dispatch.json(), false), true))
        .thenReturn(new Answer.Taken());
  }

  /** Says that it goes, and goes; within a fifth of a second. */
  Mono<Void> close() {
    return Mono.defer(
        () -> {
          ending = true;
          Link now = open;
          Mono<Void> farewell =
              now == null
                  ? Mono.empty()
                  : Mono.fromFuture(now.publish(topics.status(), Topics.OFFLINE, true), true)
                      .then(Mono.defer(() -> Mono.fromFuture(now.close(), true)))
                      .then()
                      .timeout(FAREWELL, Mono.empty(), aside)
                      .onErrorComplete();
          return farewell.doFinally(_ -> closing.tryEmitEmpty());
        });
  }

  /** Completes when a connection is over, or is an error if none comes about. */
  private Mono<Void> session(Dialler.Maker maker) {
    long begun = aside.now(TimeUnit.NANOSECONDS);
    return Mono.<Void>create(
            over -> {
              Link.Ear ear =
                  new Link.Ear() {
                    @Override
                    public void heard(String topic, String payload, boolean retained) {
                      Broker.this.heard(topic, payload, retained);
                    }

                    @Override
                    public void ended(Throwable cause) {
                      over.error(cause);
                    }
                  };
              Link link = maker.make("", topics.status(), ear);
              AtomicBoolean disposed = new AtomicBoolean();
              over.onDispose(
                  () -> {
                    disposed.set(true);
                    var _ = link.close();
                  });
              var _ =
                  link.connect()
                      .whenComplete(
                          (_, failure) -> {
                            if (failure != null) {
                              over.error(failure);
                            } else if (disposed.get()) {
                              var _ = link.close();
                            } else {
                              opened(link);
                            }
                          });
            })
        .publishOn(aside)
        .doFinally(_ -> lost(begun));
  }

  private void opened(Link link) {
    open = link;
    if (told) {
      aside.schedule(() -> log.accept("is connected"));
    }
    told = false;
    for (String filter : topics.heard()) {
      var _ = link.listen(filter);
    }
    outgoing.open(link);
  }

  private void heard(String topic, String payload, boolean retained) {
    if (topics.hasDiscovery() && topic.equals(topics.birth())) {
      if (payload.equals(Topics.ONLINE) && !retained) {
        outgoing.repeat();
      }
    } else if (retained && !payload.isEmpty()) {
      outgoing.found(topic);
    }
  }

  private void lost(long begun) {
    if (open != null && aside.now(TimeUnit.NANOSECONDS) - begun > GOOD.toNanos()) {
      failures.set(0);
    }
    open = null;
    outgoing.shut();
  }

  private void failed(Throwable failure) {
    failures.incrementAndGet();
    if (!told && !ending) {
      told = true;
      log.accept("is not connected: %s; it is tried again".formatted(Dialler.reason(failure)));
    }
  }
}
