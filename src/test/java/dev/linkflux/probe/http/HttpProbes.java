package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolver;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** What the tests of the prober share: its threads, asking once, and counting descriptors. */
abstract class HttpProbes {
  static final Duration LIMIT = Duration.ofSeconds(20);
  static final Uplink UPLINK = uplink("");

  final LoopResources loops = LoopResources.create("http-test", 1, true);
  final Instruments instruments = new Instruments();
  private long sockets;

  @BeforeEach
  void warm() {
    // What the loop and the JVM keep open from their first use on.
    loops.onClient(true).next().submit(() -> {}).syncUninterruptibly();
    RawServer.silent().close();
    sockets = sockets();
  }

  @AfterEach
  void nothingIsLeftOpen() {
    await("as many sockets as before", () -> sockets() <= sockets);
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  /** Sockets that this process has open now. */
  static long sockets() {
    try (var entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.filter(HttpProbes::isSocket).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSocket(Path entry) {
    try {
      return Files.readSymbolicLink(entry).toString().startsWith("socket:");
    } catch (IOException _) {
      return false; // closed meanwhile
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for: %s", what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  static Uplink uplink(String device) {
    return new Uplink(new UplinkId("u0", 0), device, 1, List.of(), 1, false);
  }

  /** Plain, on loopback, any good status, any body. */
  static Question.Http question(int port) {
    return new Question.Http(false, host("127.0.0.1"), port, "/", 0, "", null, 65_536);
  }

  static Question.Http status(Question.Http like, int status) {
    return new Question.Http(
        like.tls(),
        like.host(),
        like.port(),
        like.target(),
        status,
        like.text(),
        like.pin(),
        like.bytes());
  }

  static Question.Http path(Question.Http like, String path) {
    return new Question.Http(
        like.tls(),
        like.host(),
        like.port(),
        path,
        like.status(),
        like.text(),
        like.pin(),
        like.bytes());
  }

  static Question.Http text(Question.Http like, String text, int bytes) {
    return new Question.Http(
        like.tls(),
        like.host(),
        like.port(),
        like.target(),
        like.status(),
        text,
        like.pin(),
        bytes);
  }

  static Question.Http at(Question.Http like, Host host) {
    return new Question.Http(
        like.tls(),
        host,
        like.port(),
        like.target(),
        like.status(),
        like.text(),
        like.pin(),
        like.bytes());
  }

  static Question.Http secure(Question.Http like, Host host, int port, @Nullable String pin) {
    return new Question.Http(
        true, host, port, like.target(), like.status(), like.text(), pin, like.bytes());
  }

  static Host host(String address) {
    return Host.of(InetAddress.ofLiteral(address));
  }

  /** A resolver that knows every name by this address. */
  static Resolver always(String address) {
    return (_, _) -> Mono.just(List.of(InetAddress.ofLiteral(address)));
  }

  static final Resolver NOBODY =
      (_, name) -> Mono.error(new IllegalStateException("there is no " + name));

  HttpProber prober() {
    return new HttpProber(loops, NOBODY, Passage.ANY, instruments);
  }

  /** Asks once and gives everything that is seen up to the end of that probe. */
  static List<Observation> ask(HttpProber prober, Question.Http question) {
    return ask(prober, UPLINK, question);
  }

  static List<Observation> ask(HttpProber prober, Uplink uplink, Question.Http question) {
    Target target = new Target(new TargetId("t0", 0), question);
    return Objects.requireNonNull(
        prober
            .observations(uplink, List.of(target), turns(uplink, target, 1))
            .map(it -> (Observation) it.at(Moment.ZERO))
            .takeUntil(it -> !(it instanceof Observation.Sent))
            .collectList()
            .block(LIMIT));
  }

  /** So many turns at once, and no end. */
  static Flux<ProbeId> turns(Uplink uplink, Target target, int count) {
    return Flux.range(1, count)
        .map(it -> new ProbeId(uplink.id(), target.id(), it))
        .concatWith(Flux.never());
  }

  /** The one reason of a probe that was sent and answered otherwise. */
  static String reason(List<Observation> seen) {
    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).isInstanceOf(Observation.Sent.class);
    assertThat(seen.getLast()).isInstanceOf(Observation.Bounced.class);
    Observation.Bounced bounced = (Observation.Bounced) seen.getLast();
    assertThat(bounced.reporter()).isNotNull();
    return String.valueOf(bounced.reason());
  }

  /** A probe that was sent and answered; its rtt in nanoseconds. */
  static long returned(List<Observation> seen) {
    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst()).isInstanceOf(Observation.Sent.class);
    assertThat(seen.getLast()).isInstanceOf(Observation.Returned.class);
    return ((Observation.Returned) seen.getLast()).rtt();
  }
}
