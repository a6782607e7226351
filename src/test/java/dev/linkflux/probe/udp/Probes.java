package dev.linkflux.probe.udp;

import dev.linkflux.decision.Tempo;
import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** What the tests of the prober share: its threads, and asking until enough was seen. */
abstract class Probes {
  static final Duration LIMIT = Duration.ofSeconds(20);
  static final Probing PROBING =
      new Probing(Duration.ofMillis(40), Duration.ofMillis(10), Duration.ofSeconds(1), 16);
  static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "no-such-dev0", 1, List.of(), 1, false);

  /** An address needs no resolver. */
  static final Resolver NOBODY = (_, name) -> Mono.error(new AssertionError("asked for " + name));

  final LoopResources loops = LoopResources.create("udp-test", 1, true);
  final IoEventLoop loop = (IoEventLoop) loops.onClient(true).next();
  final Scheduler timer = Schedulers.fromExecutorService(loop);
  final Instruments instruments = new Instruments();

  @AfterEach
  void stop() {
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  static Target target(int ordinal, String address) {
    InetSocketAddress endpoint =
        address.isEmpty()
            ? new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 7)
            : new InetSocketAddress(
                InetAddress.ofLiteral(address.substring(0, address.lastIndexOf(':'))),
                Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    return new Target(
        new TargetId("t" + ordinal, ordinal),
        new Question.Echo(endpoint.getAddress(), endpoint.getPort()));
  }

  UdpProber prober(InetSocketAddress... addresses) {
    return prober(
        PROBING.payload(), new Way.Emulated((_, target) -> addresses[target.id().ordinal()]));
  }

  UdpProber prober(int payload, Way way) {
    return new UdpProber(loop, payload, way, Passage.ANY, instruments);
  }

  /** Probes until enough was seen of what is looked for; all observations up to then. */
  static List<Observation> until(
      Flux<Unstamped> observations, Predicate<List<Observation>> enough) {
    List<Observation> seen = new ArrayList<>();
    observations
        .map(it -> (Observation) it.at(Moment.ZERO))
        .takeUntil(
            it -> {
              seen.add(it);
              return enough.test(seen);
            })
        .blockLast(LIMIT);
    return seen;
  }

  /** Waits until this is so, within the limit. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static Predicate<List<Observation>> several(Class<? extends Observation> kind, int n) {
    return seen -> count(seen, kind) >= n;
  }

  static long count(List<Observation> seen, Class<? extends Observation> kind) {
    return seen.stream().filter(kind::isInstance).count();
  }

  /** Turns at the steady pace. */
  Flux<ProbeId> turns(Target... targets) {
    return new Cadence(UPLINK, List.of(targets), PROBING, timer, 1)
        .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()));
  }
}
