package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is forgotten of tracked connections, under each policy. */
class FlowRowsTest {
  private static final String A = "10.0.0.2/24 10.0.0.1";
  private static final String B = "10.1.0.2/24 10.1.0.1";
  private static final String OTHER = "10.0.0.9/24 10.0.0.1";
  private static final String BOTH = "10.0.0.2/24 10.0.0.9/24 10.0.0.1";

  private static final String U0 = "u0 [10.0.0.2] ";
  private static final String U1 = "u1 [10.1.0.2] ";
  private static final String U2 = "u2 [10.2.0.2] ";
  private static final String ALL = "all";
  private static final String UNMARKED = "unmarked";
  private static final String EVEN_MARKED = "even marked";

  /**
   * Of the last plan.
   *
   * @param steps after the first uplink has carried before the others: {@code ok} is the sink's
   *     answer, {@code N: …} are facts, all else is an election
   */
  record Row(String name, String steps, List<String> expire, List<String> drain) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row same(String name, String steps, String... expected) {
    return new Row(name, steps, List.of(expected), List.of(expected));
  }

  private static Row row(String name, String steps, List<String> expire, List<String> drain) {
    return new Row(name, steps, expire, drain);
  }

  static Stream<Row> leaving() {
    return Stream.of(
        same("while it carries nothing is", "0 > 2 1; 0 > 1 > 2"),
        same("it loses its carrier", "0: " + A + " dark", U0 + ALL),
        same("and the election follows", "0: " + A + " dark; 1 > 2 > 0", U0 + ALL),
        same("it is put down", "0: " + A + " down", U0 + ALL),
        same("it is gone", "0: gone", U0 + ALL),
        same("it loses its gateway", "0: 10.0.0.2/24", U0 + ALL),
        same("it loses its address", "0: 10.0.0.1", U0 + ALL),
        same("it is excluded", "1 > 2 > 0", U0 + ALL),
        row("it is left", "1 > 0 2", List.of(U0 + ALL), List.of(U0 + UNMARKED)),
        row("it is left by one", "0 1 > 2; 1 > 0 2", List.of(U0 + ALL), List.of(U0 + UNMARKED)),
        same("another comes beside it", "0 1 > 2"),
        same("one after the other goes", "0: gone; 1: gone", U0 + ALL, U1 + ALL),
        same("without any carrier it leads on", "1: gone; 2: gone; 0: " + A + " dark"),
        same("nobody leads; it comes back", "1: gone; 2: gone; 0: gone; 0: " + A),
        same(
            "nobody leads; it comes back with another address",
            "1: gone; 2: gone; 0: gone; 0: " + OTHER,
            U0 + EVEN_MARKED),
        same("nobody leads; then another", "1: gone; 2: gone; 0: gone; 1: " + B, U0 + ALL));
  }

  static Stream<Row> draining() {
    return Stream.of(
        row("then excluded", "1 > 0 2; ok; 1 > 2 > 0", List.of(), List.of(U0 + ALL)),
        row("then dark", "1 > 0 2; ok; 0: " + A + " dark", List.of(), List.of(U0 + ALL)),
        same("then excluded before anybody answers", "1 > 0 2; 1 > 2 > 0", U0 + ALL),
        row(
            "and another is left too",
            "1 > 0 2; ok; 2 > 0 1",
            List.of(U1 + ALL),
            List.of(U1 + UNMARKED)),
        row(
            "it loses an address",
            "0: " + BOTH + "; 1 > 0 2; ok; 0: " + OTHER,
            List.of(),
            List.of(U0 + EVEN_MARKED)),
        row(
            "it loses an address and then the rest",
            "0: " + BOTH + "; 1 > 0 2; ok; 0: " + OTHER + "; 0: gone",
            List.of(),
            List.of("u0 [10.0.0.2, 10.0.0.9] all")),
        same("it is excluded and back", "1 > 0 2; ok; 1 > 2 > 0; ok; 1 > 0 2"));
  }

