package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Finding.Fails;
import dev.linkflux.server.Finding.Hampered;
import dev.linkflux.server.Finding.Open;
import dev.linkflux.server.Finding.Serves;
import dev.linkflux.server.State.Degraded;
import dev.linkflux.server.State.Down;
import dev.linkflux.server.State.Failing;
import dev.linkflux.server.State.Mending;
import dev.linkflux.server.State.Recovering;
import dev.linkflux.server.State.Standing;
import dev.linkflux.server.State.Unknown;
import dev.linkflux.server.State.Up;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Returning;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the transition table, and every deadline in it: one before, at, and after. */
class ServerStateTableTest {
  private static final Moment NOW = new Moment(1_000_000);
  private static final Hysteresis RULES =
      new Hysteresis(Duration.ofNanos(700), 3, Duration.ofNanos(5000), Returning.AUTO);
  private static final Recovering RECOVERY = new Recovering(new Moment(9_000_000), "recovered");

  private static final Standing UNKNOWN = new Unknown();
  private static final Standing UP = new Up("recovered");
  private static final Standing DEGRADED = new Degraded("clock");
  private static final State FAILING = failing(500, UP);
  private static final State MENDING = new Mending(NOW.plusNanos(500), "clock");
  private static final State DOWN = new Down("port-refused");
  private static final State RECOVERING = new Recovering(NOW.plusNanos(500), "dampened");

  private static final Breach API = new Breach(Rung.API_ERROR, "status 503");
  private static final Finding SERVES = new Serves(NOW);
  private static final Finding HAMPERED = new Hampered(API, true, true, NOW);
  private static final Finding SHIFTING = new Hampered(API, true, false, NOW);
  private static final Finding ONCE = new Hampered(API, false, false, NOW);
  private static final Finding FAILS = new Fails(API, true, true);
  private static final Finding MIXED = new Fails(API, true, false);
  private static final Finding FAILED = new Fails(API, false, false);
  private static final Finding OPEN = new Open();

  private static Failing failing(long left, Standing before) {
    return new Failing(NOW, NOW.plusNanos(left), before);
  }

  record Row(State state, Finding finding, State next) {}

  static List<Row> rows() {
    State api = new Degraded("api-error");
    State down = new Down("api-error");
    State mending = new Mending(NOW.plusNanos(5000), "clock");
    return List.of(
        new Row(UNKNOWN, SERVES, new Up("started")),
        new Row(UNKNOWN, HAMPERED, api),
        new Row(UNKNOWN, SHIFTING, api),
        new Row(UNKNOWN, ONCE, UNKNOWN),
        new Row(UNKNOWN, FAILS, failing(700, UNKNOWN)),
        new Row(UNKNOWN, FAILED, failing(700, UNKNOWN)),
        new Row(UNKNOWN, OPEN, UNKNOWN),
        new Row(UP, SERVES, UP),
        new Row(UP, HAMPERED, api),
        new Row(UP, SHIFTING, api),
        new Row(UP, ONCE, UP),
        new Row(UP, FAILS, failing(700, UP)),
        new Row(UP, FAILED, failing(700, UP)),
        new Row(UP, OPEN, UP),
        new Row(DEGRADED, SERVES, mending),
        new Row(DEGRADED, HAMPERED, api),
        new Row(DEGRADED, SHIFTING, DEGRADED),
        new Row(DEGRADED, ONCE, DEGRADED),
        new Row(DEGRADED, FAILS, failing(700, DEGRADED)),
        new Row(DEGRADED, OPEN, DEGRADED),
        new Row(FAILING, SERVES, UP),
        new Row(FAILING, HAMPERED, api),
        new Row(FAILING, ONCE, UP),
        new Row(FAILING, FAILS, FAILING),
        new Row(FAILING, FAILED, FAILING),
        new Row(FAILING, OPEN, UP),
        new Row(failing(500, DEGRADED), SERVES, mending),
        new Row(failing(500, DEGRADED), ONCE, DEGRADED),
        new Row(failing(500, DEGRADED), OPEN, DEGRADED),
        new Row(failing(500, UNKNOWN), SERVES, new Up("started")),
        new Row(failing(500, UNKNOWN), ONCE, UNKNOWN),
        new Row(failing(500, UNKNOWN), OPEN, UNKNOWN),
        new Row(MENDING, SERVES, MENDING),
        new Row(MENDING, HAMPERED, api),
        new Row(MENDING, SHIFTING, DEGRADED),
        new Row(MENDING, ONCE, DEGRADED),
        new Row(MENDING, FAILED, failing(700, DEGRADED)),
        new Row(MENDING, OPEN, MENDING),
        new Row(DOWN, SERVES, RECOVERY),
        new Row(DOWN, HAMPERED, RECOVERY),
        new Row(DOWN, ONCE, RECOVERY),
        new Row(DOWN, FAILS, down),
        new Row(DOWN, MIXED, DOWN),
        new Row(DOWN, FAILED, DOWN),
        new Row(DOWN, OPEN, DOWN),
        new Row(RECOVERING, SERVES, RECOVERING),
        new Row(RECOVERING, HAMPERED, RECOVERING),
        new Row(RECOVERING, ONCE, RECOVERING),
        new Row(RECOVERING, FAILS, down),
        new Row(RECOVERING, FAILED, down),
        new Row(RECOVERING, OPEN, RECOVERING));
  }

