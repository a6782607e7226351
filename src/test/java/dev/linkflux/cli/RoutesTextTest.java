package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.cli.RouteReport.Line;
import dev.linkflux.cli.RouteReport.Standing;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Routing;
import dev.linkflux.route.Rule;
import dev.linkflux.route.dryrun.FixedLinkWatch;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What {@code linkflux routes} wants, compares and says. */
class RoutesTextTest {
  private static final Configuration CONFIGURATION =
      switch (Configurations.parse(
          """
          uplinks:
            - {name: fibre, interface: wan1, gateway: 10.1.0.1}
            - {name: lte, interface: wan2, tier: 2, gateway: 10.2.0.1}
          """,
          "test.yml")) {
        case Reading.Valid(Configuration configuration, _) -> configuration;
        case Reading.Invalid(var problems) -> throw new AssertionError(problems.toString());
      };
  private static final List<Uplink> UPLINKS = CONFIGURATION.settings().uplinks();
  private static final UplinkId FIBRE = UPLINKS.get(0).id();
  private static final UplinkId LTE = UPLINKS.get(1).id();
  private static final Rule RULE = new Rule(20_000, false, null, 0, 0, "wan1", 1001);
  private static final Endpoint ENDPOINT =
      new Endpoint(ip("10.1.0.2"), "wan1", 3, Mptcp.SUBFLOW, false);

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private static Route route(int table, String gateway, int metric) {
    return new Route(table, Prefix.everything(false), ip(gateway), "wan1", 3, metric, null);
  }

  private static RoutePlan plan(Route... routes) {
    return new RoutePlan(
        Moment.ZERO,
        1,
        RoutePlan.Cause.ELECTION,
        List.of(routes),
        List.of(RULE),
        List.of(ENDPOINT),
        new Limits(8, 8),
        List.of());
  }

  private static LinkFacts facts(UplinkId uplink, int number, boolean carrier) {
    return new LinkFacts(
        Moment.ZERO,
        uplink,
        number + 1,
        true,
        carrier,
        List.of(new Prefix(ip("10." + number + ".0.2"), 24)),
        List.of(ip("10." + number + ".0.1")),
        false);
  }

  private static StartPlan start(boolean fibreHasCarrier, @Nullable Election elected) {
    return StartPlan.of(
        CONFIGURATION.settings(),
        new FixedLinkWatch(
            List.of(facts(FIBRE, 1, fibreHasCarrier), facts(LTE, 2, true)), Flux.never()),
        Instant.parse("2026-11-22T03:00:00Z"),
        elected);
  }

  @Test
  void everyObjectStandsIsMissingDiffersOrIsSuperfluousInItsGroup() {
    Route main = route(Route.MAIN, "10.1.0.1", 10);
    Route other = route(Route.MAIN, "10.1.0.9", 11);
    Route own = route(1001, "10.1.0.1", 10);
    Route second = route(1002, "10.1.0.1", 10);
    Route left = route(1009, "10.1.0.1", 10);
    List<Line> lines =
        RouteReport.of(
            UPLINKS,
            Routing.DEFAULT,
            plan(second, own, main, other),
            List.of(
                new RouteChange.AddRoute(main),
                new RouteChange.ReplaceRoute(other),
                new RouteChange.RemoveRoute(left),
                new RouteChange.AddRule(RULE),
                new RouteChange.RaiseLimits(new Limits(8, 8)),
                new RouteChange.ChangeEndpoint(ENDPOINT)));

    assertThat(lines)
        .containsExactly(
            new Line("main table", main.toString(), Standing.MISSING),
            new Line("main table", other.toString(), Standing.DIFFERENT),
            new Line("fibre, table 1001", own.toString(), Standing.STANDS),
            new Line("lte, table 1002", second.toString(), Standing.STANDS),
            new Line("table 1009", left.toString(), Standing.SUPERFLUOUS),
            new Line("rules", RULE.toString(), Standing.MISSING),
            new Line(
                "MPTCP", "limits of at least subflows 8 add_addr_accepted 8", Standing.DIFFERENT),
            new Line("MPTCP", "endpoint 10.1.0.2 dev wan1 subflow", Standing.DIFFERENT));
  }

