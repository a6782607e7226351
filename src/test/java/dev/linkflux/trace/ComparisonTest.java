package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.server.Checked;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);

  private static final ServerId VPS = new ServerId("vps", 0);
  private static final Moment END = new Moment(9);

  private final Comparison comparison = new Comparison();

  @Test
  void equalDecisionsHaveNoDifferenceHoweverFarOneIsAhead() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.recorded(down(2, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.replayed(new Pace(Moment.ZERO, FIBRE, Tempo.FAST));
    comparison.replayed(down(2, Cause.LOSS, 0.5));
    comparison.replayed(down(3, Cause.LOSS, -0.0));
    comparison.recorded(down(3, Cause.LOSS, 0.0));
    assertThat(comparison.firstDifference(END)).isEmpty();
    assertThat(comparison.equal()).isEqualTo(3);
  }

  @Test
  void theFirstDifferenceIsToldAndStays() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.recorded(down(2, Cause.LOSS, 0.5));
    comparison.replayed(down(2, Cause.RTT, 0.6));
    comparison.recorded(down(3, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END).orElseThrow())
        .startsWith("number 2 differs in cause: recorded \"loss\", replayed \"rtt\" (recorded: {");
    assertThat(comparison.equal()).isEqualTo(1);
  }

  @Test
  void whatHasNoCounterpartIsADifference() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END).orElseThrow())
        .startsWith("only recorded: {\"type\"");
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(2, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END).orElseThrow())
        .startsWith("only replayed: {\"type\"");
  }

  @Test
  void whatAKilledProcessDecidedLastIsNotHeldAgainstItsRecording() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(9, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END)).isEmpty();
    assertThat(comparison.firstDifference(new Moment(10)).orElseThrow())
        .startsWith("only replayed: ");
  }

  @Test
  void whatElectionsConsideredIsHeldAgainstWhatTheyConsider() {
    comparison.recorded(election(1, "it is quicker"));
    comparison.replayed(election(1, "it is quicker"));
    assertThat(comparison.firstDifference(END)).isEmpty();
    comparison.recorded(election(2, "it is quicker"));
    comparison.replayed(election(2, "its tier is lower"));
    assertThat(comparison.firstDifference(END).orElseThrow()).contains("differs in considered");
  }

  @Test
  void badTargetsAreComparedInAnOrderOfTheirOwn() {
    comparison.recorded(blamed(1));
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END).orElseThrow())
        .startsWith("only recorded: {\"type\":\"t");
    comparison.replayed(blamed(1));
    assertThat(comparison.firstDifference(END)).isEmpty();
    assertThat(comparison.equal()).isEqualTo(2);
  }

  @Test
  void aRecordingOfBeforeIsNotHeldAgainstWhatItDoesNotTell() {
    comparison.recorded(election(1, ""));
    comparison.replayed(blamed(1));
    comparison.replayed(election(1, "it is quicker"));
    assertThat(comparison.firstDifference(END)).isEmpty();
    assertThat(comparison.equal()).isEqualTo(1);
  }

  @Test
  void whatIsDecidedAboutServersIsComparedInAnOrderOfItsOwn() {
    comparison.replayed(checked(1));
    comparison.recorded(verdict(1, "vps answers"));
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.recorded(election(2));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.replayed(verdict(1, "vps answers"));
    assertThat(comparison.firstDifference(END).orElseThrow())
        .startsWith("only recorded: {\"type\":\"server\",\"at\":2,\"what\":\"election\"");
    comparison.replayed(election(2));
    assertThat(comparison.firstDifference(END)).isEmpty();
    assertThat(comparison.equal()).isEqualTo(3);
    comparison.recorded(verdict(3, "vps answers"));
    comparison.replayed(verdict(3, "vps is silent"));
    assertThat(comparison.firstDifference(END).orElseThrow()).contains("differs in sentence");
  }

  @Test
  void aRecordingOfBeforeServersWereCheckedIsNotHeldAgainstWhatIsDecidedOfThem() {
    comparison.replayed(election(0));
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference(END)).isEmpty();
    comparison.replayed(checked(2));
    assertThat(comparison.firstDifference(END).orElseThrow()).startsWith("only replayed: ");
  }

  private static Event checked(long at) {
    return new Checked(new Moment(at), VPS, FIBRE, null, 1, true, null, null);
  }

  private static Event verdict(long at, String sentence) {
    return new ServerVerdict(new Moment(at), VPS, FIBRE, true, null, sentence, "");
  }

  private static Event election(long at) {
    return new ServerElection(new Moment(at), VPS, "started", "vps is in use");
  }

  private static Event blamed(long at) {
    return new Blamed(new Moment(at), FIBRE, new TargetId("quad9", 0), true, "quad9 is bad");
  }

  private static Event election(long at, String why) {
    return new Election(
        new Moment(at),
        List.of(FIBRE),
        List.of(),
        List.of(),
        Cause.BETTER,
        why.isEmpty() ? List.of() : List.of(new Election.Considered(FIBRE, 1, List.of(), why)),
        "fibre carries");
  }

  private static Event down(long at, Cause cause, double loss) {
    return new Transition(
        new Moment(at),
        FIBRE,
        StateName.UP,
        StateName.DOWN,
        cause,
        List.of(new Figure("loss", loss, 0.1, "ratio")),
        "fibre is down");
  }
}
