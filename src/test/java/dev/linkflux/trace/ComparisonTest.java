package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);

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
    assertThat(comparison.firstDifference()).isEmpty();
    assertThat(comparison.equal()).isEqualTo(3);
  }

  @Test
  void theFirstDifferenceIsToldAndStays() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.recorded(down(2, Cause.LOSS, 0.5));
    comparison.replayed(down(2, Cause.RTT, 0.6));
    comparison.recorded(down(3, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference().orElseThrow())
        .startsWith("number 2 differs in cause: recorded \"loss\", replayed \"rtt\" (recorded: {");
    assertThat(comparison.equal()).isEqualTo(1);
  }

  @Test
  void whatHasNoCounterpartIsADifference() {
    comparison.recorded(down(1, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference().orElseThrow()).startsWith("only recorded: {\"type\"");
    comparison.replayed(down(1, Cause.LOSS, 0.5));
    comparison.replayed(down(2, Cause.LOSS, 0.5));
    assertThat(comparison.firstDifference().orElseThrow()).startsWith("only replayed: {\"type\"");
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
