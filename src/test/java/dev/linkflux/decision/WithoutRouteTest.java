package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Probes that are withheld because no route leads to their targets are a local fact, and no loss.
 * Milliseconds.
 */
class WithoutRouteTest {
  private static final long MS = 1_000_000;

  private final List<Event> outputs = new ArrayList<>();
  private Settings settings = Scenario.settings(2, 3);
  private DecisionStage stage = stage(settings);
  private UplinkId u0 = settings.uplinks().get(0).id();
  private UplinkId u1 = settings.uplinks().get(1).id();
  private long sequence;

  private static DecisionStage stage(Settings settings) {
    return new DecisionStage(
        settings.uplinks(),
        settings.targets(),
        settings.demands(),
        settings.probing(),
        settings.rules());
  }

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private static Moment millis(long millis) {
    return new Moment(millis * MS);
  }

  private ProbeId probe(UplinkId uplink, int target) {
    return new ProbeId(uplink, settings.targets().get(target).id(), ++sequence);
  }

  private void facts(long at, boolean carrier) {
    for (UplinkId uplink : List.of(u0, u1)) {
      give(
          new LinkFacts(
              millis(at),
              uplink,
              2 + uplink.ordinal(),
              true,
              carrier || uplink.equals(u1),
              List.of(new Prefix(InetAddress.ofLiteral("192.0.2.2"), 24)),
              List.of(InetAddress.ofLiteral("192.0.2.1")),
              false));
    }
  }

  private void answers(long at, UplinkId uplink) {
    for (int target = 0; target < settings.targets().size(); target++) {
      answer(at, uplink, target);
    }
  }

  private void answer(long at, UplinkId uplink, int target) {
    give(
        new Outcome.Replied(
            millis(at), probe(uplink, target), millis(at - 20), 20 * MS, Promptness.PROMPT));
  }

  private void withheld(long at, int target, String reason) {
    give(new Outcome.NotSent(millis(at), probe(u0, target), reason));
  }

  private void withheld(long at, int... targets) {
    IntStream.of(targets).forEach(target -> withheld(at, target, Withheld.NO_GATEWAY));
  }

