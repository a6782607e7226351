package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolution;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.tls.AuthorityTrust;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** What the tests of checks over loopback share: threads, a directory, and one check. */
abstract class Checks {
  static final Duration LIMIT = Duration.ofSeconds(60);

  /** Of checks that end by themselves: nothing on a busy machine may reach it. */
  static final Duration PATIENT = Duration.ofSeconds(20);

  /** Of checks that are about silence. */
  static final Duration BRIEF = Duration.ofMillis(1500);

  static final Uplink UPLINK = new Uplink(new UplinkId("u0", 0), "", 1, List.of(), 1, false);
  static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir Path state;

  final LoopResources loops = LoopResources.create("check-test", 1, true);
  final IoEventLoop loop = (IoEventLoop) loops.onClient(true).next();
  final Scheduler scheduler = Schedulers.fromExecutorService(loop);
  final Instruments instruments = new Instruments();
  final List<String> told = new CopyOnWriteArrayList<>();
  final Map<String, Resolution> names = new ConcurrentHashMap<>();
  final Map<String, String> environment = new ConcurrentHashMap<>();
  AuthorityTrust authorities = new AuthorityTrust();

  /** Knows what the test has put into {@link #names}. */
  final Directory resolver =
      new Directory() {
        @Override
        public Mono<Resolution> lookUp(Uplink uplink, String name) {
          return Mono.fromSupplier(
              () ->
                  names.getOrDefault(
                      name,
                      new Resolution(List.of(), false, new Breach(Rung.DNS_NO_NAME, "NXDOMAIN"))));
        }

        @Override
        public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
          return lookUp(uplink, name).map(Resolution::addresses);
        }
      };

  @AfterEach
  void stop() {
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  Assembly assembly() {
    return new Assembly(
        new Assembly.World(
            resolver, Passage.ANY, loops, loop, scheduler, InstantSource.system(), told::add),
        instruments,
        state,
        authorities,
        environment::get);
  }

  static Finding find(Checker checker, Server server) {
    return Objects.requireNonNull(checker.check(server, UPLINK).block(LIMIT), "no finding");
  }

  /** One check by itself. */
  Finding find(Server server) {
    Assembly assembly = assembly();
    try {
      return find(assembly.checker(), server);
    } finally {
      assembly.close();
    }
  }

  /** The breach of one check by itself. */
  Breach breach(Server server) {
    return Objects.requireNonNull(find(server).breach(), "all is well");
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for: %s", what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  static void assertBreach(@Nullable Breach breach, Rung rung, String... words) {
    assertThat(breach).isNotNull();
    assertThat(Objects.requireNonNull(breach).rung()).as("%s", breach).isEqualTo(rung);
    assertThat(List.of(words)).allSatisfy(word -> assertThat(breach.detail()).contains(word));
  }

  static Server server(Check check, String... hosts) {
    List<Host> all = new ArrayList<>();
    for (String host : hosts) {
      boolean literal = host.chars().noneMatch(Character::isLetter) || host.contains(":");
      all.add(literal ? Host.of(InetAddress.ofLiteral(host)) : Host.named(host));
    }
    return new Server(
        new ServerId("vps", 0),
        all,
        Server.Role.MAIN,
        Server.Through.CARRYING,
        check,
        Server.Hysteresis.DEFAULT);
  }

  static Check check(Check.Kind kind, int port, Check.Api api, Duration timeout) {
    return new Check(kind, port, api, Check.DEFAULT_INTERVAL, timeout);
  }

  static Server api(int port, Check.Api api) {
    return server(check(Check.Kind.API, port, api, PATIENT), "127.0.0.1");
  }

  static Check.Api https(Check.Trust trust) {
    return https(trust, 0, "");
  }

  static Check.Api https(Check.Trust trust, int status, String text) {
    return new Check.Api(Check.Type.HTTPS, "/", status, text, trust, null, Check.Api.DEFAULT_SKEW);
  }

  static Check.Api omr(Check.Trust trust, Check.@Nullable Credentials credentials) {
    return new Check.Api(Check.Type.OMR, "/", 0, "", trust, credentials, Check.Api.DEFAULT_SKEW);
  }
}
