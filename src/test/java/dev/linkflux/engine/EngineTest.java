package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Control;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The live pipeline between scripted ports, in virtual time. */
class EngineTest {
  private static final long RTT = 20_000_000;

  private final Settings settings = Scenario.settings(2, 3);
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Sinks.Many<Unstamped> links = Sinks.many().unicast().onBackpressureBuffer();
  private final ScriptedProber prober = new ScriptedProber();
  private final RecordingSink routes = new RecordingSink();
  private final List<Event> journal = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  private record Turn(long millis, ProbeId id) {}

  /** Asks when it is told to; an uplink answers unless it is silent, or cannot probe at all. */
  private final class ScriptedProber implements Prober {
    private final List<String> begun = new ArrayList<>();
    private final List<Turn> asked = new ArrayList<>();
    private final boolean[] silent = new boolean[2];
    private final boolean[] broken = new boolean[2];

    @Override
    public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
      return Flux.defer(
          () -> {
            int ordinal = uplink.id().ordinal();
            begun.add(uplink.name() + " at " + time.now(TimeUnit.MILLISECONDS) + " ms");
            if (broken[ordinal]) {
              return Flux.error(new IllegalStateException("EPERM"));
            }
            return turns
                .doOnNext(turn -> asked.add(new Turn(time.now(TimeUnit.MILLISECONDS), turn)))
                .flatMap(this::ask, Integer.MAX_VALUE);
          });
    }

