package dev.linkflux.probe.dns;

import dev.linkflux.engine.Instruments;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** What the tests of the prober share: its loop, and asking until enough was seen. */
abstract class Asking {
  static final Duration LIMIT = Duration.ofSeconds(20);
  static final Uplink UPLINK = uplink("");

  final LoopResources loops;
  final IoEventLoop loop;
  final Scheduler scheduler; // ends with the loop
  final Instruments instruments = new Instruments();

  Asking() {
    this(loops());
  }

  /**
   * @param loops its one thread asks
   */
  Asking(LoopResources loops) {
    this.loops = loops;
    this.loop = (IoEventLoop) loops.onClient(true).next();
    this.scheduler = Schedulers.fromExecutorService(loop);
  }

  /** Its thread begins where this is called. */
  static LoopResources loops() {
    LoopResources loops = LoopResources.create("dns-test", 1, true);
    loops.onClient(true).next().submit(() -> {}).syncUninterruptibly();
    return loops;
  }

  @AfterEach
  void stop() {
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(LIMIT);
  }

  static Uplink uplink(String device) {
    return new Uplink(new UplinkId("u0", 0), device, 1, List.of(), 1, false);
  }

  static Question.Dns question(
      InetSocketAddress server, String name, String type, String... expected) {
    return new Question.Dns(server.getAddress(), server.getPort(), name, type, List.of(expected));
  }

  static boolean isEnd(Observation observation) {
    return !(observation instanceof Observation.Sent);
  }

  /** One probe, and what is seen of it up to something that is no {@code Sent}. */
  List<Observation> once(Question.Dns question) {
    return until(question, 1, seen -> seen.stream().anyMatch(Asking::isEnd));
  }

  /** What came of one probe besides that it was sent. */
  Observation end(Question.Dns question) {
    return once(question).getLast();
  }

  /** That many probes 20 ms apart, until enough was seen; all observations up to then. */
  List<Observation> until(Question.Dns question, int probes, Predicate<List<Observation>> enough) {
    return until(UPLINK, Passage.ANY, question, probes, enough);
  }

  List<Observation> until(
      Uplink uplink,
      Passage passage,
      Question.Dns question,
      int probes,
      Predicate<List<Observation>> enough) {
    Target target = new Target(new TargetId("t", 0), question);
    Flux<ProbeId> turns =
        Flux.interval(Duration.ZERO, Duration.ofMillis(20), scheduler)
            .take(probes)
            .map(number -> new ProbeId(uplink.id(), target.id(), number + 1))
            .concatWith(Flux.never());
    List<Observation> seen = new ArrayList<>();
    new DnsProber(loop, loops, passage, instruments)
        .observations(uplink, List.of(target), turns)
        .map(it -> (Observation) it.at(Moment.ZERO))
        .takeUntil(
            it -> {
              seen.add(it);
              return enough.test(seen);
            })
        .blockLast(LIMIT);
    return seen;
  }
}
