package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.State.Degraded;
import dev.linkflux.decision.State.Disabled;
import dev.linkflux.decision.State.Doubtful;
import dev.linkflux.decision.State.Down;
import dev.linkflux.decision.State.Failing;
import dev.linkflux.decision.State.Recovering;
import dev.linkflux.decision.State.Unknown;
import dev.linkflux.decision.State.Up;
import dev.linkflux.decision.Verdict.Breached;
import dev.linkflux.decision.Verdict.Cut;
import dev.linkflux.decision.Verdict.Met;
import dev.linkflux.decision.Verdict.Open;
import dev.linkflux.decision.Verdict.Silent;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the transition table, and every deadline in it: one before, at, and after. */
class StateTableTest {
  private static final Moment NOW = new Moment(1_000_000);
  private static final Recovering RECOVERY = new Recovering(new Moment(9_000_000), Cause.RECOVERED);

  private static final State UNKNOWN = new Unknown();
  private static final State DOUBTFUL = new Doubtful(NOW.plusNanos(500), Cause.RTT);
  private static final State UP = new Up(Cause.RECOVERED);
  private static final State FAILING = new Failing(NOW.plusNanos(500), Cause.RECOVERED, Cause.RTT);
  private static final State DEGRADED = new Degraded(Cause.JITTER);
  private static final State DOWN = new Down(Cause.NO_ADDRESS);
  private static final State RECOVERING = new Recovering(NOW.plusNanos(500), Cause.DAMPENED);
  private static final State DISABLED = new Disabled();

  private static final Verdict CUT = new Cut(Cause.CARRIER_LOST);
  private static final Verdict SILENT = new Silent();
  private static final Verdict BREACHED = new Breached(Cause.LOSS, Duration.ofNanos(700));
  private static final Verdict MET = new Met(true);
  private static final Verdict UNPROVEN = new Met(false);
  private static final Verdict OPEN = new Open();

  record Row(State state, Verdict verdict, State next) {}