  private static Route best(StartPlan start) {
    return start.plan().routes().stream()
        .filter(route -> route.table() == Route.MAIN)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withoutAServiceWhoStartsNowTakesEveryUsableUplinkForGood() {
    assertThat(start(true, null).carrying()).containsExactly(FIBRE);
    assertThat(best(start(true, null)).toString())
        .isEqualTo("default via 10.1.0.1 dev wan1 table main metric 10");
    assertThat(start(false, null).carrying()).containsExactly(LTE);
  }

  @Test
  void aServiceThatRunsSaysWhoCarries() throws IOException {
    RunningService running =
        RunningService.of(
            "http://127.0.0.1:8470",
            new JsonMapper()
                .readTree(
                    """
                    {"uplinks":[{"name":"fibre"},{"name":"lte"}],"carrying":["lte"],"standby":[],
                    "excluded":[{"uplink":"fibre","cause":"blackout"}],"cause":"blackout",
                    "considered":[{"uplink":"lte","weight":3}],"sentence":"","observe":false}
                    """),
            CONFIGURATION);
    assertThat(running).isNotNull();
    assertThat(running.election().carrying()).containsExactly(LTE);
    assertThat(running.election().excluded())
        .containsExactly(new Election.Excluded(FIBRE, Cause.BLACKOUT));

    StartPlan start = start(true, running.election());
    assertThat(start.carrying()).containsExactly(LTE);
    assertThat(best(start).toString())
        .isEqualTo("default via 10.2.0.1 dev wan2 table main metric 10");
    assertThat(shown(text(start, List.of(), running)))
        .startsWith("The service at http://127.0.0.1:8470 says: lte carries.");
    StringWriter out = new StringWriter();
    text(start, List.of(), running)
        .done(new PrintWriter(out, true), new RouteAnswer.Applied(Moment.ZERO, 1, 2));
    assertThat(out.toString())
        .contains("Done: 2 changes.")
        .contains("The service at http://127.0.0.1:8470 is running and puts back its own plan.");
  }

  @Test
  void aServiceOfOtherUplinksIsNone() throws IOException {
    assertThat(
            RunningService.of(
                "http://127.0.0.1:8470",
                new JsonMapper().readTree("{\"uplinks\":[{\"name\":\"dsl\"}],\"excluded\":[]}"),
                CONFIGURATION))
        .isNull();
  }

  private static RoutesText text(
      StartPlan start, List<RouteChange> changes, @Nullable RunningService running) {
    return new RoutesText(
        RouteReport.of(UPLINKS, Routing.DEFAULT, start.plan(), changes),
        changes,
        start,
        running,
        Path.of("x.yml"));
  }

  private static String shown(RoutesText text) {
    StringWriter out = new StringWriter();
    text.show(new PrintWriter(out, true), false);
    return out.toString();
  }

  @Test
  void theSumSaysHowManyAreNotAsTheyShouldBeAndWhatHelps() {
    StartPlan start = start(true, null);
    assertThat(shown(text(start, List.of(), null))).endsWith("The kernel holds the plan.\n");
    assertThat(
            shown(
                text(
                    start,
                    List.of(
                        new RouteChange.AddRoute(best(start)),
                        new RouteChange.RemoveRoute(route(Route.MAIN, "10.1.0.9", 12))),
                    null)))
        .startsWith("No service runs at the port of x.yml; one that starts now: fibre carries.")
        .contains("\nmain table\n  + missing      default via 10.1.0.1 dev wan1 table main")
        .contains("\n  - superfluous  default via 10.1.0.9 dev wan1 table main metric 12\n")
        .contains("\nfibre, table 1001\n  = stands       10.1.0.0/24 dev wan1 table 1001")
        .endsWith(
            "The kernel does not hold the plan: 1 missing, 1 superfluous."
                + " To make it so: linkflux routes x.yml --apply\n");
  }
}