    private Flux<Unstamped> ask(ProbeId id) {
      int ordinal = id.uplink().ordinal();
      Unstamped sent = at -> new Observation.Sent(at, id);
      Unstamped reply = at -> new Observation.Returned(at, id, RTT);
      return silent[ordinal]
          ? Flux.just(sent)
          : Flux.just(sent).concatWith(Mono.delay(Duration.ofNanos(RTT), time).map(_ -> reply));
    }
  }

  /** Notes what it is to hold, and answers when the test lets it. */
  private static final class RecordingSink implements RouteSink {
    private final List<RoutePlan> plans = new ArrayList<>();
    private boolean answersByItself = true;
    private boolean refuses;
    private Sinks.One<Unstamped> answer = Sinks.one();

    @Override
    public Mono<Unstamped> apply(RoutePlan plan) {
      plans.add(plan);
      if (answersByItself) {
        return Mono.just(answerTo(plan));
      }
      answer = Sinks.one();
      return answer.asMono();
    }

    private Unstamped answerTo(RoutePlan plan) {
      return refuses
          ? at -> new RouteAnswer.Refused(at, plan.generation(), "EBUSY")
          : at -> new RouteAnswer.Applied(at, plan.generation(), 1);
    }

    private void answerNow() {
      answer.emitValue(answerTo(plans.getLast()), EmitFailureHandler.FAIL_FAST);
    }

    private List<Long> generations() {
      return plans.stream().map(RoutePlan::generation).toList();
    }
  }

  private void begin() {
    begin(settings);
  }

  private void begin(Settings with) {
    new Engine(
            with,
            Map.of(ProbeKind.ICMP, prober),
            links::asFlux,
            routes,
            new Gate(time, journal::add),
            new Instruments(),
            time,
            journal::add,
            1)
        .events()
        .subscribe(events::addAll, failures::add);
  }

  private void facts(int uplink, boolean carrier) {
    links.emitNext(
        at ->
            new LinkFacts(
                at,
                settings.uplinks().get(uplink).id(),
                uplink + 2,
                true,
                carrier,
                List.of(new Prefix(InetAddress.ofLiteral("10.%d.0.2".formatted(uplink)), 24)),
                List.of(InetAddress.ofLiteral("10.%d.0.1".formatted(uplink))),
                false),
        EmitFailureHandler.FAIL_FAST);
  }

  private void bothLinks() {
    facts(0, true);
    facts(1, true);
  }

  private void advance(double seconds) {
    time.advanceTimeBy(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private <T extends Event> List<T> told(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void uplinksThatAnswerAreUp() {
    begin();
    bothLinks();
    advance(5);
    assertThat(told(Transition.class))
        .extracting(Transition::to)
        .containsExactly(StateName.UP, StateName.UP);
    assertThat(failures).isEmpty();
  }

  @Test
  void nothingIsProbedBeforeTheFirstAnswerOfTheRoutes() {
    routes.answersByItself = false;
    begin();
    bothLinks();
    advance(5);
    assertThat(prober.begun).isEmpty();
    routes.answerNow();
    assertThat(prober.begun).containsExactly("u0 at 5000 ms", "u1 at 5000 ms");
  }

  @Test
  void aRefusalIsAnAnswerToo() {
    routes.refuses = true;
    begin();
    bothLinks();
    advance(1);
    assertThat(prober.begun).hasSize(2);
  }

  @Test
  void theNewestPlanOvertakesThoseThatWait() {
    routes.answersByItself = false;
    begin();
    bothLinks();
    facts(1, false);
    facts(1, true);
    assertThat(routes.generations()).containsExactly(1L);
    long newest = told(RoutePlan.class).getLast().generation();
    assertThat(newest).isGreaterThan(2);
    routes.answerNow();
    assertThat(routes.generations()).containsExactly(1L, newest);
    routes.answerNow();
    assertThat(routes.generations()).containsExactly(1L, newest);
  }

  @Test
  void aRefusedPlanIsCarriedOutAgainASecondLater() {
    begin();
    bothLinks();
    advance(5);
    int before = routes.plans.size();
    routes.refuses = true;
    facts(1, false);
    routes.refuses = false;
    advance(0.9);
    assertThat(routes.plans).hasSize(before + 1);
    advance(0.2);
    assertThat(routes.plans).hasSize(before + 2);
    assertThat(routes.plans.getLast().routes()).isEqualTo(routes.plans.get(before).routes());
    advance(60);
    assertThat(routes.plans).hasSize(before + 2);
  }

  @Test
  void aProberThatFailsIsTroubleAndIsTriedAgainAndTheOthersGoOn() {
    prober.broken[0] = true;
    begin();
    bothLinks();
    advance(8);
    assertThat(told(Trouble.class))
        .hasSize(4)
        .allMatch(trouble -> trouble.source().equals("probes of u0"))
        .allMatch(trouble -> trouble.reason().equals("EPERM"));
    assertThat(prober.begun)
        .containsExactly(
            "u0 at 0 ms", "u1 at 0 ms", "u0 at 1000 ms", "u0 at 3000 ms", "u0 at 7000 ms");
    assertThat(told(Transition.class))
        .extracting(transition -> transition.uplink().name())
        .containsExactly("u1");
    prober.broken[0] = false;
    advance(10);
    assertThat(told(Transition.class))
        .extracting(transition -> transition.uplink().name())
        .containsExactly("u1", "u0");
    assertThat(failures).isEmpty();
  }

  @Test
  void aSuspectUplinkIsAskedFastUntilTheMatterIsSettled() {
    begin();
    bothLinks();
    advance(30);
    prober.silent[0] = true;
    advance(4);
    assertThat(told(Pace.class)).extracting(Pace::tempo).containsExactly(Tempo.FAST, Tempo.STEADY);
    long from = told(Pace.class).getFirst().at().nanos() / 1_000_000;
    long to = told(Pace.class).getLast().at().nanos() / 1_000_000;
    assertThat(turnsOfTheFirst(from, to)).hasSizeGreaterThan((int) ((to - from) / 100));
    assertThat(turnsOfTheFirst(from - 5000, from)).hasSizeBetween(15, 20);
    assertThat(told(Election.class)).isNotEmpty();
    assertThat(told(Election.class).getLast().carrying().getFirst().name()).isEqualTo("u1");
  }

  private List<Turn> turnsOfTheFirst(long from, long to) {
    return prober.asked.stream()
        .filter(turn -> turn.id().uplink().ordinal() == 0)
        .filter(turn -> turn.millis() >= from && turn.millis() < to)
        .toList();
  }

  @Test
  void aLostCarrierIsInTheNewPlanAtTheSameMoment() {
    begin();
    bothLinks();
    advance(30.005);
    facts(0, false);
    assertThat(told(Transition.class).getLast().at().nanos()).isEqualTo(30_005_000_000L);
    RoutePlan plan = routes.plans.getLast();
    assertThat(plan.at().nanos()).isEqualTo(30_005_000_000L);
    assertThat(plan.routes()).noneMatch(route -> route.hops().getFirst().device().equals("wan0"));
  }

  @Test
  void anUplinkThatIsDisabledIsNotProbed() {
    List<Uplink> uplinks = new ArrayList<>(settings.uplinks());
    uplinks.set(0, new Uplink(uplinks.getFirst().id(), "wan0", 1, List.of(), 1, true));
    begin(
        new Settings(
            uplinks,
            settings.targets(),
            settings.demands(),
            settings.probing(),
            settings.windowing(),
            settings.rules(),
            settings.routing()));
    bothLinks();
    advance(5);
    assertThat(prober.begun).containsExactly("u1 at 0 ms");
  }

  @Test
  void aFailureOfTheLinksIsTroubleAndNotTheEnd() {
    begin();
    bothLinks();
    links.emitError(new IllegalStateException("netlink is gone"), EmitFailureHandler.FAIL_FAST);
    assertThat(told(Trouble.class)).extracting(Trouble::reason).containsExactly("netlink is gone");
    assertThat(failures).isEmpty();
  }

  @Test
  void theJournalReplayedDecidesTheSame() {
    begin();
    bothLinks();
    advance(30);
    prober.silent[0] = true;
    advance(30);
    prober.silent[0] = false;
    facts(1, false);
    advance(60);
    List<Event> replayed = new ArrayList<>();
    Control control = new Control(settings);
    journal.stream()
        .filter(event -> !isDecision(event))
        .forEach(event -> control.accept(event, replayed::add));
    assertThat(events).isEqualTo(replayed);
    assertThat(journal.stream().filter(EngineTest::isDecision).toList())
        .isEqualTo(events.stream().filter(EngineTest::isDecision).toList())
        .hasSizeGreaterThan(8);
  }

  private static boolean isDecision(Event event) {
    return event instanceof Transition || event instanceof Election || event instanceof RoutePlan;
  }
}
