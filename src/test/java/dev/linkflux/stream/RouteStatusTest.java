package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.CLOCK;
import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.SETTINGS;
import static dev.linkflux.stream.Samples.millis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer.Applied;
import dev.linkflux.route.RouteAnswer.Refused;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans, what the kernel says to them, and what others do, in the status and on the stream. */
class RouteStatusTest {
  private static final Service LIVE = new Service("1.2.3", false);
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.1.0.2");
  private static final Route DEFAULT =
      new Route(
          Route.MAIN,
          new Prefix(InetAddress.ofLiteral("0.0.0.0"), 0),
          InetAddress.ofLiteral("10.1.0.1"),
          "wan1",
          3,
          10,
          null);

  private final Hub hub = new Hub(SETTINGS, CLOCK, LIVE);

  private static RoutePlan plan(long millis, long generation, Cause cause) {
    return new RoutePlan(
        millis(millis),
        generation,
        cause,
        List.of(DEFAULT),
        List.of(),
        List.of(new Endpoint(ADDRESS, "wan1", 3, Mptcp.BACKUP, false)),
        Limits.NONE,
        List.of(new Expiry(FIBRE, List.of(ADDRESS), 0x1000, 0xffff, true)));
  }

  private void hear(Event... events) {
    hub.accept(List.of(events), 0);
  }

  private JsonNode routes(Service service) throws IOException {
    return new ObjectMapper()
        .readTree(new StatusJson(CLOCK, service).write(hub.status(), 1, 1))
        .path("routes");
  }

  private List<JsonNode> told() {
    return hub.ring().latest(it -> it.kind() == Kind.PLAN, 99).stream()
        .map(Message::json)
        .map(RouteStatusTest::tree)
        .toList();
  }

  private static JsonNode tree(byte[] json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void beforeTheFirstPlanThereIsNothingToSay() throws IOException {
    assertThat(routes(LIVE).isNull()).isTrue();
  }

  @Test
  void aPlanStandsSinceTheKernelHasTakenIt() throws IOException {
    hear(plan(1000, 7, Cause.LINK));
    assertThat(routes(LIVE).path("result").asText()).isEqualTo("planned");
    hear(new Applied(millis(1500), 6, 1), new Applied(millis(1600), 7, 4, 3));

    assertThat(routes(LIVE))
        .hasToString(
            "{\"generation\":7,\"cause\":\"link\",\"result\":\"applied\","
                + "\"since\":\"2026-11-22T03:00:01.600Z\","
                + "\"main\":[\"default via 10.1.0.1 dev wan1 table main metric 10\"],"
                + "\"endpoints\":[\"10.1.0.2 dev wan1 subflow backup\"],\"repairs\":0}");
  }

  @Test
  void whoOnlyObservesHasPlansAndNothingMore() throws IOException {
    hear(plan(1000, 7, Cause.LINK), new Applied(millis(1600), 7, 4));

    assertThat(routes(Samples.SERVICE).path("result").asText()).isEqualTo("planned");
  }

  @Test
  void aRefusalIsToldWithItsReasonSinceTheFirstInARow() throws IOException {
    hear(plan(1000, 1, Cause.ELECTION), new Refused(millis(1100), 1, "add default: no"));
    hear(plan(2000, 2, Cause.RETRY));
    assertThat(routes(LIVE).path("result").asText()).isEqualTo("refused");
    hear(new Refused(millis(2100), 2, "add default: still no"));

    assertThat(routes(LIVE).path("reason").asText()).isEqualTo("add default: still no");
    assertThat(routes(LIVE).path("since").asText()).isEqualTo("2026-11-22T03:00:01.100Z");
    hear(plan(3000, 3, Cause.RETRY), new Applied(millis(3100), 3, 1));
    assertThat(routes(LIVE).path("reason").isMissingNode()).isTrue();
    assertThat(routes(LIVE).path("result").asText()).isEqualTo("applied");
  }

  @Test
  void whatOthersDidIsToldWithThePlanThatPutsItBack() throws IOException {
    hear(new Drifted(millis(900), "somebody removed rule 20000"));
    hear(new Drifted(millis(950), "somebody removed " + DEFAULT));
    assertThat(told()).isEmpty();
    hear(plan(1000, 2, Cause.DRIFT), new Applied(millis(1001), 2, 2));

    JsonNode planned = told().getLast();
    assertThat(planned.path("result").asText()).isEqualTo("planned");
    assertThat(planned.path("cause").asText()).isEqualTo("drift");
    assertThat(planned.path("what").asText()).isEqualTo("somebody removed " + DEFAULT);
    assertThat(planned.path("times").asInt()).isEqualTo(2);
    assertThat(planned.path("endpoints").path(0).asText()).contains("subflow backup");
    assertThat(planned.path("expiries"))
        .hasToString(
            "[{\"uplink\":\"fibre\",\"addresses\":[\"10.1.0.2\"],\"mark\":\"0x1000/0xffff\","
                + "\"sparing_marked\":true}]");
    assertThat(told().getFirst().path("changes").asInt()).isEqualTo(2);
    assertThat(routes(LIVE).path("repairs").asInt()).isEqualTo(1);
    assertThat(routes(LIVE).at("/drift/at").asText()).isEqualTo("2026-11-22T03:00:00.950Z");
  }

  @Test
  void repairsAndForgottenFlowsAreCounted() {
    hear(new Drifted(millis(900), "announcements were lost"));
    hear(plan(1000, 2, Cause.DRIFT), new Applied(millis(1001), 2, 0));
    hear(new Drifted(millis(1900), "somebody removed rule 20000"));
    hear(plan(2000, 3, Cause.DRIFT), new Applied(millis(2001), 3, 1));
    hear(plan(3000, 4, Cause.ELECTION), new Applied(millis(3001), 4, 1, 17));

    String metrics =
        new String(
            new Metrics(hub, CLOCK, LIVE).scrape(0).answer(null).body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains("\nlinkflux_drift_repairs_total 1.0\n")
        .contains("\nlinkflux_flows_expired_total 17.0\n")
        .contains("\nlinkflux_plan_generation 4.0\n")
        .contains("\nlinkflux_plan_refused 0.0\n");
  }
}
