package dev.linkflux.probe.tcp;

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
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/** A prober with one target that is asked when a test says so, and what was seen of it. */
final class Asking implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(20);

  /** An address literal needs no resolver. */
  private static final Resolver UNASKED =
      (_, name) -> Mono.error(new IllegalStateException("asked for " + name));

  final Instruments instruments = new Instruments();
  final List<Observation> seen = new CopyOnWriteArrayList<>();
  private final LoopResources loops = LoopResources.create("tcp-test", 1, true);
  private final Sinks.Many<ProbeId> turns = Sinks.many().unicast().onBackpressureBuffer();
  private final Uplink uplink;
  private final Target target;
  private final Disposable running;
  private long sequence;

  Asking(
      String device, Host host, int port, Resolver resolver, Passage passage, Duration patience) {
    uplink = new Uplink(new UplinkId("u0", 0), device, 1, List.of(), 1, false);
    target = new Target(new TargetId("t0", 0), new Question.Tcp(host, port));
    running =
        new TcpProber(loops, resolver, passage, instruments, patience)
            .observations(uplink, List.of(target), turns.asFlux())
            .map(it -> (Observation) it.at(Moment.ZERO))
            .subscribe(seen::add);
  }

  /** One through whatever the routes say, at an address. */
  static Asking at(InetAddress address, int port) {
    return through("", address, port, TcpProber.PATIENCE);
  }

  static Asking through(String device, InetAddress address, int port, Duration patience) {
    return new Asking(device, Host.of(address), port, UNASKED, Passage.ANY, patience);
  }

  /** Asks once more. */
  ProbeId ask() {
    ProbeId id = new ProbeId(uplink.id(), target.id(), ++sequence);
    turns.emitNext(id, Sinks.EmitFailureHandler.FAIL_FAST);
    return id;
  }

  /** Asks once more and gives what was seen of it, when it was so many observations. */
  List<Observation> ask(int observations) {
    ProbeId id = ask();
    await(observations + " observations of " + id, () -> of(id).size() >= observations);
    return of(id);
  }

  List<Observation> of(ProbeId id) {
    return seen.stream().filter(it -> it.id().equals(id)).toList();
  }

  long spent() {
    return instruments.spent(uplink.id());
  }

  /** Ends all that is under way. */
  void stop() {
    running.dispose();
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + LIMIT + " for " + what);
      }
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public void close() {
    running.dispose();
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }
}
