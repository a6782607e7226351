package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.uplink.Mptcp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MPTCP endpoints: which are ours, and that no other is touched. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EndpointsIT {
  private static final Limits LIMITS = new Limits(8, 8);

  @TempDir private Path directory;
  private SinkLab it;

  @BeforeEach
  void build() throws IOException {
    it = new SinkLab(state());
  }

  @AfterEach
  void remove() throws IOException {
    it.close();
  }

  private Path state() {
    return directory.resolve("state");
  }

  private Endpoint endpoint(boolean ipv6, int number, Mptcp kind) throws IOException {
    return new Endpoint(
        SinkLab.address(ipv6, number), "wan" + number, it.lab.index("wan" + number), kind, false);
  }

  private RoutePlan plan(Endpoint... endpoints) {
    Limits limits = endpoints.length == 0 ? Limits.NONE : LIMITS;
    return it.plan(List.of(), List.of(), List.of(endpoints), limits, List.of());
  }

  /** As {@code ip mptcp endpoint} says them. */
  private List<String> shown() throws IOException {
    return it.lab.inRouter("mptcp", "endpoint").lines().map(String::strip).sorted().toList();
  }

  private String notes() throws IOException {
    return Files.readString(state().resolve("endpoints.json"));
  }

  @Test
  void theyComeChangeAndGoAndLimitsOnlyRise() throws IOException {
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(true, 2, Mptcp.SIGNAL)));
    assertThat(shown())
        .containsExactly("10.1.1.2 id 1 subflow dev wan1", "fd01:2::2 id 2 signal dev wan2");
    assertThat(it.lab.inRouter("mptcp", "limits")).contains("add_addr_accepted 8 subflows 8");
    assertThat(notes()).contains("\"address\":\"10.1.1.2\"").contains("\"id\":2");

    // What stands keeps its id where the kernel can change it.
    it.applied(plan(endpoint(false, 1, Mptcp.BACKUP), endpoint(true, 2, Mptcp.SUBFLOW)));
    assertThat(shown())
        .containsExactly(
            "10.1.1.2 id 1 subflow backup dev wan1", "fd01:2::2 id 2 subflow dev wan2");

    it.applied(plan(endpoint(true, 2, Mptcp.SUBFLOW)));
    assertThat(shown()).containsExactly("fd01:2::2 id 2 subflow dev wan2");
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(true, 2, Mptcp.SUBFLOW)));
    assertThat(shown())
        .containsExactly("10.1.1.2 id 1 subflow dev wan1", "fd01:2::2 id 2 subflow dev wan2");
    it.applied(plan());
    assertThat(shown()).isEmpty();
    assertThat(it.lab.inRouter("mptcp", "limits")).contains("add_addr_accepted 8 subflows 8");
    assertThat(notes()).contains("\"endpoints\":[]");
    assertThat(it.told).isEmpty();
  }

  @Test
  void oneOfAnInterfaceThatWasMadeAnewIsMadeAnew() throws IOException {
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW)));
    it.lab.inRouter("link", "del", "wan1");
    it.lab.addWan(1);
    assertThat(it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW))).changes()).isEqualTo(2);
    assertThat(shown()).containsExactly("10.1.1.2 id 1 subflow dev wan1");
  }

  @Test
  void aNewRunKnowsItsOwnAndTakesNoneOfTheOthers() throws IOException {
    it.namespace.ip("mptcp endpoint add 10.9.9.9 id 7 subflow");
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(false, 2, Mptcp.BACKUP)));
    List<String> before = shown();
    it.restart();
    assertThat(
            it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(false, 2, Mptcp.BACKUP)))
                .changes())
        .isZero();
    assertThat(shown()).isEqualTo(before);
    it.restart();
    it.applied(plan(endpoint(false, 2, Mptcp.BACKUP)));
    assertThat(shown())
        .containsExactly("10.1.2.2 id 2 subflow backup dev wan2", "10.9.9.9 id 7 subflow");
    it.restart();
    it.applied(RoutePlan.nothing());
    assertThat(shown()).containsExactly("10.9.9.9 id 7 subflow");
  }

  @Test
  void aForeignOneOfTheSameKindWillDo() throws IOException {
    it.namespace.ip("mptcp endpoint add 10.1.1.2 id 9 subflow");
    assertThat(
            it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(false, 2, Mptcp.SUBFLOW)))
                .changes())
        .isEqualTo(2); // the limits, and the other one
    it.applied(plan());
    assertThat(shown()).containsExactly("10.1.1.2 id 9 subflow");
  }

  @Test
  void aForeignOneOfAnotherKindIsToldAndNotTouched() throws IOException {
    it.namespace.ip("mptcp endpoint add 10.1.1.2 id 9 signal");
    assertThat(
            it.refused(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(false, 2, Mptcp.SUBFLOW))))
        .isEqualTo(
            "add MPTCP endpoint 10.1.1.2 dev wan1 subflow: its address is taken by endpoint 9"
                + " (signal), which is not ours; delete that one, or make this uplink's mptcp the"
                + " same");
    assertThat(shown()).containsExactly("10.1.1.2 id 9 signal", "10.1.2.2 id 1 subflow dev wan2");
  }

  @Test
  void oneThatSomebodyMadeInOurIdIsNotOurs() throws IOException {
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW)));
    it.namespace.ip("mptcp endpoint delete id 1", "mptcp endpoint add 10.9.9.9 id 1 subflow");
    it.restart();
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW)));
    assertThat(shown()).containsExactly("10.1.1.2 id 2 subflow dev wan1", "10.9.9.9 id 1 subflow");
    it.applied(RoutePlan.nothing());
    assertThat(shown()).containsExactly("10.9.9.9 id 1 subflow");
  }

  @Test
  void notesThatCannotBeWrittenAreToldOnceAndTheEndpointsStandAllTheSame() throws IOException {
    Files.writeString(state(), "a file where the directory should be");
    it.restart();
    assertThat(it.told).hasSize(1);
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW), endpoint(false, 2, Mptcp.SUBFLOW)));
    assertThat(shown()).hasSize(2);
    it.applied(plan());
    assertThat(shown()).isEmpty();
    assertThat(it.told).hasSize(2);
    assertThat(it.told.getLast()).contains("endpoints.json cannot be written");
  }

  @Test
  void notesThatCouldNotBeWrittenAreWrittenOnceThereIsRoomAndTheNextRunKnowsItsOwn()
      throws IOException {
    it.hear();
    Path full = Files.writeString(state(), "a file where the directory should be");
    it.applied(plan(endpoint(false, 1, Mptcp.SUBFLOW)));
    assertThat(it.told).last().asString().contains("endpoints.json cannot be written");
    Files.delete(full);
    RouteLab.await(
        "it is written again", () -> it.told.getLast().contains("endpoints.json is written again"));
    it.restart();
    it.applied(RoutePlan.nothing());
    assertThat(shown()).isEmpty();
  }
}
