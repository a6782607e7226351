package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Local facts act at once; doubt makes probing fast; everything is passed on. Milliseconds. */
class DecisionStageTest {
  private static final long MS = 1_000_000;
  private static final Settings SETTINGS = Scenario.settings(2, 3);
  private static final UplinkId U0 = SETTINGS.uplinks().get(0).id();
  private static final UplinkId U1 = SETTINGS.uplinks().get(1).id();
  private static final List<Prefix> ADDRESS =
      List.of(new Prefix(InetAddress.ofLiteral("192.0.2.2"), 24));
  private static final List<InetAddress> GATEWAY = List.of(InetAddress.ofLiteral("192.0.2.1"));

  private final DecisionStage stage =
      new DecisionStage(
          SETTINGS.uplinks(),
          SETTINGS.targets(),
          SETTINGS.demands(),
          SETTINGS.probing(),
          SETTINGS.rules());
  private final List<Event> outputs = new ArrayList<>();
  private long sequence;

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private ProbeId probe(UplinkId uplink, int target) {
    return new ProbeId(uplink, SETTINGS.targets().get(target).id(), ++sequence);
  }

  private static LinkFacts facts(long at, UplinkId uplink, boolean carrier) {
    return new LinkFacts(millis(at), uplink, 2, true, carrier, ADDRESS, GATEWAY, false);
  }

  /** Two of three targets, a majority, answer at a moment to probes of 20 ms before. */
  private void answers(long at, UplinkId uplink) {
    for (int target = 0; target < 2; target++) {
      give(
          new Outcome.Replied(
              millis(at), probe(uplink, target), millis(at - 20), 20 * MS, Promptness.PROMPT));
    }
  }

  /** Answers every half second, from a moment on: more than the sequential test asks for. */
  private void proves(long from, UplinkId uplink) {
    for (int i = 0; i < 20; i++) {
      answers(from + i * 500L, uplink);
    }
  }

  private void bothUp() {
    give(facts(0, U0, true));
    give(facts(0, U1, true));
    answers(100, U0);
    answers(100, U1);
    assertThat(told(Transition.class))
        .extracting(Transition::to)
        .containsExactly(StateName.UP, StateName.UP);
    outputs.clear();
  }

