package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Login;
import dev.linkflux.control.Notifications.Mqtt;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.function.Tuple2;

/**
 * The connection to a broker, which is made again whenever it is lost, ever more rarely: over it go
 * what is to be retained, and messages in words.
 */
final class Broker implements Carrier {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);

  /** A connection that has held for so long was a good one. */
  private static final Duration GOOD = Duration.ofSeconds(10);

  private static final Duration TAKEN = Duration.ofSeconds(10);
  private static final Duration FAREWELL = Duration.ofMillis(150);

  private static final Link.Ear DEAF =
      new Link.Ear() {
        @Override
        public void heard(String topic, String payload, boolean retained) {
          // nothing is subscribed to
        }

        @Override
        public void ended(Throwable cause) {
          // the connection itself says so
        }
      };

  private final Mqtt channel;
  private final Topics topics;
  private final String client;
  private final Whereabouts whereabouts;
  private final Scheduler aside;
  private final Executor executor;
  private final Consumer<String> log;
  private final Outgoing outgoing;
  private final Sinks.Empty<Void> closing = Sinks.empty();
  private volatile @Nullable Link open;
  private int failures;
  private boolean told;

  /**
   * Opens nothing yet.
   *
   * @param client the name of this client; another that comes with it puts this one out
   */
  Broker(Mqtt channel, Topics topics, String client, Means means) {
    this.channel = channel;
    this.topics = topics;
    this.client = client;
    this.whereabouts = new Whereabouts(means);
    this.aside = means.aside();
    this.executor = aside::schedule;
    this.log = line -> means.log().accept(name() + ": " + line);
    this.outgoing = new Outgoing(log);
  }

  @Override
  public String name() {
    return "mqtt " + Plain.text(channel.broker().host().text()) + ":" + channel.broker().port();
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** Keeps the connection until it is closed. */
  Mono<Void> run() {
    return Mono.defer(this::session)
        .onErrorResume(failure -> Mono.fromRunnable(() -> failed(failure)))
        .then(Mono.defer(() -> Mono.delay(pause(), aside)))
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
              : Mono.fromFuture(now.publish(topics.message(), dispatch.json(), false), true)
                  .timeout(TAKEN, aside)
                  .<Answer>thenReturn(new Answer.Taken())
                  .onErrorResume(it -> Mono.just(new Answer.Later(reason(it))));
        });
  }

  /**
   * Hands one message over on a connection of its own, which disturbs neither the one of a service
   * that runs nor anything that is retained.
   */
  Mono<Answer> once(Dispatch dispatch) {
    return reached()
        .flatMap(
            both ->
                Mono.usingWhen(
                    Mono.fromSupplier(
                        () ->
                            link(
                                both.getT1().getFirst(), both.getT2(), client + "-test", "", DEAF)),
                    link ->
                        Mono.fromFuture(link.connect())
                            .then(
                                Mono.defer(
                                    () ->
                                        Mono.fromFuture(
                                            link.publish(
                                                topics.message(), dispatch.json(), false))))
                            .<Answer>thenReturn(new Answer.Taken()),
                    link -> Mono.fromFuture(link.close()).onErrorComplete()))
        .timeout(TAKEN.multipliedBy(2), aside)
        .onErrorResume(failure -> Mono.just(new Answer.Later(reason(failure))));
  }

  /** Says that it goes, and goes; within a fifth of a second. */
  Mono<Void> close() {
    return Mono.defer(
        () -> {
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
  private Mono<Void> session() {
    return reached()
        .flatMap(
            both -> {
              List<InetAddress> addresses = both.getT1();
              return session(addresses.get(failures % addresses.size()), both.getT2());
            });
  }

  /** Where it is, and as whom to log in. */
  private Mono<Tuple2<List<InetAddress>, Link.Identity>> reached() {
    return Mono.zip(
            whereabouts.of(channel.broker().host()),
            Mono.fromCallable(this::identity).subscribeOn(aside))
        .publishOn(aside);
  }

  private Link.Identity identity() throws IOException {
    Login login = channel.broker().login();
    return login == null
        ? new Link.Identity(null, "")
        : new Link.Identity(login.username(), Password.read(login.password()));
  }

  private Mono<Void> session(InetAddress address, Link.Identity identity) {
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
              Link link = link(address, identity, client, topics.status(), ear);
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

  /** One that is not connected yet. */
  private Link link(
      InetAddress address, Link.Identity identity, String name, String will, Link.Ear ear) {
    return channel.version() == 3
        ? new Link3(channel, name, address, identity, will, executor, ear)
        : new Link5(channel, name, address, identity, will, executor, ear);
  }

  private void opened(Link link) {
    open = link;
    if (failures > 0 || told) {
      executor.execute(() -> log.accept("is connected"));
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
      failures = 0;
    }
    open = null;
    outgoing.shut();
  }

  private void failed(Throwable failure) {
    failures++;
    if (!told) {
      told = true;
      log.accept("is not connected: %s; it is tried again".formatted(reason(failure)));
    }
  }

  private Duration pause() {
    int doublings = Math.min(Math.max(failures - 1, 0), 16);
    return Duration.ofNanos(Math.min(FIRST_PAUSE.toNanos() << doublings, LAST_PAUSE.toNanos()));
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof CompletionException || root.getClass().getName().contains("mqtt"))) {
      root = root.getCause();
    }
    return Failure.text(root);
  }
}