  private static State next(State state, Finding finding) {
    return StateTable.next(state, finding, NOW, RULES, () -> RECOVERY);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachStateWithEachFindingLeadsWhereTheTableSays(Row row) {
    assertThat(next(row.state(), row.finding())).isEqualTo(row.next());
  }

  @Test
  void noPairIsLeftOut() {
    Set<List<Class<?>>> pairs = new HashSet<>();
    rows().forEach(row -> pairs.add(List.of(row.state().getClass(), row.finding().getClass())));
    assertThat(pairs).hasSize(7 * Finding.class.getPermittedSubclasses().length);
  }

  record Deadline(String what, State state, Finding finding, State next) {}

  static List<Deadline> deadlines() {
    State down = new Down("api-error");
    State soon = new Recovering(NOW.plusNanos(1), "recovered");
    State done = new Recovering(NOW, "dampened");
    State past = new Recovering(NOW.plusNanos(-1), "dampened");
    Finding old = new Serves(NOW.plusNanos(-1));
    return List.of(
        new Deadline("failing, 1 ns left", failing(1, UP), FAILS, failing(1, UP)),
        new Deadline("failing, at", failing(0, UP), FAILS, down),
        new Deadline("failing, past", failing(-1, UP), MIXED, down),
        new Deadline("failing, past, too few checks", failing(-1, UP), FAILED, failing(-1, UP)),
        new Deadline("failing, past, serves after all", failing(-1, UP), SERVES, UP),
        new Deadline("recovering, 1 ns left", soon, SERVES, soon),
        new Deadline("recovering, at", done, SERVES, new Up("recovered")),
        new Deadline("recovering, past", past, SERVES, new Up("recovered")),
        new Deadline("recovering, at, but the check was before", done, old, done),
        new Deadline("recovering, past, and the check was at it", past, old, new Up("recovered")),
        new Deadline("recovering, at, hampered", done, ONCE, new Degraded("api-error")),
        new Deadline("recovering, 1 ns left, hampered", soon, HAMPERED, soon),
        new Deadline("recovering, past, open", past, OPEN, past),
        new Deadline("recovering, past, fails", past, FAILED, down),
        new Deadline(
            "mending, 1 ns left",
            new Mending(NOW.plusNanos(1), "clock"),
            SERVES,
            new Mending(NOW.plusNanos(1), "clock")),
        new Deadline("mending, at", new Mending(NOW, "clock"), SERVES, new Up("recovered")),
        new Deadline(
            "mending, at, old", new Mending(NOW, "clock"), old, new Mending(NOW, "clock")));
  }

  @ParameterizedTest
  @MethodSource("deadlines")
  void aStateEndsAtItsDeadlineAndNotBefore(Deadline row) {
    assertThat(next(row.state(), row.finding())).isEqualTo(row.next());
  }

  @Test
  void onlyDeadlinesArePutOff() {
    for (State state : List.of(UNKNOWN, UP, DEGRADED, DOWN)) {
      assertThat(state.postponed(7)).isEqualTo(state);
    }
    assertThat(FAILING.postponed(7)).isEqualTo(failing(507, UP));
    assertThat(MENDING.postponed(7)).isEqualTo(new Mending(NOW.plusNanos(507), "clock"));
    assertThat(RECOVERING.postponed(7)).isEqualTo(new Recovering(NOW.plusNanos(507), "dampened"));
    assertThat(FAILING.name()).isEqualTo(UP.name());
    assertThat(FAILING.cause()).isEqualTo(UP.cause());
    assertThat(MENDING.name()).isEqualTo(DEGRADED.name());
  }
}