  private <T extends Event> List<T> told(Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void theFirstEventOfAnUplinkCallsTheFirstElection() {
    give(new Woken(millis(1)));
    assertThat(told(Election.class)).isEmpty();
    give(facts(5, U1, true));
    assertThat(told(Election.class)).hasSize(1);
    assertThat(told(Election.class).getFirst().cause()).isEqualTo(Cause.STARTED);
    assertThat(told(Election.class).getFirst().carrying()).containsExactly(U0);
  }

  @Test
  void whatCarriedBeforeTheStartCarriesOn() {
    give(new Carried(millis(1), List.of(U1)));
    give(facts(5, U0, true));
    assertThat(told(Election.class).getFirst().carrying()).containsExactly(U1);
  }

  @Test
  void whenTheCarrierIsLostTheUplinkIsDownAndAnotherCarriesAtTheSameMoment() {
    bothUp();
    LinkFacts lost = facts(5000, U0, false);
    give(lost);
    assertThat(outputs).hasSize(4).first().isEqualTo(lost);
    assertThat(outputs.getLast()).as("what it costs is told").isInstanceOf(Learnt.class);
    Transition transition = (Transition) outputs.get(1);
    Election election = (Election) outputs.get(2);
    assertThat(transition.at()).isEqualTo(millis(5000));
    assertThat(transition.uplink()).isEqualTo(U0);
    assertThat(transition.to()).isEqualTo(StateName.DOWN);
    assertThat(transition.cause()).isEqualTo(Cause.CARRIER_LOST);
    assertThat(transition.sentence()).isEqualTo("u0 is down: wan0 has no carrier");
    assertThat(election.at()).isEqualTo(millis(5000));
    assertThat(election.carrying()).containsExactly(U1);
    assertThat(election.excluded()).containsExactly(new Election.Excluded(U0, Cause.CARRIER_LOST));
  }

  record Cut(LinkFacts facts, Cause cause) {}

  static List<Cut> cuts() {
    Moment at = millis(5000);
    return List.of(
        new Cut(
            new LinkFacts(at, U0, 0, false, false, List.of(), List.of(), false),
            Cause.NO_INTERFACE),
        new Cut(new LinkFacts(at, U0, 2, false, true, ADDRESS, GATEWAY, false), Cause.CARRIER_LOST),
        new Cut(new LinkFacts(at, U0, 2, true, false, ADDRESS, GATEWAY, false), Cause.CARRIER_LOST),
        new Cut(new LinkFacts(at, U0, 2, true, true, List.of(), GATEWAY, false), Cause.NO_ADDRESS),
        new Cut(new LinkFacts(at, U0, 2, true, true, List.of(), List.of(), true), Cause.NO_ADDRESS),
        new Cut(new LinkFacts(at, U0, 2, true, true, ADDRESS, List.of(), false), Cause.NO_GATEWAY));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void eachFactThatRulesAnUplinkOutHasItsCause(Cut cut) {
    bothUp();
    give(cut.facts());
    assertThat(told(Transition.class)).extracting(Transition::cause).containsExactly(cut.cause());
    assertThat(told(Election.class).getLast().carrying()).containsExactly(U1);
  }

  @Test
  void anInterfaceThatIsMissingIsNamedAndTheUplinkIsTakenUpOnceItAppears() {
    bothUp();
    give(new LinkFacts(millis(5000), U0, 0, false, false, List.of(), GATEWAY, false));
    Transition down = told(Transition.class).getLast();
    assertThat(down.sentence()).isEqualTo("u0 is down: there is no interface wan0");
    assertThat(down.evidence()).contains(new Figure("interface", 0, 1, ""));
    give(new LinkFacts(millis(6000), U0, 9, true, false, List.of(), GATEWAY, false));
    assertThat(told(Transition.class))
        .extracting(Transition::cause)
        .containsExactly(Cause.NO_INTERFACE, Cause.CARRIER_LOST);
  }

  @Test
  void aPointToPointLinkNeedsNoGateway() {
    bothUp();
    give(new LinkFacts(millis(5000), U0, 2, true, true, ADDRESS, List.of(), true));
    assertThat(told(Transition.class)).isEmpty();
  }

  @Test
  void anotherCauseOfBeingDownIsTold() {
    bothUp();
    give(facts(5000, U0, false));
    give(new LinkFacts(millis(6000), U0, 2, true, true, List.of(), List.of(), false));
    assertThat(told(Transition.class))
        .extracting(Transition::cause)
        .containsExactly(Cause.CARRIER_LOST, Cause.NO_ADDRESS);
  }

  @Test
  void theSameFactsAgainChangeNothing() {
    bothUp();
    give(facts(5000, U0, false));
    outputs.clear();
    give(facts(6000, U0, false));
    assertThat(outputs).containsExactly(facts(6000, U0, false));
  }

  @Test
  void whenTheFactsAreBackOnlyAnswersToLaterProbesMakeItRecovering() {
    bothUp();
    give(facts(5000, U0, false));
    outputs.clear();
    give(facts(6000, U0, true));
    answers(6019, U0); // sent at 5999
    assertThat(told(Transition.class)).isEmpty();
    answers(6020, U0); // sent at 6000
    assertThat(told(Transition.class)).hasSize(1);
    Transition transition = told(Transition.class).getFirst();
    assertThat(transition.at()).isEqualTo(millis(6020));
    assertThat(transition.to()).isEqualTo(StateName.RECOVERING);
    assertThat(transition.cause()).isEqualTo(Cause.RECOVERED);
  }

  @Test
  void answersOfLessThanAMajorityAreNotEnough() {
    bothUp();
    give(facts(5000, U0, false));
    give(facts(6000, U0, true));
    outputs.clear();
    for (int i = 0; i < 9; i++) {
      give(
          new Outcome.Replied(
              millis(7000), probe(U0, 0), millis(6900), 20 * MS, Promptness.PROMPT));
    }
    assertThat(told(Transition.class)).isEmpty();
  }

  @Test
  void itIsUpWhenTheHoldDownEndsAndNotANanosecondEarlier() {
    bothUp();
    give(facts(5000, U0, false));
    give(facts(6000, U0, true));
    answers(6020, U0);
    proves(7000, U0);
    outputs.clear();
    give(new Woken(new Moment(26_020 * MS - 1)));
    assertThat(told(Transition.class)).isEmpty();
    give(new Woken(millis(60_000)));
    assertThat(told(Transition.class))
        .extracting(Transition::at, Transition::to)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(millis(26_020), StateName.UP));
    assertThat(told(Election.class).getLast().carrying()).containsExactly(U0);
  }

  @Test
  void aStallPutsTheHoldDownOff() {
    bothUp();
    give(facts(5000, U0, false));
    give(facts(6000, U0, true));
    answers(6020, U0);
    proves(6100, U0);
    outputs.clear();
    give(new Stalled(millis(17_000), millis(20_000)));
    give(new Woken(new Moment(29_020 * MS - 1)));
    assertThat(told(Transition.class)).isEmpty();
    give(new Woken(millis(29_020)));
    assertThat(told(Transition.class)).hasSize(1);
  }

  @Test
  void aDoubtMakesProbingFastOnceAndTwoAnswersOfEachTargetMakeItSlowAgain() {
    bothUp();
    give(new Doubt.Overdue(millis(1000), probe(U0, 0), millis(800)));
    give(new Doubt.Overdue(millis(1001), probe(U0, 1), millis(801)));
    assertThat(told(Pace.class)).containsExactly(new Pace(millis(1000), U0, Tempo.FAST));
    answers(1100, U0);
    assertThat(told(Pace.class)).hasSize(1);
    answers(1200, U0); // two of each of the two targets that were ever asked
    assertThat(told(Pace.class))
        .containsExactly(
            new Pace(millis(1000), U0, Tempo.FAST), new Pace(millis(1200), U0, Tempo.STEADY));
  }

  @Test
  void fastProbingEndsAfterFiveSecondsAndIsNotTakenUpForNineTimesThat() {
    bothUp();
    give(new Doubt.Overdue(millis(1000), probe(U0, 0), millis(800)));
    give(new Doubt.Missing(millis(1100), probe(U0, 0), millis(800)));
    give(new Woken(new Moment(6000 * MS - 1)));
    assertThat(told(Pace.class)).hasSize(1);
    give(new Woken(millis(7000)));
    assertThat(told(Pace.class).getLast()).isEqualTo(new Pace(millis(6000), U0, Tempo.STEADY));
    give(new Doubt.Overdue(new Moment(51_000 * MS - 1), probe(U0, 0), millis(50_000)));
    assertThat(told(Pace.class)).hasSize(2);
    give(new Doubt.Overdue(millis(51_000), probe(U0, 0), millis(50_800)));
    assertThat(told(Pace.class).getLast()).isEqualTo(new Pace(millis(51_000), U0, Tempo.FAST));
  }

  @Test
  void probingIsSlowAgainAtOnceWhenTheStateSaysItAll() {
    bothUp();
    give(new Doubt.Overdue(millis(1000), probe(U0, 0), millis(800)));
    give(facts(1100, U0, false));
    assertThat(told(Pace.class).getLast()).isEqualTo(new Pace(millis(1100), U0, Tempo.STEADY));
    give(new Doubt.Overdue(millis(2000), probe(U0, 0), millis(1800)));
    assertThat(told(Pace.class)).as("what is down is not suspected").hasSize(2);
  }

  @Test
  void aRefusalByTheNetworkMakesProbingFastAtOnce() {
    bothUp();
    give(new Outcome.Unreachable(millis(1000), probe(U0, 0), millis(990), 3, 1, null));
    assertThat(told(Pace.class)).containsExactly(new Pace(millis(1000), U0, Tempo.FAST));
  }

  @Test
  void whatItDoesNotKnowIsPassedOn() {
    Event foreign = new Woken(millis(3));
    give(foreign);
    assertThat(outputs).containsExactly(foreign);
  }

  @Test
  void aSingleTargetThatFallsSilentTakesItsUplinkDown() {
    Scenario scenario = new Scenario(2, 1, 1).run(60).set(0, Scenario.Path.FROZEN);
    long from = scenario.now();
    assertThat(scenario.run(10).secondsUntilCarrying(1, from)).isLessThan(3);
  }

  @Test
  void anUplinkWithADeadTargetComesBackFromLoss() {
    Scenario scenario =
        new Scenario(2, 3, 1)
            .run(60)
            .set(0, 1, Scenario.Path.FROZEN)
            .run(60)
            .set(0, 0, Scenario.Path.GOOD.withLoss(0.4))
            .set(0, 2, Scenario.Path.GOOD.withLoss(0.4))
            .run(60);
    assertThat(scenario.outputs(Transition.class).getLast().to()).isEqualTo(StateName.DEGRADED);
    scenario.set(0, 0, Scenario.Path.GOOD).set(0, 2, Scenario.Path.GOOD);
    long from = scenario.now();
    assertThat(scenario.run(120).secondsUntilCarrying(0, from))
        .as(scenario.outputs(Transition.class).toString())
        .isBetween(20.0, 60.0);
  }

  @ParameterizedTest(name = "{0} targets")
  @ValueSource(ints = {2, 3, 5})
  void aDeadTargetThatComesBackMovesNothing(int targets) {
    for (int seed = 0; seed < 5; seed++) {
      Scenario scenario =
          new Scenario(3, targets, seed)
              .run(60 + seed / 10.0)
              .set(0, 1, Scenario.Path.FROZEN)
              .run(300)
              .set(0, 1, Scenario.Path.GOOD)
              .run(120);
      assertThat(scenario.switches())
          .as("seed %d: %s", seed, scenario.outputs(Transition.class))
          .isZero();
    }
  }
}
