package dev.linkflux.notify;

import dev.linkflux.control.Notifications.Login;
import dev.linkflux.control.Notifications.Mqtt;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes connections to one broker; each may be at another of its addresses. */
final class Dialler {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 16;

  private final Mqtt channel;
  private final String client;
  private final Whereabouts whereabouts;
  private final Scheduler aside;
  private final Executor executor;

  /**
   * @param client the name of this client; another that comes with it puts this one out
   */
  Dialler(Mqtt channel, String client, Means means) {
    this.channel = channel;
    this.client = client;
    this.whereabouts = new Whereabouts(means);
    this.aside = means.aside();
    this.executor = aside::schedule;
  }

  /** Makes a connection, without opening it. */
  interface Maker {
    /**
     * One that is not open yet.
     *
     * @param suffix of the client's name
     * @param will the topic of the last will, or empty for none
     */
    Link make(String suffix, String will, Link.Ear ear);
  }

  /**
   * Looks where the broker is, and for the password.
   *
   * @param attempt chooses among its addresses
   */
  Mono<Maker> found(int attempt) {
    return Mono.zip(
            whereabouts.of(channel.broker().host()),
            Mono.fromCallable(this::identity).subscribeOn(aside))
        .publishOn(aside)
        .map(
            both -> {
              List<InetAddress> addresses = both.getT1();
              InetAddress address = addresses.get(Math.floorMod(attempt, addresses.size()));
              return (suffix, will, ear) -> link(address, both.getT2(), client + suffix, will, ear);
            });
  }

  /**
   * How long it is waited before the next.
   *
   * @param failures how many there were in a row
   */
  static Duration pause(int failures) {
    int doublings = Math.clamp(failures - 1L, 0, DOUBLINGS);
    return Duration.ofNanos(Math.min(FIRST_PAUSE.toNanos() << doublings, LAST_PAUSE.toNanos()));
  }

  private Link link(
      InetAddress address, Link.Identity identity, String name, String will, Link.Ear ear) {
    return channel.version() == 3
        ? new Link3(channel, name, address, identity, will, executor, ear)
        : new Link5(channel, name, address, identity, will, executor, ear);
  }

  private Link.Identity identity() throws IOException {
    Login login = channel.broker().login();
    return login == null
        ? new Link.Identity(null, "")
        : new Link.Identity(login.username(), Password.read(login.password()));
  }

  /** Why a connection has ended, or has not come about. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && (root instanceof CompletionException || root.getClass().getName().contains("mqtt"))) {
      root = root.getCause();
    }
    return Failure.text(root);
  }
}
