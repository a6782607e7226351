package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOUDFLARE;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.LTE;
import static dev.linkflux.stream.Samples.election;
import static dev.linkflux.stream.Samples.millis;
import static dev.linkflux.stream.Samples.quality;
import static dev.linkflux.stream.Samples.replied;
import static dev.linkflux.stream.Samples.timedOut;
import static dev.linkflux.stream.Samples.transition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Access;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.engine.Backlog;
import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Orders;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.quality.OneWay;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A server that has been told of everything that there is a family of metrics for: a metered uplink
 * with a quota, servers, lateness, a trace, hooks, and every kind of event.
 */
final class Everything implements AutoCloseable {
  private final Instruments instruments = new Instruments();
  private final Served served;

  Everything() {
    instruments.recording(new Backlog(() -> 3, 65_536), () -> 7);
    instruments.watch(Instruments.Queue.GATE, new Backlog(() -> 1, 65_536));
    instruments.told("mail", true);
    instruments.told("mail", false);
    instruments.receivedLate(30_000);
    served =
        new Served(
            new Premises(
                settings(),
                JsonNodeFactory.instance.objectNode(),
                Access.LOCAL,
                Samples.CLOCK,
                new Service("1.2.3", false, instruments),
                null),
            new Orders(),
            Limits.DEFAULT);
    served.tell(network().toArray(Event[]::new));
    served.tell(ServerSamples.trouble(900).toArray(Event[]::new));
    served.tell(
        ServerSamples.checked(950, FIBRE, new Breach(Rung.PORT_REFUSED, "refused")),
        ServerSamples.checked(960, LTE, null));
  }

  /** As it is scraped, once the virtual machine has collected garbage. */
  Exposed scrape() throws IOException {
    Exposed now = Exposed.of(served.get("/metrics")); // it is listened to from the first one on
    System.gc();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (now.family("jvm_gc_pause_seconds") == null && System.nanoTime() < end) {
      now = Exposed.of(served.get("/metrics"));
    }
    return now;
  }

  /** The answer to a scraper that accepts that, head and body. */
  String answer(String accept) throws IOException {
    return served.answer("GET", "/metrics", "Host: localhost\r\nAccept: " + accept + "\r\n");
  }

  /** LTE is metered, has paid for a probe, and has a quota. */
  private Settings settings() {
    Settings plain = ServerSamples.settings();
    Uplink lte =
        new Uplink(LTE, "wan2", 2, List.of(), 1, false, 1_000_000, 0, 5_000_000, List.of());
    VirtualTimeScheduler time = VirtualTimeScheduler.create();
    new Cadence(lte, plain.targets(), Probing.DEFAULT, instruments, time, 1)
        .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()))
        .subscribe(turn -> instruments.spent(turn.uplink(), 1000));
    time.advanceTimeBy(Duration.ofMillis(1500));
    return new Settings(
        List.of(plain.uplinks().getFirst(), lte),
        plain.targets(),
        plain.demands(),
        plain.probing(),
        plain.windowing(),
        plain.rules(),
        plain.routing(),
        plain.servers());
  }

  private static List<Event> network() {
    ProbeId probe = new ProbeId(FIBRE, CLOUDFLARE, 9);
    List<Event> events =
        new ArrayList<>(
            List.of(
                election(0, FIBRE),
                quality(20, FIBRE),
                told(quality(20, LTE)),
                replied(30, FIBRE, 1),
                replied(30, LTE, 1),
                timedOut(40, LTE, 2),
                new Outcome.NotSent(millis(50), new ProbeId(LTE, CLOUDFLARE, 3), "full"),
                new Outcome.Unreachable(millis(55), probe, millis(50), 3, 1, null),
                new Oddity.Duplicated(millis(60), probe),
                new RouteAnswer.Refused(millis(70), 1, "no such device"),
                new Selfhood.Overflowed(millis(80), 5),
                new dev.linkflux.time.Dated(millis(85), Instant.parse("2026-11-22T03:00:00Z")),
                new dev.linkflux.uplink.Used(millis(90), LTE, 4_000_000)));
    Stream.of(StateName.DOWN, StateName.RECOVERING)
        .map(state -> transition(100, LTE, state, Cause.BLACKOUT))
        .forEach(events::add);
    events.add(election(110, FIBRE, LTE));
    return events;
  }

  /** The same of targets that tell where it was lost. */
  private static Quality told(Quality plain) {
    OneWay oneWay = new OneWay(new LossRatio(1, 100), new LossRatio(1, 99));
    return new Quality(
        plain.at(),
        plain.uplink(),
        plain.loss(),
        plain.rtt(),
        plain.recent(),
        plain.floor(),
        plain.jitter(),
        List.of(
            new Quality.OfTarget(
                CLOUDFLARE, new LossRatio(2, 100), 8_500_000, 700_000, 3_000_000, 0, oneWay)));
  }

  @Override
  public void close() {
    served.close();
  }
}
