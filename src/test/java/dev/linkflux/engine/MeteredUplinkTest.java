package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Budget;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * What a metered uplink of 100MB/month costs, through the real engine in virtual time: three
 * targets, 44 bytes of IP for a request and 44 for its reply. Prints the figures.
 */
class MeteredUplinkTest {
  private static final long BYTES = 100_000_000;
  private static final long HALF_A_PROBE = 20 + 8 + 16;
  private static final Duration RTT = Duration.ofMillis(20);
  private static final int METERED = 1;

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Instruments instruments = new Instruments();
  private final List<Event> decisions = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean silent;

  /** Answers, and says what it costs; the metered uplink is silent at times. */
  private final class CostingProber implements Prober {
    @Override
    public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
      return turns.flatMap(this::ask, Integer.MAX_VALUE);
    }

    private Flux<Unstamped> ask(ProbeId id) {
      instruments.spent(id.uplink(), HALF_A_PROBE);
      Unstamped sent = at -> new Observation.Sent(at, id);
      Unstamped reply = at -> new Observation.Returned(at, id, RTT.toNanos());
      return id.uplink().ordinal() == METERED && silent
          ? Flux.just(sent)
          : Flux.just(sent)
              .concatWith(
                  Mono.delay(RTT, time)
                      .doOnNext(_ -> instruments.spent(id.uplink(), HALF_A_PROBE))
                      .map(_ -> reply));
    }
  }

  /** The second uplink is metered; the one of the lower tier carries. */
  private static Settings settings(boolean carrying) {
    Settings usual = Scenario.settings(2, 3);
    List<Uplink> uplinks =
        usual.uplinks().stream()
            .map(
                it ->
                    new Uplink(
                        it.id(),
                        it.device(),
                        it.id().ordinal() == METERED && carrying ? 1 : 2 + it.id().ordinal(),
                        it.gateways(),
                        it.weight(),
                        it.disabled(),
                        it.id().ordinal() == METERED ? BYTES : Uplink.UNMETERED,
                        0))
            .toList();
    return new Settings(
        uplinks,
        usual.targets(),
        usual.demands(),
        usual.probing(),
        usual.windowing(),
        usual.rules(),
        usual.routing());
  }

  private static Unstamped facts(UplinkId uplink) {
    int number = uplink.ordinal();
    return at ->
        new LinkFacts(
            at,
            uplink,
            number + 2,
            true,
            true,
            List.of(new Prefix(InetAddress.ofLiteral("10.%d.0.2".formatted(number)), 24)),
            List.of(InetAddress.ofLiteral("10.%d.0.1".formatted(number))),
            false);
  }

  private UplinkId begin(boolean carrying) {
    Settings settings = settings(carrying);
    new Engine(
            settings,
            Map.of(ProbeKind.ICMP, new CostingProber()),
            () ->
                Flux.fromIterable(settings.uplinks())
                    .map(uplink -> facts(uplink.id()))
                    .concatWith(Flux.never()),
            plan -> Mono.just(at -> new RouteAnswer.Applied(at, plan.generation(), 1)),
            new Gate(time, _ -> {}, instruments),
            instruments,
            time,
            decisions::add,
            1)
        .events()
        .subscribe(_ -> {}, failures::add);
    return settings.uplinks().get(METERED).id();
  }

  private void run(Duration length, boolean silence) {
    silent = silence;
    time.advanceTimeBy(length);
  }

  private long downs() {
    return decisions.stream()
        .filter(Transition.class::isInstance)
        .map(Transition.class::cast)
        .filter(it -> it.uplink().ordinal() == METERED && it.to() == StateName.DOWN)
        .count();
  }

  @ParameterizedTest(name = "carrying {0}, {1} outages: {2} to {3} bytes")
  @CsvSource({
    "false, 0,   105000,   112000",
    "false, 10,  120000,   900000",
    "true,  0,  1080000,  1100000",
    "true,  10,  900000,  1600000",
  })
  void anHourOfAMeteredUplink(boolean carrying, int outages, long least, long most) {
    UplinkId uplink = begin(carrying);
    for (int i = 0; i < Math.max(1, outages); i++) {
      Duration part = Duration.ofHours(1).dividedBy(Math.max(1, outages));
      Duration outage = outages == 0 ? Duration.ZERO : Duration.ofSeconds(60);
      run(part.minus(outage), false);
      run(outage, true);
    }
    Budget.Account account = Objects.requireNonNull(instruments.account(uplink));
    System.out.printf(
        Locale.ROOT,
        "metered 100MB/month, %s, %2d outages of 60 s: %7d bytes in an hour (%5.1f %% of the"
            + " budget's share of an hour), reserve %8d of %d%n",
        carrying ? "carrying" : "standby ",
        outages,
        instruments.spent(uplink),
        instruments.spent(uplink) / (BYTES / 744.0) * 100,
        account.reserve(),
        BYTES / 5);
    assertThat(failures).isEmpty();
    assertThat(downs()).isEqualTo(outages);
    assertThat(decisions).hasAtLeastOneElementOfType(Election.class);
    assertThat(instruments.spent(uplink)).isBetween(least, most);
    assertThat(instruments.spent(uplink) - account.used()).isBetween(0L, 10 * HALF_A_PROBE);
    assertThat(account.reserve()).isGreaterThan(BYTES / 5 - instruments.spent(uplink));
  }

  @Test
  void twoMonthsOfCarryingStayWithinTheBudgetInEachOfThem() {
    Uplink uplink = settings(true).uplinks().get(METERED);
    new Cadence(
            uplink,
            IntStream.range(0, 3).mapToObj(i -> Target.icmp(i, "t" + i, "192.0.2." + i)).toList(),
            Scenario.settings(1, 1).probing(),
            instruments,
            time,
            1)
        .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()))
        .subscribe(turn -> instruments.spent(turn.uplink(), 2 * HALF_A_PROBE));
    time.advanceTimeBy(Budget.MONTH);
    long first = instruments.spent(uplink.id());
    time.advanceTimeBy(Budget.MONTH);
    long second = instruments.spent(uplink.id()) - first;
    System.out.printf(
        "metered 100MB/month, carrying all along: %d bytes in 31 days, %d in the next%n",
        first, second);
    assertThat(first).isBetween(85_000_000L, BYTES);
    assertThat(second).isBetween(79_000_000L, 82_000_000L);
  }
}