  private <T extends Event> List<T> told(Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void bothUp() {
    facts(0, true);
    answers(100, u0);
    answers(100, u1);
    outputs.clear();
  }

  /** Both up, then no route through the first any more. */
  private void routeLost() {
    bothUp();
    withheld(1000, 0);
    withheld(1033, 1);
    withheld(1067, 2);
  }

  @Test
  void anUplinkWithoutRouteToAnyTargetIsDownAtOnceAndAnotherCarries() {
    routeLost();
    Transition down = told(Transition.class).getFirst();
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(down.at()).isEqualTo(millis(1067));
    assertThat(down.to()).isEqualTo(StateName.DOWN);
    assertThat(down.cause()).isEqualTo(Cause.NO_GATEWAY);
    assertThat(down.evidence()).contains(new Figure("targets with a route", 0, 1, "targets"));
    assertThat(down.sentence())
        .isEqualTo("u0 is down: no route leads through wan0 to any of 3 targets");
    assertThat(told(Election.class).getFirst().carrying()).containsExactly(u1);
    assertThat(told(Election.class).getFirst().excluded())
        .containsExactly(new Election.Excluded(u0, Cause.NO_GATEWAY));
  }

  @Test
  void theFirstWithheldTurnHasAllTargetsAskedFastUntilTheMatterIsSettled() {
    routeLost();
    assertThat(told(Pace.class))
        .extracting(Pace::at, Pace::tempo)
        .containsExactly(tuple(millis(1000), Tempo.FAST), tuple(millis(1067), Tempo.STEADY));
  }

  @Test
  void oneFamilyWithoutRouteTakesNobodyDown() {
    bothUp();
    for (long round = 1; round < 100; round++) {
      withheld(round * 1000, 2);
      answer(round * 1000 + 20, u0, 0);
      answer(round * 1000 + 20, u0, 1);
    }
    assertThat(told(Transition.class)).isEmpty();
    assertThat(told(Pace.class)).hasSize(2);
  }

  @Test
  void aTargetThatIsSilentButHasARouteKeepsItFromBeingWithoutOne() {
    bothUp();
    for (long round = 1; round < 5; round++) {
      withheld(round * 1000, 1, 2);
      ProbeId silent = probe(u0, 0);
      give(new Doubt.Missing(millis(round * 1000 + 300), silent, millis(round * 1000)));
      give(new Outcome.TimedOut(millis(round * 1000 + 999), silent, millis(round * 1000)));
    }
    assertThat(told(Transition.class)).noneMatch(it -> it.cause() == Cause.NO_GATEWAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENOBUFS", "EPERM", Withheld.NO_NAME})
  void otherReasonsForNotSendingAreNoEvidence(String reason) {
    bothUp();
    for (long round = 1; round < 100; round++) {
      withheld(round * 1000, 0, reason);
      withheld(round * 1000, 1, reason);
      withheld(round * 1000, 2, reason);
    }
    assertThat(told(Transition.class)).isEmpty();
    assertThat(told(Pace.class)).isEmpty();
  }

  @Test
  void aGapOfMillisecondsInWhichRoutesAreLaidAnewIsNothing() {
    bothUp();
    withheld(1000, 0, 1, 2);
    withheld(1040, 0, 1, 2);
    answers(1070, u0);
    assertThat(told(Transition.class)).isEmpty();
  }

  @Test
  void itAnswersAgainAndHasToProveItself() {
    routeLost();
    outputs.clear();
    answers(5020, u0);
    Transition transition = told(Transition.class).getFirst();
    assertThat(transition.to()).isEqualTo(StateName.RECOVERING);
    assertThat(transition.cause()).isEqualTo(Cause.RECOVERED);
  }

  @Test
  void ifNothingAnswersWhenProbesLeaveAgainThatIsABlackout() {
    routeLost();
    outputs.clear();
    for (long round = 2; round < 12; round++) {
      for (int target = 0; target < 3; target++) {
        long sent = round * 1000 + target * 333L;
        give(new Doubt.Missing(millis(sent + 300), probe(u0, target), millis(sent)));
      }
      answers(round * 1000 + 970, u1);
    }
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(told(Transition.class).getFirst().cause()).isEqualTo(Cause.BLACKOUT);
  }

  @Test
  void aProbeThatLeftBeforeTheRouteWasLostSaysNothingOfIt() {
    bothUp();
    ProbeId before = probe(u0, 0);
    withheld(1000, 0);
    withheld(1033, 1);
    give(new Outcome.TimedOut(millis(1040), before, millis(40)));
    withheld(1067, 2);
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(told(Transition.class).getFirst().cause()).isEqualTo(Cause.NO_GATEWAY);
  }

  @Test
  void anUplinkOfWhichNothingIsKnownYetHasASecondForItsRoutes() {
    facts(0, true);
    for (long at = 100; at < 1100; at += 100) {
      withheld(at, 0, 1, 2);
    }
    assertThat(told(Transition.class)).isEmpty();
    withheld(1100, 0);
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(told(Transition.class).getFirst().cause()).isEqualTo(Cause.NO_GATEWAY);
  }

  @Test
  void aLostCarrierIsTheCauseWhateverTheRoutesSay() {
    bothUp();
    facts(900, false);
    withheld(1000, 0, 1, 2);
    withheld(2000, 0, 1, 2);
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(told(Transition.class).getFirst().cause()).isEqualTo(Cause.CARRIER_LOST);
    facts(5000, true);
    assertThat(told(Transition.class)).hasSize(1);
  }

  @Test
  void theOnlyTargetWithoutRouteIsEnough() {
    settings = Scenario.settings(2, 1);
    stage = stage(settings);
    bothUp();
    withheld(1000, 0);
    assertThat(told(Transition.class)).isEmpty();
    withheld(1100, 0);
    assertThat(told(Transition.class)).hasSize(1);
    assertThat(told(Transition.class).getFirst().cause()).isEqualTo(Cause.NO_GATEWAY);
  }
}
