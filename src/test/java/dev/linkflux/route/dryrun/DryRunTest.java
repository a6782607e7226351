package dev.linkflux.route.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Carried;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer.Applied;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class DryRunTest {
  private static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);

  private static LinkFacts facts(UplinkId uplink, boolean carrier) {
    return new LinkFacts(
        Moment.ZERO,
        uplink,
        uplink.ordinal() + 1,
        true,
        carrier,
        List.of(new Prefix(InetAddress.ofLiteral("10.1.0.2"), 24)),
        List.of(InetAddress.ofLiteral("10.1.0.1")),
        false);
  }

  private static RoutePlan plan(long generation, int index) {
    Route route =
        new Route(
            Route.MAIN,
            Prefix.everything(false),
            InetAddress.ofLiteral("10.1.0.1"),
            "wan" + index,
            index,
            10,
            null);
    return new RoutePlan(Moment.ZERO, generation, List.of(route), List.of());
  }

  @Test
  void everyPlanIsAcceptedAndItsChangesAreTold() {
    List<String> told = new ArrayList<>();
    DryRunRouteSink sink = new DryRunRouteSink(told::add);
    StepVerifier.create(
            Flux.just(plan(1, 1), plan(2, 1), plan(3, 2))
                .concatMap(sink::apply)
                .map(answer -> answer.at(Moment.ZERO)))
        .expectNext(new Applied(Moment.ZERO, 1, 1))
        .expectNext(new Applied(Moment.ZERO, 2, 0))
        .expectNext(new Applied(Moment.ZERO, 3, 1))
        .verifyComplete();
    assertThat(told)
        .containsExactly(
            "add default via 10.1.0.1 dev wan1 table main metric 10",
            "put in place default via 10.1.0.1 dev wan2 table main metric 10");
  }

  @Test
  void endpointsAndFlowsAreToldAsWellAndLimitsNeverFall() {
    List<String> told = new ArrayList<>();
    DryRunRouteSink sink = new DryRunRouteSink(told::add);
    Endpoint endpoint =
        new Endpoint(InetAddress.ofLiteral("10.1.0.2"), "wan1", 1, Mptcp.BACKUP, false);
    Expiry expiry = new Expiry(LTE, List.of(endpoint.address()), 0x1001, 0xffff, false);
    StepVerifier.create(
            Flux.just(
                    plan(1, new Limits(8, 8), List.of(endpoint), List.of()),
                    plan(2, Limits.NONE, List.of(), List.of(expiry)))
                .concatMap(sink::apply)
                .map(answer -> answer.at(Moment.ZERO)))
        .expectNext(new Applied(Moment.ZERO, 1, 2))
        .expectNext(new Applied(Moment.ZERO, 2, 1))
        .verifyComplete();
    assertThat(told)
        .containsExactly(
            "raise MPTCP limits to subflows 8 add_addr_accepted 8",
            "add MPTCP endpoint 10.1.0.2 dev wan1 subflow backup",
            "remove MPTCP endpoint 10.1.0.2 dev wan1 subflow backup",
            "forget the flows of lte");
  }

  private static RoutePlan plan(
      long generation, Limits limits, List<Endpoint> endpoints, List<Expiry> expiries) {
    return new RoutePlan(
        Moment.ZERO, generation, Cause.ELECTION, List.of(), List.of(), endpoints, limits, expiries);
  }

  @Test
  void linksAreAsGivenAndTheirCarriersAsTheScriptSays() {
    Sinks.Many<Carrier> script = Sinks.many().unicast().onBackpressureBuffer();
    FixedLinkWatch watch =
        new FixedLinkWatch(List.of(facts(FIBRE, true), facts(LTE, true)), script.asFlux());
    StepVerifier.create(watch.facts().map(event -> event.at(Moment.ZERO)))
        .expectNext(new Carried(Moment.ZERO, List.of()), facts(FIBRE, true), facts(LTE, true))
        .then(() -> script.tryEmitNext(new Carrier(LTE, true)).orThrow())
        .then(() -> script.tryEmitNext(new Carrier(LTE, false)).orThrow())
        .expectNext(facts(LTE, false))
        .then(() -> script.tryEmitNext(new Carrier(LTE, false)).orThrow())
        .then(() -> script.tryEmitNext(new Carrier(LTE, true)).orThrow())
        .expectNext(facts(LTE, true))
        .thenCancel()
        .verify();
  }
}
