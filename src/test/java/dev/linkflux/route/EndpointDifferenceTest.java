package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.RouteChange.AddEndpoint;
import dev.linkflux.route.RouteChange.AddRule;
import dev.linkflux.route.RouteChange.ChangeEndpoint;
import dev.linkflux.route.RouteChange.RaiseLimits;
import dev.linkflux.route.RouteChange.RemoveEndpoint;
import dev.linkflux.route.RouteChange.RemoveRule;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Mptcp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointDifferenceTest {
  private static final Endpoint FIBRE = endpoint(1, Mptcp.SUBFLOW);
  private static final Endpoint LTE = endpoint(2, Mptcp.BACKUP);
  private static final Limits BY_DEFAULT = new Limits(2, 0);
  private static final Limits MOST = new Limits(8, 8);

  private static Endpoint endpoint(int uplink, Mptcp kind) {
    return new Endpoint(FakeWorld.ip("10.1." + uplink + ".2"), "wan" + uplink, uplink, kind, false);
  }

  private static List<RouteChange> between(List<Endpoint> held, List<Endpoint> planned) {
    return Difference.between(new Holding(List.of(), List.of(), held, MOST), plan(planned, MOST));
  }

  private static RoutePlan plan(List<Endpoint> endpoints, Limits limits, Rule... rules) {
    return new RoutePlan(
        Moment.ZERO,
        1,
        RoutePlan.Cause.ELECTION,
        List.of(),
        List.of(rules),
        endpoints,
        limits,
        List.of());
  }

  @Test
  void nothingIsToBeDoneWhereTheyAreHeldInWhateverOrder() {
    assertThat(between(List.of(FIBRE, LTE), List.of(LTE, FIBRE))).isEmpty();
  }

  @Test
  void limitsComeFirstThenWhatIsAddedAndChangedAndLastWhatGoes() {
    Rule stale = new Rule(20_000, false, null, 0, 0, "wan9", 1009);
    Rule fresh = new Rule(20_000, false, null, 0, 0, "wan1", 1001);
    Endpoint lte = endpoint(2, Mptcp.SUBFLOW);
    Endpoint dsl = endpoint(3, Mptcp.SIGNAL);
    Holding held = new Holding(List.of(), List.of(stale), List.of(FIBRE, LTE), BY_DEFAULT);
    assertThat(Difference.between(held, plan(List.of(lte, dsl), MOST, fresh)))
        .containsExactly(
            new AddRule(fresh),
            new RaiseLimits(MOST),
            new AddEndpoint(dsl),
            new ChangeEndpoint(lte),
            new RemoveEndpoint(FIBRE),
            new RemoveRule(stale));
  }

  @Test
  void limitsAreOnlyRaised() {
    Holding held = new Holding(List.of(), List.of(), List.of(), new Limits(1, 8));
    assertThat(Difference.between(held, plan(List.of(), new Limits(3, 2))))
        .containsExactly(new RaiseLimits(new Limits(3, 8)));
    assertThat(Difference.between(held, plan(List.of(), new Limits(1, 2)))).isEmpty();
  }

  @Test
  void fullmeshIsChangedInPlace() {
    Endpoint meshed = new Endpoint(FIBRE.address(), "wan1", 1, Mptcp.SUBFLOW, true);
    assertThat(between(List.of(FIBRE), List.of(meshed)))
        .containsExactly(new ChangeEndpoint(meshed));
  }

  @Test
  void anAddressOnAnotherInterfaceOrIndexIsTakenAwayBeforeItIsAddedAnew() {
    Endpoint moved = new Endpoint(FIBRE.address(), "wan2", 2, Mptcp.SUBFLOW, false);
    Endpoint replugged = new Endpoint(FIBRE.address(), "wan1", 7, Mptcp.SUBFLOW, false);
    for (Endpoint other : List.of(moved, replugged)) {
      assertThat(between(List.of(FIBRE), List.of(other)))
          .containsExactly(new RemoveEndpoint(FIBRE), new AddEndpoint(other));
    }
  }

  @Test
  void whatIsAnnouncedCannotBeChangedIntoWhatIsNot() {
    Endpoint signal = endpoint(1, Mptcp.SIGNAL);
    assertThat(between(List.of(FIBRE), List.of(signal)))
        .containsExactly(new RemoveEndpoint(FIBRE), new AddEndpoint(signal));
    assertThat(between(List.of(signal), List.of(FIBRE)))
        .containsExactly(new RemoveEndpoint(signal), new AddEndpoint(FIBRE));
  }

  @Test
  void ofTwoPlannedForOneAddressTheFirstIsTaken() {
    assertThat(between(List.of(), List.of(FIBRE, endpoint(1, Mptcp.SIGNAL))))
        .containsExactly(new AddEndpoint(FIBRE));
  }

  @Test
  void whereThereIsNoRoomOneGoesBeforeTheNextComes() {
    List<Endpoint> held = new ArrayList<>();
    for (int uplink = 1; uplink <= Endpoint.MOST; uplink++) {
      held.add(endpoint(uplink, Mptcp.SUBFLOW));
    }
    List<Endpoint> planned = new ArrayList<>(held.subList(2, Endpoint.MOST));
    Endpoint ninth = endpoint(9, Mptcp.SUBFLOW);
    planned.add(ninth);
    assertThat(between(held, planned))
        .containsExactly(
            new RemoveEndpoint(held.get(0)),
            new AddEndpoint(ninth),
            new RemoveEndpoint(held.get(1)));
  }
}
