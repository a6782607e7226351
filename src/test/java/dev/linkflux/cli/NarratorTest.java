package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Trouble;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);

  private final Narrator plain = new Narrator(false);

  private static Moment at(double seconds) {
    return new Moment((long) (seconds * 1e9));
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
}
