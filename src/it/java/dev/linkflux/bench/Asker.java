package dev.linkflux.bench;

import dev.linkflux.decision.Tempo;
import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Sounding;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.probe.icmp.IcmpProber;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** The probe engine on threads like the service's: one loop that probes, one for the gate. */
final class Asker {
  /** Bytes after the ICMP header, as by default. */
  static final int PAYLOAD = 16;

  private static final long SEED = 20261122;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final EventLoop loop =
      LoopResources.create("linkflux-probe", 1, true).onClient(true).next();
  private final Scheduler timer = Schedulers.fromExecutorService(loop, "probe");
  private final Instruments instruments = new Instruments();
  private final Gate gate = new Gate(Schedulers.newSingle("linkflux-gate", true), _ -> {});

  /** An uplink that leaves through a device. */
  static Uplink through(String device) {
    return new Uplink(new UplinkId(device, 0), device, 1, List.of(), 1, false);
  }

  /** So many targets at addresses of 127.1.0.0/16. */
  static List<Target> loopback(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Target.icmp(i, "t" + i, "127.1." + i / 250 + "." + (i % 250 + 1)))
        .toList();
  }

  /** Where a target of ICMP is. */
  static InetAddress address(Target target) {
    return target.question() instanceof Question.Icmp(Host host) && host.address() != null
        ? host.address()
        : InetAddress.getLoopbackAddress();
  }

  EventLoop loop() {
    return loop;
  }

  Instruments instruments() {
    return instruments;
  }

  /**
   * Asks for ever; whatever goes wrong ends the process.
   *
   * @param interval between two probes of a target, before jitter
   * @param turns in place of the steady ones, if not null
   */
  void ask(
      Uplink uplink,
      List<Target> targets,
      Duration interval,
      @Nullable Flux<ProbeId> turns,
      Consumer<Outcome> ended) {
    IcmpProber prober =
        new IcmpProber(
            (IoEventLoop) loop,
            PAYLOAD,
            (_, name) -> Mono.error(new AssertionError(name)),
            Passage.ANY,
            instruments,
            _ -> {});
    Sounding sounding = new Sounding(prober, gate, timer, SEED);
    Probing probing = new Probing(interval, interval, TIMEOUT, PAYLOAD);
    Flux<ProbeId> steady =
        new Cadence(uplink, targets, probing, instruments, timer, SEED)
            .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()));
    var _ =
        sounding
            .events(uplink, targets, probing, turns == null ? steady : turns)
            .ofType(Outcome.class)
            .subscribe(ended, Asker::fail);
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    System.exit(1);
  }
}