  static List<Row> rows() {
    State cut = new Down(Cause.CARRIER_LOST);
    State blackout = new Down(Cause.BLACKOUT);
    State loss = new Degraded(Cause.LOSS);
    return List.of(
        new Row(UNKNOWN, CUT, cut),
        new Row(UNKNOWN, SILENT, blackout),
        new Row(UNKNOWN, BREACHED, new Doubtful(NOW.plusNanos(700), Cause.LOSS)),
        new Row(UNKNOWN, MET, new Up(Cause.STARTED)),
        new Row(UNKNOWN, UNPROVEN, new Up(Cause.STARTED)),
        new Row(UNKNOWN, OPEN, UNKNOWN),
        new Row(DOUBTFUL, CUT, cut),
        new Row(DOUBTFUL, SILENT, blackout),
        new Row(DOUBTFUL, BREACHED, DOUBTFUL),
        new Row(DOUBTFUL, MET, new Up(Cause.STARTED)),
        new Row(DOUBTFUL, UNPROVEN, new Up(Cause.STARTED)),
        new Row(DOUBTFUL, OPEN, DOUBTFUL),
        new Row(UP, CUT, cut),
        new Row(UP, SILENT, blackout),
        new Row(UP, BREACHED, new Failing(NOW.plusNanos(700), Cause.RECOVERED, Cause.LOSS)),
        new Row(UP, MET, UP),
        new Row(UP, UNPROVEN, UP),
        new Row(UP, OPEN, UP),
        new Row(FAILING, CUT, cut),
        new Row(FAILING, SILENT, blackout),
        new Row(FAILING, BREACHED, FAILING),
        new Row(FAILING, MET, UP),
        new Row(FAILING, UNPROVEN, UP),
        new Row(FAILING, OPEN, FAILING),
        new Row(DEGRADED, CUT, cut),
        new Row(DEGRADED, SILENT, blackout),
        new Row(DEGRADED, BREACHED, DEGRADED),
        new Row(DEGRADED, MET, RECOVERY),
        new Row(DEGRADED, UNPROVEN, RECOVERY),
        new Row(DEGRADED, OPEN, DEGRADED),
        new Row(DOWN, CUT, cut),
        new Row(DOWN, SILENT, blackout),
        new Row(DOWN, BREACHED, loss),
        new Row(DOWN, MET, RECOVERY),
        new Row(DOWN, UNPROVEN, RECOVERY),
        new Row(DOWN, OPEN, DOWN),
        new Row(RECOVERING, CUT, cut),
        new Row(RECOVERING, SILENT, blackout),
        new Row(RECOVERING, BREACHED, RECOVERING),
        new Row(RECOVERING, MET, RECOVERING),
        new Row(RECOVERING, UNPROVEN, RECOVERING),
        new Row(RECOVERING, OPEN, RECOVERING),
        new Row(DISABLED, CUT, DISABLED),
        new Row(DISABLED, SILENT, DISABLED),
        new Row(DISABLED, BREACHED, DISABLED),
        new Row(DISABLED, MET, DISABLED),
        new Row(DISABLED, UNPROVEN, DISABLED),
        new Row(DISABLED, OPEN, DISABLED));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachStateWithEachVerdictLeadsWhereTheTableSays(Row row) {
    assertThat(StateTable.next(row.state(), row.verdict(), NOW, RECOVERY)).isEqualTo(row.next());
  }

  @Test
  void noPairIsLeftOut() {
    Set<List<Class<?>>> pairs = new HashSet<>();
    rows().forEach(row -> pairs.add(List.of(row.state().getClass(), row.verdict().getClass())));
    assertThat(pairs)
        .hasSize(
            State.class.getPermittedSubclasses().length
                * Verdict.class.getPermittedSubclasses().length);
  }

  record Deadline(String what, State state, Verdict verdict, State next) {}

  static List<Deadline> deadlines() {
    Failing before = new Failing(NOW.plusNanos(1), Cause.STARTED, Cause.RTT);
    Failing at = new Failing(NOW, Cause.STARTED, Cause.RTT);
    Failing past = new Failing(NOW.plusNanos(-1), Cause.STARTED, Cause.RTT);
    Recovering soon = new Recovering(NOW.plusNanos(1), Cause.DAMPENED);
    Recovering done = new Recovering(NOW, Cause.DAMPENED);
    Recovering long_ = new Recovering(NOW.plusNanos(-1), Cause.DAMPENED);
    Doubtful doubted = new Doubtful(NOW.plusNanos(1), Cause.RTT);
    Doubtful doubtedLong = new Doubtful(NOW.plusNanos(-1), Cause.RTT);
    Degraded loss = new Degraded(Cause.LOSS);
    Up up = new Up(Cause.RECOVERED);
    return List.of(
        new Deadline("failing, 1 ns left", before, BREACHED, before),
        new Deadline("failing, at", at, BREACHED, loss),
        new Deadline("failing, past", past, BREACHED, loss),
        new Deadline("failing, past, met after all", past, MET, new Up(Cause.STARTED)),
        new Deadline("failing, past, open", past, OPEN, past),
        new Deadline("failing, past, silent", past, SILENT, new Down(Cause.BLACKOUT)),
        new Deadline("doubtful, 1 ns left", doubted, BREACHED, doubted),
        new Deadline("doubtful, at", new Doubtful(NOW, Cause.RTT), BREACHED, loss),
        new Deadline("doubtful, past", doubtedLong, BREACHED, loss),
        new Deadline("doubtful, past, met after all", doubtedLong, MET, new Up(Cause.STARTED)),
        new Deadline("doubtful, past, open", doubtedLong, OPEN, doubtedLong),
        new Deadline("doubtful, past, silent", doubtedLong, SILENT, new Down(Cause.BLACKOUT)),
        new Deadline("recovering, 1 ns left", soon, MET, soon),
        new Deadline("recovering, at", done, MET, up),
        new Deadline("recovering, past", long_, MET, up),
        new Deadline("recovering, 1 ns left, unproven", soon, UNPROVEN, soon),
        new Deadline("recovering, at, unproven", done, UNPROVEN, done),
        new Deadline("recovering, past, unproven", long_, UNPROVEN, long_),
        new Deadline("recovering, past, open", long_, OPEN, long_),
        new Deadline("recovering, breached for too short a time", long_, BREACHED, long_),
        new Deadline("recovering, breached for 1 ns too little", long_, breached(1), long_),
        new Deadline("recovering, breached for long enough", soon, breached(0), loss));
  }

  private static Verdict breached(long left) {
    return new Breached(Cause.LOSS, Duration.ofNanos(left));
  }

  @ParameterizedTest
  @MethodSource("deadlines")
  void aStateEndsAtItsDeadlineAndNotBefore(Deadline row) {
    assertThat(StateTable.next(row.state(), row.verdict(), NOW, RECOVERY)).isEqualTo(row.next());
  }

  @Test
  void aBreachThatGrowsIsConfirmedSoonerAndUnderItsOwnCause() {
    Verdict larger = new Breached(Cause.LOSS, Duration.ofNanos(499));
    assertThat(StateTable.next(FAILING, larger, NOW, RECOVERY))
        .isEqualTo(new Failing(NOW.plusNanos(499), Cause.RECOVERED, Cause.LOSS));
    assertThat(StateTable.next(DOUBTFUL, larger, NOW, RECOVERY))
        .isEqualTo(new Doubtful(NOW.plusNanos(499), Cause.LOSS));
  }

  @Test
  void aBreachThatShrinksIsConfirmedNoLaterThanFirstSaid() {
    Verdict same = new Breached(Cause.LOSS, Duration.ofNanos(500));
    Verdict smaller = new Breached(Cause.LOSS, Duration.ofSeconds(9));
    assertThat(StateTable.next(FAILING, same, NOW, RECOVERY)).isEqualTo(FAILING);
    assertThat(StateTable.next(FAILING, smaller, NOW, RECOVERY)).isEqualTo(FAILING);
    assertThat(StateTable.next(DOUBTFUL, same, NOW, RECOVERY)).isEqualTo(DOUBTFUL);
    assertThat(StateTable.next(DOUBTFUL, smaller, NOW, RECOVERY)).isEqualTo(DOUBTFUL);
  }

  @Test
  void onlyDoubtfulFailingAndRecoveringHaveDeadlinesAndOnlyTheirsArePutOff() {
    for (State state : List.of(UNKNOWN, UP, DEGRADED, DOWN, DISABLED)) {
      assertThat(state.deadline()).isEqualTo(Moment.NEVER);
      assertThat(state.postponed(7)).isEqualTo(state);
    }
    assertThat(DOUBTFUL.postponed(7).deadline()).isEqualTo(NOW.plusNanos(507));
    assertThat(FAILING.postponed(7).deadline()).isEqualTo(NOW.plusNanos(507));
    assertThat(RECOVERING.postponed(7).deadline()).isEqualTo(NOW.plusNanos(507));
    assertThat(FAILING.name()).isEqualTo(StateName.UP);
    assertThat(DOUBTFUL.name()).isEqualTo(StateName.UNKNOWN);
  }

  @Test
  void whatIsSuppressedSinceBeforeARestartIsRecoveringFirst() {
    Recovering held = new Recovering(new Moment(9_000_000), Cause.DAMPENED);
    for (Verdict met : List.of(MET, UNPROVEN)) {
      assertThat(StateTable.next(UNKNOWN, met, NOW, held)).isEqualTo(held);
      assertThat(StateTable.next(DOUBTFUL, met, NOW, held)).isEqualTo(held);
      assertThat(StateTable.next(UP, met, NOW, held)).isEqualTo(UP);
    }
  }
}