  static Stream<Row> returning() {
    return Stream.of(
        row(
            "before anybody answers it may keep its flows",
            "1 > 0 2; 0 > 1 2",
            List.of(U1 + ALL),
            List.of(U1 + UNMARKED)),
        row(
            "after the answer there is nothing to keep",
            "1 > 0 2; ok; 0 > 1 2",
            List.of(U1 + ALL),
            List.of(U1 + UNMARKED)),
        row(
            "and it is left again",
            "1 > 0 2; ok; 0 > 1 2; ok; 1 > 0 2",
            List.of(U0 + ALL),
            List.of(U0 + UNMARKED)),
        row(
            "with another address it keeps none of the old",
            "0: " + A + " dark; 0: " + OTHER,
            List.of(U0 + EVEN_MARKED, U1 + ALL),
            List.of(U0 + EVEN_MARKED, U1 + UNMARKED)),
        row(
            "with one of two it keeps those",
            "0: " + BOTH + "; 0: gone; 0: " + OTHER,
            List.of(U0 + EVEN_MARKED, U1 + ALL),
            List.of(U0 + EVEN_MARKED, U1 + UNMARKED)),
        same("to wait: its flows are not kept", "0: gone; 1 > 2 > 0; 0: " + A, U0 + ALL),
        same(
            "to wait behind the third: nobody's flows are kept",
            "0: gone; 1: gone; 2 > > 0 1; 0: " + A + "; 1: " + B,
            U0 + ALL,
            U1 + ALL),
        row(
            "round and round",
            "1 > 0 2; 2 > 0 1; 0 > 1 2",
            List.of(U1 + ALL, U2 + ALL),
            List.of(U1 + UNMARKED, U2 + UNMARKED)));
  }

  static Stream<Row> addresses() {
    String last = "10.0.0.7/24 10.0.0.1";
    return Stream.of(
        same("one more", "0: " + BOTH),
        same("one of two goes", "0: " + BOTH + "; 0: " + A, "u0 [10.0.0.9] even marked"),
        same("another", "0: " + OTHER, U0 + EVEN_MARKED),
        same("two others", "0: " + OTHER + "; 0: " + last, "u0 [10.0.0.2, 10.0.0.9] even marked"),
        same(
            "another, answered, and another",
            "0: " + OTHER + "; ok; 0: " + last,
            "u0 [10.0.0.9] even marked"),
        same("another and back", "0: " + OTHER + "; 0: " + A, "u0 [10.0.0.9] even marked"),
        same("another, then gone", "0: " + OTHER + "; 0: gone", "u0 [10.0.0.2, 10.0.0.9] all"),
        same("another, answered, then gone", "0: " + OTHER + "; ok; 0: gone", "u0 [10.0.0.9] all"),
        same("of one that waits", "1: 10.1.0.9/24 10.1.0.1"),
        same(
            "another of both families",
            "0: " + A + " 2001:db8::2/64 fe80::1; 0: " + OTHER,
            "u0 [10.0.0.2, 2001:db8:0:0:0:0:0:2] even marked"),
        same("which another one has now", "0: " + OTHER + "; 2: 10.0.0.2/24 10.0.0.1"));
  }

  private static Scene scene(Flows flows, String steps) {
    Scene scene =
        new Scene(Scene.uplinks(3), Scene.routing(flows), List.of()).allWell().elect("0 > 1 2");
    scene.applied();
    for (String step : steps.split("; ", -1)) {
      if (step.equals("ok")) {
        scene.applied();
      } else if (step.charAt(1) == ':') {
        scene.facts(step.charAt(0) - '0', step.substring(2));
      } else {
        scene.elect(step);
      }
    }
    return scene;
  }

  private static void check(Row row) {
    assertThat(scene(Flows.EXPIRE, row.steps()).expiries()).isEqualTo(row.expire());
    assertThat(scene(Flows.DRAIN, row.steps()).expiries()).as("drain").isEqualTo(row.drain());
    assertThat(scene(Flows.KEEP, row.steps()).plans()).allMatch(plan -> plan.expiries().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leaving")
  void whenOneThatCarriesGoesItsFlowsAreForgotten(Row row) {
    check(row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("draining")
  void whatDrainsLosesItsMarkedFlowsWhenItGoes(Row row) {
    check(row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("returning")
  void oneThatReturnsToCarryKeepsWhatIsLeft(Row row) {
    check(row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("addresses")
  void anAddressThatGoesTakesItsFlowsAlong(Row row) {
    check(row);
  }
}
