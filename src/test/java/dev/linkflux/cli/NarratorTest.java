package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.Trouble;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Limits;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);

  private final Narrator plain = new Narrator(false);

  private static Moment at(double seconds) {
    return new Moment((long) (seconds * 1e9));
  }

  @Test
  void ofATraceThatIsPlayedTheTimeIsThatOfItsClock() {
    Narrator played = new Narrator(false, null, at -> "then");
    assertThat(played.line(new Played(at(3), 10, true, "the trace has ended")))
        .contains("then  · the trace has ended");
  }

  private static Transition degraded() {
    return new Transition(
        at(12.4),
        FIBRE,
        StateName.UP,
        StateName.DEGRADED,
        Cause.RTT,
        List.of(),
        "fibre is degraded: rtt 452 ms, limit 300 ms");
  }

  private static Election election(double at, UplinkId carrying, Cause cause, String sentence) {
    return new Election(at(at), List.of(carrying), List.of(), List.of(), cause, sentence);
  }

  @Test
  void aTransitionSaysWhenWhatAndWhy() {
    assertThat(plain.line(degraded()))
        .hasValue(
            "    12.4 s  ▼ fibre Degraded (rtt)  fibre is degraded: rtt 452 ms, limit 300 ms");
  }

  @Test
  void itIsColouredOnlyWhereThatIsWelcome() {
    assertThat(new Narrator(true).line(degraded()))
        .hasValue(
            "    12.4 s  \u001b[33m▼ fibre Degraded (rtt)\u001b[0m"
                + "  fibre is degraded: rtt 452 ms, limit 300 ms");
    assertThat(new Narrator(true).announcement(at(1), "it rains"))
        .isEqualTo("     1.0 s  \u001b[90m· it rains\u001b[0m");
  }

  @Test
  void everyStateHasAMarkOfItsOwn() {
    assertThat(List.of(StateName.values()).stream().map(it -> Look.of(it.wire()).mark()))
        .doesNotHaveDuplicates();
  }

  @Test
  void anElectionIsToldOnlyIfTrafficMoves() {
    assertThat(plain.line(election(0, FIBRE, Cause.STARTED, "fibre carries traffic")))
        .hasValue("     0.0 s  ⇄ fibre carries traffic");
    assertThat(plain.line(election(1, FIBRE, Cause.RTT, "fibre still carries traffic"))).isEmpty();
    assertThat(plain.line(election(2, LTE, Cause.RTT, "traffic moves from fibre to lte: …")))
        .hasValue("     2.0 s  ⇄ traffic moves from fibre to lte: …");
  }

  @Test
  void isolationIsToldWhenItBeginsAndWhenItEnds() {
    plain.line(election(0, FIBRE, Cause.STARTED, "fibre carries traffic"));
    assertThat(plain.line(election(1, FIBRE, Cause.ISOLATED, "nobody's fault"))).isPresent();
    assertThat(plain.line(election(2, FIBRE, Cause.ISOLATED, "nobody's fault"))).isEmpty();
    assertThat(plain.line(election(3, FIBRE, Cause.RECOVERED, "no longer isolated"))).isPresent();
    assertThat(plain.line(election(4, FIBRE, Cause.RECOVERED, "still"))).isEmpty();
  }

  @Test
  void troublesOfOurOwnAreTold() {
    assertThat(plain.line(new Trouble(at(3), "probes of lte", "no epoll")))
        .hasValue("     3.0 s  ! probes of lte: no epoll");
    assertThat(plain.line(new Stalled(at(3), at(3.5))).orElseThrow())
        .startsWith("     3.5 s  … this process stood still for 0.5 s");
  }

  @Test
  void aShadowIsToldWhereItWouldHaveMovedTraffic() {
    Narrator beside = new Narrator(false, "other.yml");
    assertThat(beside.line(shadowed(0, FIBRE, "fibre carries traffic")))
        .hasValue(
            "     0.0 s  · shadow other.yml: would have begun with fibre: fibre carries traffic");
    assertThat(beside.line(shadowed(1, FIBRE, "fibre still carries traffic"))).isEmpty();
    assertThat(beside.line(new Shadowed(at(12.4), degraded()))).isEmpty();
    assertThat(beside.line(shadowed(12.4, LTE, "traffic moves from fibre to lte: fibre is slow")))
        .hasValue(
            "    12.4 s  · shadow other.yml: would have moved from fibre to lte: fibre is slow");
    assertThat(beside.line(election(13, FIBRE, Cause.STARTED, "fibre carries traffic")))
        .as("what is live is told by itself")
        .isPresent();
  }

  @Test
  void aShadowThatAReloadBringsHasItsFilesNameAndKeepsItUntilAnotherComes() {
    Settings settings = Scenario.settings(1, 1);
    String effective = "{\"shadow\":\"other.yml\"}";
    for (int i = 0; i < 2; i++) {
      var _ = plain.line(new Reconfigured(at(0), settings, settings, effective));
      assertThat(plain.line(shadowed(1, FIBRE, "fibre carries traffic")).isPresent())
          .isEqualTo(i == 0);
    }
    assertThat(plain.line(shadowed(2, LTE, "traffic moves from fibre to lte: fibre is slow")))
        .contains(
            "     2.0 s  · shadow other.yml: would have moved from fibre to lte: fibre is slow");

    var _ = plain.line(new Reconfigured(at(3), settings, settings, "{\"shadow\":\"third.yml\"}"));
    assertThat(plain.line(shadowed(4, LTE, "lte carries traffic")))
        .contains("     4.0 s  · shadow third.yml: would have begun with lte: lte carries traffic");

    var _ = plain.line(new Reconfigured(at(5), settings, null, "{}"));
    assertThat(plain.line(shadowed(6, FIBRE, "fibre carries traffic"))).isEmpty();
  }

  private static Shadowed shadowed(double at, UplinkId carrying, String sentence) {
    return new Shadowed(at(at), election(at, carrying, Cause.RTT, sentence));
  }

  @Test
  void badTargetsAndOrdersAreTold() {
    TargetId quad9 = new TargetId("quad9", 1);
    assertThat(plain.line(new Blamed(at(3), LTE, quad9, true, "quad9 is silent alone")))
        .hasValue("     3.0 s  ○ quad9 is silent alone");
    assertThat(plain.line(new Blamed(at(4), LTE, quad9, false, "quad9 answers again")))
        .hasValue("     4.0 s  ● quad9 answers again");
    assertThat(plain.line(new Steered(at(5), LTE, Steering.AVOID, at(7205))))
        .hasValue("     5.0 s  ⚑ the operator orders: avoid lte for 2h");
    assertThat(plain.line(new Steered(at(5), LTE, Steering.AUTO, Moment.NEVER)))
        .hasValue("     5.0 s  ⚑ the operator orders: auto lte");
  }

  @Test
  void nobodyNeedsToKnowThatTimePasses() {
    assertThat(plain.line(new Woken(at(1)))).isEmpty();
  }

  private static RoutePlan drift(double at, long generation) {
    return new RoutePlan(
        at(at),
        generation,
        RoutePlan.Cause.DRIFT,
        List.of(),
        List.of(),
        List.of(),
        Limits.NONE,
        List.of());
  }

  @Test
  void whatOthersChangeIsToldWhenItIsPutBack() {
    assertThat(plain.line(new Drifted(at(3), "somebody removed default via 10.1.0.1 dev wan1")))
        .isEmpty();
    assertThat(plain.line(drift(3, 7))).isEmpty();
    assertThat(plain.line(new RouteAnswer.Applied(at(3.1), 7, 1)))
        .hasValue("     3.1 s  ! routes: somebody removed default via 10.1.0.1 dev wan1; put back");
  }

  @Test
  void driftThatNeedsNoChangeIsNotTold() {
    assertThat(plain.line(new Drifted(at(3), "announcements were lost"))).isEmpty();
    assertThat(plain.line(drift(3, 7))).isEmpty();
    assertThat(plain.line(new RouteAnswer.Applied(at(3.1), 7, 0))).isEmpty();
    assertThat(plain.line(new Woken(at(60)))).isEmpty();
  }

  @Test
  void whoFightsWithAnotherManagerReadsOfItEveryFewSecondsWithACount() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      Stream.of(
              new Drifted(at(second), "somebody removed rule 20000"),
              drift(second, second + 1),
              new RouteAnswer.Applied(at(second + 0.1), second + 1, 1))
          .flatMap(event -> plain.line(event).stream())
          .forEach(lines::add);
    }
    assertThat(lines)
        .hasSize(4)
        .last()
        .isEqualTo(
            "    15.1 s  ! routes: somebody removed rule 20000; put back,"
                + " as 4 more since the line before");
    assertThat(plain.line(new Woken(at(20)))).isEmpty();
    assertThat(plain.line(new Woken(at(20.2))).orElse("")).contains("as 3 more");
    assertThat(plain.line(new Woken(at(40)))).isEmpty();
  }

  @Test
  void whatIsSaidOverAndOverIsSaidOnceInAWhileWithACount() {
    for (int second = 3; second < 63; second++) {
      var line = plain.line(new Stalled(at(second - 0.3), at(second)));
      assertThat(line.isPresent()).as("at %d s", second).isEqualTo(second == 3);
    }
    assertThat(plain.line(new Stalled(at(62.5), at(63))))
        .contains(
            "    63.0 s  … this process stood still for 0.5 s; nobody is blamed for that time"
                + " (and 59 times more since it was told before)");
    assertThat(plain.line(new Trouble(at(70), "routes", "no room"))).isPresent();
    assertThat(plain.line(new Trouble(at(80), "routes", "no room"))).isEmpty();
    assertThat(plain.line(new Trouble(at(81), "routes", "no right"))).isPresent();
    assertThat(plain.line(new Trouble(at(671), "routes", "no room")))
        .contains("   671.0 s  ! routes: no room (and 1 times more since it was told before)");
  }
}
