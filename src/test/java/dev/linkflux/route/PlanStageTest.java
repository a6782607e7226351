package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanStageTest {
  private static final List<Uplink> UPLINKS = List.of(uplink(0), uplink(1));

  private final PlanStage stage = new PlanStage(UPLINKS, Routing.DEFAULT);

  private static Uplink uplink(int ordinal) {
    return new Uplink(
        new UplinkId("u" + ordinal, ordinal), "wan" + ordinal, 1, List.of(), 1, false);
  }

  private static LinkFacts facts(int ordinal, boolean carrier, Prefix... addresses) {
    return new LinkFacts(
        Moment.ZERO,
        UPLINKS.get(ordinal).id(),
        ordinal + 1,
        true,
        carrier,
        List.of(addresses),
        List.of(InetAddress.ofLiteral("10.1." + ordinal + ".1")),
        false);
  }

  private static Prefix address(int ordinal, int host) {
    return new Prefix(InetAddress.ofLiteral("10.1." + ordinal + "." + host), 24);
  }

  private static Election carriedBy(int ordinal) {
    return carriedBy(ordinal, List.of(UPLINKS.get(1 - ordinal).id()));
  }

  private static Election carriedBy(int ordinal, List<UplinkId> standby) {
    return new Election(
        Moment.ZERO, List.of(UPLINKS.get(ordinal).id()), standby, List.of(), Cause.STARTED, "");
  }

  private List<RoutePlan> plans(Event... events) {
    return plans(stage, events);
  }

  private static List<RoutePlan> plans(PlanStage stage, Event... events) {
    List<RoutePlan> plans = new ArrayList<>();
    for (Event event : events) {
      stage.accept(
          event,
          out -> {
            if (out instanceof RoutePlan plan) {
              plans.add(plan);
            }
          });
    }
    return plans;
  }

  @Test
  void thereIsNoPlanBeforeAllIsKnown() {
    assertThat(plans(facts(0, true, address(0, 2)), carriedBy(0))).isEmpty();
    assertThat(plans(facts(1, true, address(1, 2)))).hasSize(1);
  }

  @Test
  void thereIsNoPlanWithoutAnElection() {
    assertThat(plans(facts(0, true, address(0, 2)), facts(1, true, address(1, 2)))).isEmpty();
    assertThat(plans(carriedBy(1)).getFirst().routes())
        .filteredOn(route -> route.table() == Route.MAIN)
        .extracting(Route::toString)
        .containsExactly(
            "default via 10.1.1.1 dev wan1 table main metric 10",
            "default via 10.1.0.1 dev wan0 table main metric 11");
  }

  @Test
  void aLostCarrierMakesAPlanWithoutThatUplink() {
    plans(facts(0, true, address(0, 2)), facts(1, true, address(1, 2)), carriedBy(0));
    List<RoutePlan> plans = plans(facts(0, false, address(0, 2)));
    assertThat(plans).hasSize(1);
    assertThat(plans.getFirst().routes())
        .allMatch(route -> route.hops().getFirst().device().equals("wan1"));
    assertThat(plans(facts(0, false, address(0, 2)))).isEmpty();
  }

  @Test
  void whileNothingThatWasElectedLeadsAnywhereAnyWayOutIsTaken() {
    plans(facts(0, true, address(0, 2)), facts(1, true, address(1, 2)), carriedBy(0, List.of()));
    for (LinkFacts worse : List.of(facts(0, false, address(0, 2)), facts(0, true))) {
      assertThat(plans(worse).getLast().routes())
          .filteredOn(route -> route.table() == Route.MAIN)
          .extracting(Route::toString)
          .containsExactly("default via 10.1.1.1 dev wan1 table main metric 10");
      assertThat(plans(facts(0, true, address(0, 2))).getLast().routes())
          .filteredOn(route -> route.table() == Route.MAIN)
          .extracting(route -> route.hops().getFirst().device())
          .containsExactly("wan0");
    }
  }

  @Test
  void anUplinkOutOfServiceIsNoWayOut() {
    Uplink off = new Uplink(UPLINKS.get(1).id(), "wan1", 1, List.of(), 1, true);
    PlanStage stage = new PlanStage(List.of(UPLINKS.get(0), off), Routing.DEFAULT);
    List<RoutePlan> plans =
        plans(stage, facts(0, false), facts(1, true, address(1, 2)), carriedBy(0, List.of()));
    assertThat(plans.getLast().routes()).noneMatch(route -> route.table() == Route.MAIN);
  }

  @Test
  void twoAddressesOfOneNetworkShareOneRoute() {
    List<RoutePlan> plans =
        plans(
            facts(0, true, address(0, 2), address(0, 3)),
            facts(1, true, address(1, 2)),
            carriedBy(0));
    List<Route> routes = plans.getLast().routes();
    assertThat(routes.stream().map(Route::key)).doesNotHaveDuplicates();
    assertThat(plans.getLast().rules()).filteredOn(rule -> rule.source() != null).hasSize(3);
  }

  @Test
  void aFurtherAddressOfTheSameNetworkIsAPlanWithOneMoreRule() {
    List<RoutePlan> plans =
        plans(facts(0, true, address(0, 2)), facts(1, true, address(1, 2)), carriedBy(0));
    List<RoutePlan> more = plans(facts(0, true, address(0, 2), address(0, 3)));
    assertThat(more).extracting(RoutePlan::routes).containsExactly(plans.getLast().routes());
    assertThat(more.getLast().rules()).hasSize(plans.getLast().rules().size() + 1);
  }

  @Test
  void whatWasRefusedIsTriedAgainAfterASecond() {
    List<RoutePlan> plans =
        plans(facts(0, true, address(0, 2)), facts(1, true, address(1, 2)), carriedBy(0));
    long generation = plans.getLast().generation();
    assertThat(plans(new RouteAnswer.Refused(new Moment(5), generation, "no"))).isEmpty();
    assertThat(plans(new Woken(new Moment(1_000_000_004)))).isEmpty();
    assertThat(plans(new Woken(new Moment(1_000_000_005))))
        .extracting(RoutePlan::generation)
        .containsExactly(generation + 1);
  }
}
