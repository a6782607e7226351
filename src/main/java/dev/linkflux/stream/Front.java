package dev.linkflux.stream;

import dev.linkflux.control.Access;
import dev.linkflux.stream.access.Guard;
import dev.linkflux.stream.access.Hosts;
import dev.linkflux.stream.access.Patience;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** Where connections come in: so many, so fast, encrypted or not, and past the gatekeeper. */
final class Front {
  private static final int LONGEST_LINE = 4096;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int MOST_REQUESTS = 10_000;
  private static final long UNSENT = 64 * 1024;
  private static final Duration HEAD = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);

  /** Files and who has ended are looked at so often. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Connections beside those that read events: programs that ask now and then. */
  private static final int BESIDE = 400;

  private final LoopResources loops;
  private final Scheduler loop;
  private final Scheduler aside;
  private final Consumer<String> told;
  private final SecureRandom random = random();
  private Access access;
  private @Nullable Guard guard;

  /**
   * @param aside for what waits for a disk
   * @param told takes sentences for the operator
   */
  Front(
      Access access, LoopResources loops, Scheduler loop, Scheduler aside, Consumer<String> told) {
    this.access = access;
    this.loops = loops;
    this.loop = loop;
    this.aside = aside;
    this.told = told;
  }

  /**
   * Reads tokens and certificate, which blocks, and listens.
   *
   * @return the server, or {@link CannotListen}
   */
  Mono<DisposableServer> bind(
      InetSocketAddress listen,
      Assets assets,
      HttpCounters answers,
      BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> inside) {
    Guard posted = post(new Hosts(listen));
    Entrance entrance = new Entrance(posted, path -> assets.at(path) != null, loop, inside);
    answers.rejectedBy(posted.gatekeeper()::wrongTokens);
    return server(listen, posted, answers)
        .handle(
            (request, response) -> answers.counted(entrance.handle(request, response), response))
        .bind()
        .<DisposableServer>map(server -> server)
        .doOnNext(server -> watch(server, posted))
        .onErrorMap(error -> CannotListen.at(listen, error));
  }

  private synchronized Guard post(Hosts hosts) {
    Guard posted =
        new Guard(access, hosts, clients -> Descriptors.room(clients + BESIDE, told), random, told);
    guard = posted;
    return posted;
  }

  /** From now on another access holds, but for its TLS; as {@link Guard#follow}. */
  synchronized void follow(Access now) {
    access = now;
    Guard posted = guard;
    if (posted != null) {
      posted.follow(now, loop.now(TimeUnit.NANOSECONDS));
    }
  }

  private HttpServer server(InetSocketAddress listen, Guard posted, HttpCounters answers) {
    SslContext context = posted.context(random);
    HttpServer server =
        HttpServer.create()
            .runOn(loops)
            .bindAddress(() -> listen)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .httpRequestDecoder(
                spec -> spec.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(LARGEST_HEADERS))
            .idleTimeout(IDLE)
            .requestTimeout(HEAD)
            .maxKeepAliveRequests(MOST_REQUESTS);
    if (Epoll.isAvailable()) {
      // Who takes nothing of what was sent for so long is gone, whatever his kernel says.
      // And the kernel queues no more for him than that, so that who is slow is soon known to be.
      server =
          server
              .childOption(EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(IDLE.toMillis()))
              .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
    }
    if (context != null) {
      server = server.secure(spec -> spec.sslContext(context).handshakeTimeout(HEAD), true);
    }
    return server.doOnChannelInit(
        (_, channel, _) -> {
          Patience.over(channel, NettyPipeline.HttpCodec, posted.crowd(), HEAD);
          BadRequests.answerOn(channel, LONGEST_LINE, LARGEST_HEADERS, answers::malformed);
        });
  }

  private void watch(DisposableServer server, Guard posted) {
    Disposable watching =
        loop.schedulePeriodically(
            () -> {
              posted.door().look(loop.now(TimeUnit.NANOSECONDS));
              if (posted.hasFiles()) {
                aside.schedule(posted::read);
              }
            },
            EVERY.toNanos(),
            EVERY.toNanos(),
            TimeUnit.NANOSECONDS);
    server.onDispose(watching);
  }

  /** Seeded once, here: what reads from the system's source at every use would block a loop. */
  private static SecureRandom random() {
    try {
      SecureRandom random = SecureRandom.getInstance("DRBG");
      random.nextBytes(new byte[1]);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has DRBG", e);
    }
  }
}
