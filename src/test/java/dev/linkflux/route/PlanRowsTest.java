package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a plan is told, and when it is tried again. */
class PlanRowsTest {
  private static final long SECOND = 1_000_000_000;
  private static final List<Uplink> UPLINKS = Scenario.settings(3, 1).uplinks();

  private final PlanStage stage = new PlanStage(UPLINKS, Routing.DEFAULT);
  private final List<Event> outputs = new ArrayList<>();

  private void give(Event event) {
    stage.accept(event, outputs::add);
  }

  private static Moment at(long nanos) {
    return new Moment(nanos);
  }

  private static LinkFacts facts(long at, int uplink, boolean up, boolean carrier) {
    return new LinkFacts(
        at(at),
        UPLINKS.get(uplink).id(),
        uplink + 2,
        up,
        carrier,
        List.of(new Prefix(InetAddress.ofLiteral("10.%d.0.2".formatted(uplink)), 24)),
        List.of(InetAddress.ofLiteral("10.%d.0.1".formatted(uplink))),
        false);
  }

  private static LinkFacts facts(long at, int uplink) {
    return facts(at, uplink, true, true);
  }

  private static Election election(long at, int carrying, int... standby) {
    List<UplinkId> waiting =
        Arrays.stream(standby).mapToObj(uplink -> UPLINKS.get(uplink).id()).toList();
    return new Election(
        at(at), List.of(UPLINKS.get(carrying).id()), waiting, List.of(), Cause.STARTED, "");
  }

  private static Event refused(long at, long generation) {
    return new RouteAnswer.Refused(at(at), generation, "EBUSY");
  }

  private List<RoutePlan> plans() {
    return outputs.stream().filter(RoutePlan.class::isInstance).map(RoutePlan.class::cast).toList();
  }

  /** Devices of the main default routes by metric. */
  private static List<String> main(RoutePlan plan) {
    return plan.routes().stream()
        .filter(route -> route.table() == Route.MAIN)
        .map(route -> route.hops().getFirst().device() + " " + route.metric())
        .toList();
  }

  private void begun() {
    for (int uplink = 0; uplink < 3; uplink++) {
      give(facts(1, uplink));
    }
    give(election(2, 0, 1, 2));
    assertThat(main(plans().getLast())).containsExactly("wan0 10", "wan1 11", "wan2 12");
    outputs.clear();
  }

  @Test
  void aPlanFollowsItsCauseAtTheSameMoment() {
    begun();
    give(election(7, 1, 2));
    assertThat(outputs).hasSize(2);
    assertThat(outputs.getFirst()).isEqualTo(election(7, 1, 2));
    assertThat(plans().getLast().at()).isEqualTo(at(7));
    assertThat(main(plans().getLast())).containsExactly("wan1 10", "wan2 11");
  }

  @Test
  void generationsCountUpByOne() {
    begun();
    give(election(5, 1, 0));
    give(facts(6, 2, true, false));
    assertThat(plans()).extracting(RoutePlan::generation).containsExactly(2L, 3L);
  }

  @Test
  void whenNothingHasChangedNoPlanIsTold() {
    begun();
    give(facts(5, 0));
    give(election(6, 0, 1, 2));
    give(new Woken(at(100 * SECOND)));
    assertThat(plans()).isEmpty();
    assertThat(outputs).hasSize(3);
  }

  @Test
  void anUplinkWithoutCarrierOrPutDownHasNoRoutes() {
    begun();
    give(facts(5, 0, true, false));
    assertThat(main(plans().getLast())).containsExactly("wan1 10", "wan2 11");
    assertThat(plans().getLast().routes())
        .noneMatch(route -> route.hops().getFirst().device().equals("wan0"));
    assertThat(plans().getLast().rules()).noneMatch(rule -> rule.table() == 1001);
    give(facts(6, 1, false, true));
    assertThat(main(plans().getLast())).containsExactly("wan2 10");
  }

  @Test
  void anUplinkThatIsNotElectedKeepsItsTable() {
    begun();
    give(election(5, 1));
    assertThat(main(plans().getLast())).containsExactly("wan1 10");
    assertThat(plans().getLast().routes()).extracting(Route::table).contains(1001, 1002, 1003);
  }

  @Test
  void aRefusedPlanIsTriedAgainASecondLaterAtItsOwnMoment() {
    begun();
    give(refused(5, 1));
    give(new Woken(at(SECOND + 4)));
    assertThat(plans()).isEmpty();
    give(new Woken(at(9 * SECOND)));
    assertThat(plans()).extracting(RoutePlan::at).containsExactly(at(SECOND + 5));
    assertThat(plans()).extracting(RoutePlan::generation).containsExactly(2L);
    assertThat(outputs.getLast()).isEqualTo(new Woken(at(9 * SECOND)));
  }

  @Test
  void itIsTriedAgainOncePerRefusal() {
    begun();
    give(refused(5, 1));
    give(new Woken(at(9 * SECOND)));
    give(new Woken(at(99 * SECOND)));
    assertThat(plans()).hasSize(1);
    give(refused(100 * SECOND, 2));
    give(new Woken(at(101 * SECOND)));
    assertThat(plans()).hasSize(2);
  }

  @Test
  void aStaleRefusalIsIgnored() {
    begun();
    give(refused(5, 0));
    give(refused(6, 77));
    give(new Woken(at(9 * SECOND)));
    assertThat(plans()).isEmpty();
  }

  @Test
  void aNewPlanMakesTheRetryOfTheOldOneNeedless() {
    begun();
    give(refused(5, 1));
    give(election(6, 1, 0, 2));
    give(new Woken(at(9 * SECOND)));
    assertThat(plans()).hasSize(1);
  }

  @Test
  void anAppliedPlanIsNotTriedAgain() {
    begun();
    give(new RouteAnswer.Applied(at(5), 1, 3));
    give(new Woken(at(9 * SECOND)));
    assertThat(plans()).isEmpty();
  }
}
