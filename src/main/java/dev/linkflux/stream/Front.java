package dev.linkflux.stream;

import dev.linkflux.control.Access;
import dev.linkflux.stream.access.Crowd;
import dev.linkflux.stream.access.Door;
import dev.linkflux.stream.access.Gatekeeper;
import dev.linkflux.stream.access.Hosts;
import dev.linkflux.stream.access.Patience;
import dev.linkflux.stream.access.ServerTls;
import dev.linkflux.stream.access.TokenFiles;
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

  private final Access access;
  private final LoopResources loops;
  private final Scheduler loop;
  private final Scheduler aside;
  private final Consumer<String> told;
  private final SecureRandom random = random();

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
    Gatekeeper gatekeeper = new Gatekeeper(access, new Hosts(listen), random::nextBytes);
    Door door = new Door(gatekeeper);
    Entrance entrance =
        new Entrance(gatekeeper, door, path -> assets.at(path) != null, loop, inside);
    TokenFiles tokens = new TokenFiles(access, gatekeeper, told);
    Access.Tls files = access.tls();
    ServerTls tls = files == null ? null : new ServerTls(files, told);
    Runnable look =
        () -> {
          tokens.read();
          if (tls != null) {
            tls.read();
          }
        };
    if (isWatched()) {
      look.run();
    }
    int room = Descriptors.room(access.clients() + BESIDE, told);
    Crowd crowd = new Crowd(room, Math.max(64, room / 4));
    answers.rejectedBy(gatekeeper::wrongTokens);
    return server(listen, crowd, tls == null ? null : tls.context(random), answers)
        .handle(
            (request, response) -> answers.counted(entrance.handle(request, response), response))
        .bind()
        .<DisposableServer>map(server -> server)
        .doOnNext(server -> watch(server, door, look))
        .onErrorMap(error -> CannotListen.at(listen, error));
  }

  private HttpServer server(
      InetSocketAddress listen, Crowd crowd, @Nullable SslContext context, HttpCounters answers) {
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
          Patience.over(channel, NettyPipeline.HttpCodec, crowd, HEAD);
          BadRequests.answerOn(channel, LONGEST_LINE, LARGEST_HEADERS, answers::malformed);
        });
  }

  private boolean isWatched() {
    return !access.tokens().isEmpty() || access.tls() != null;
  }

  private void watch(DisposableServer server, Door door, Runnable look) {
    if (!isWatched()) {
      return;
    }
    Disposable watching =
        loop.schedulePeriodically(
            () -> {
              door.look(loop.now(TimeUnit.NANOSECONDS));
              aside.schedule(look);
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
