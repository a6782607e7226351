package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which MPTCP endpoints there should be. */
class EndpointRowsTest {
  private static final String A = "10.0.0.2/24 10.0.0.1";
  private static final String B = "10.1.0.2/24 10.1.0.1";
  private static final String C = "10.2.0.2/24 10.2.0.1";

  record Row(
      String name, List<Mptcp> kinds, List<String> facts, String election, List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(
      String name, String kinds, List<String> facts, String election, String... expected) {
    List<Mptcp> parts = Arrays.stream(kinds.split(" ", -1)).map(Mptcp::valueOf).toList();
    return new Row(name, parts, facts, election, List.of(expected));
  }

  static Stream<Row> rows() {
    String on = "SUBFLOW SUBFLOW SUBFLOW";
    return Stream.of(
        row(
            "of each kind as configured, whoever carries",
            "SUBFLOW BACKUP SIGNAL",
            List.of(A, B, C),
            "2 > 0 1",
            "10.0.0.2 dev wan0 subflow",
            "10.1.0.2 dev wan1 subflow backup",
            "10.2.0.2 dev wan2 signal"),
        row(
            "none of what has no part in it",
            "OFF SUBFLOW OFF",
            List.of(A, B, C),
            "0 > 1 2",
            "10.1.0.2 dev wan1 subflow"),
        row(
            "one a family, of the preferred address",
            "SUBFLOW OFF OFF",
            List.of("10.0.0.7/16 10.0.9.2/24 2001:db8::2/64 2001:db8::3/64 10.0.9.1 fe80::1", B, C),
            "0",
            "10.0.0.7 dev wan0 subflow",
            "2001:db8:0:0:0:0:0:2 dev wan0 subflow"),
        row(
            "none in a family that leads nowhere",
            "SUBFLOW OFF OFF",
            List.of("10.0.0.2/24 2001:db8::2/64 fe80::1", B, C),
            "0",
            "2001:db8:0:0:0:0:0:2 dev wan0 subflow"),
        row(
            "none of what is excluded",
            on,
            List.of(A, B, C),
            "1 > 0 > 2",
            "10.0.0.2 dev wan0 subflow",
            "10.1.0.2 dev wan1 subflow"),
        row(
            "none of what has lost its carrier",
            on,
            List.of(A, B + " dark", C),
            "0 > 1 2",
            "10.0.0.2 dev wan0 subflow",
            "10.2.0.2 dev wan2 subflow"),
        row(
            "none of what was put down or is gone",
            on,
            List.of(A, B + " down", "gone"),
            "0 > 1 2",
            "10.0.0.2 dev wan0 subflow"),
        row(
            "that of what leads though it is excluded",
            on,
            List.of(A + " dark", B, C),
            "0 > > 1 2",
            "10.1.0.2 dev wan1 subflow"),
        row(
            "that of what leads on without a carrier",
            on,
            List.of(A + " dark", B + " dark", C + " dark"),
            "1 > > 0 2",
            "10.1.0.2 dev wan1 subflow"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theEndpointsAre(Row row) {
    Scene scene =
        new Scene(
                Scene.uplinks(row.kinds().toArray(Mptcp[]::new)),
                Scene.routing(Flows.KEEP),
                List.of())
            .facts(row.facts())
            .elect(row.election());
    assertThat(scene.last().endpoints()).extracting(Endpoint::toString).isEqualTo(row.expected());
    assertThat(scene.last().limits()).isEqualTo(new Limits(4, 2));
  }

  private static Scene scene(Mptcp... kinds) {
    return new Scene(Scene.uplinks(kinds), Scene.routing(Flows.KEEP), List.of());
  }

  private static List<String> devices(Scene scene) {
    return scene.last().endpoints().stream()
        .map(one -> one.device() + (one.address().getAddress().length == 4 ? "" : " v6"))
        .toList();
  }

  @Test
  void itGoesWhenTheUplinkIsExcludedAndComesBackWithIt() {
    Scene scene = scene(Mptcp.SUBFLOW, Mptcp.SUBFLOW).allWell().elect("0 > 1");
    assertThat(devices(scene)).containsExactly("wan0", "wan1");
    scene.elect("0 > > 1");
    assertThat(devices(scene)).containsExactly("wan0");
    scene.elect("0 > 1");
    assertThat(devices(scene)).containsExactly("wan0", "wan1");
    assertThat(scene.plans()).hasSize(3);
  }

  @Test
  void anotherOrderAmongThoseThatWaitIsNoChange() {
    Scene scene = scene(Mptcp.SUBFLOW, Mptcp.SUBFLOW, Mptcp.SUBFLOW).allWell().elect("0 > 1 2");
    List<Endpoint> before = scene.last().endpoints();
    assertThat(scene.elect("0 > 2 1").last().endpoints()).isEqualTo(before);
    assertThat(scene.elect("2 > 1 0").last().endpoints()).isEqualTo(before);
  }

  @Test
  void withoutAnyThereAreNoLimitsOfOurs() {
    Scene scene = scene(Mptcp.SUBFLOW, Mptcp.OFF).allWell().elect("0 > 1");
    assertThat(scene.last().limits()).isEqualTo(new Limits(4, 2));
    scene.elect("1 > > 0");
    assertThat(scene.last().endpoints()).isEmpty();
    assertThat(scene.last().limits()).isEqualTo(Limits.NONE);
  }

  @Test
  void anUplinkOutOfServiceHasNone() {
    List<Uplink> uplinks = new ArrayList<>(Scene.uplinks(Mptcp.SUBFLOW, Mptcp.SUBFLOW));
    Uplink one = uplinks.get(1);
    uplinks.set(
        1, new Uplink(one.id(), "wan1", 1, List.of(), 1, true, 0, 0, 0, List.of(), Mptcp.SUBFLOW));
    Scene scene = new Scene(uplinks, Scene.routing(Flows.KEEP), List.of()).allWell().elect("0");
    assertThat(devices(scene)).containsExactly("wan0");
  }

  @ParameterizedTest
  @CsvSource({"SUBFLOW, true", "BACKUP, true", "SIGNAL, false"})
  void fullmeshIsForThoseThatOpenSubflows(Mptcp kind, boolean fullmesh) {
    Scene scene =
        new Scene(Scene.uplinks(kind), Scene.routing(Flows.KEEP, true), List.of())
            .allWell()
            .elect("0");
    assertThat(scene.last().endpoints()).extracting(Endpoint::fullmesh).containsExactly(fullmesh);
  }

  private static Scene six() {
    Mptcp[] kinds = new Mptcp[6];
    Arrays.fill(kinds, Mptcp.SUBFLOW);
    return scene(kinds)
        .facts(
            IntStream.range(0, 6)
                .mapToObj(u -> Scene.well(u) + " 2001:db8:%d::2/64 fe80::1".formatted(u))
                .toList());
  }

  @Test
  void ofMoreThanTheKernelTakesThoseOfWhatCarriesComeFirstThenOneOfEach() {
    assertThat(devices(six().elect("5 > 4 3 2 1 0")))
        .containsExactly("wan0", "wan0 v6", "wan1", "wan2", "wan3", "wan4", "wan5", "wan5 v6");
    assertThat(devices(six().elect("0 1 2 3 4 5")))
        .containsExactly("wan0", "wan0 v6", "wan1", "wan1 v6", "wan2", "wan3", "wan4", "wan5");
  }
}
