package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes, rules and endpoints are written as ip(8) writes them. */
class WordsTest {
  private static @Nullable Prefix prefix(@Nullable String text) {
    return text == null ? null : Prefix.host(InetAddress.ofLiteral(text));
  }

  @ParameterizedTest
  @CsvSource({
    "20000, false, , 0, wan1, 1001, 20000: oif wan1 lookup 1001",
    "20001, false, , 4096, , 1001, 20001: fwmark 0x1000/0xffff lookup 1001",
    "20002, false, 10.0.0.2, 0, , 1001, 20002: from 10.0.0.2/32 lookup 1001",
    "20018, true, 2001:db8::2, 0, , 1002, -6 20018: from 2001:db8:0:0:0:0:0:2/128 lookup 1002"
  })
  void aRuleIsWrittenWithWhatItMatchesOnly(
      int priority,
      boolean ipv6,
      @Nullable String source,
      int mark,
      @Nullable String outgoing,
      int table,
      String words) {
    assertThat(new Rule(priority, ipv6, prefix(source), mark, 0xffff, outgoing, table))
        .hasToString(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10.0.0.1, 254, default via 10.0.0.1 dev wan1 table main metric 10",
    "0, , 1001, default dev wan1 table 1001 metric 10",
    "32, , 254, 0.0.0.0/32 dev wan1 table main metric 10"
  })
  void aRouteIsWrittenWithItsGatewayIfItHasOne(
      int length, @Nullable String gateway, int table, String words) {
    Prefix all = Prefix.everything(false);
    assertThat(
            new Route(
                table,
                new Prefix(all.address(), length),
                gateway == null ? null : InetAddress.ofLiteral(gateway),
                "wan1",
                2,
                10,
                null))
        .hasToString(words);
  }

  @Test
  void aGroupIsWrittenWithTheWeightsOfItsHops() {
    assertThat(
            new Route(
                Route.MAIN,
                Prefix.everything(false),
                List.of(
                    new Hop(InetAddress.ofLiteral("10.1.0.1"), "wan1", 2, 3),
                    new Hop(null, "ppp0", 3, 1)),
                11,
                null))
        .hasToString(
            "default nexthop via 10.1.0.1 dev wan1 weight 3 nexthop dev ppp0 weight 1"
                + " table main metric 11");
  }

  @ParameterizedTest
  @CsvSource({
    "SUBFLOW, false, 10.1.0.2 dev wan1 subflow",
    "SUBFLOW, true, 10.1.0.2 dev wan1 subflow fullmesh",
    "BACKUP, false, 10.1.0.2 dev wan1 subflow backup",
    "BACKUP, true, 10.1.0.2 dev wan1 subflow backup fullmesh",
    "SIGNAL, false, 10.1.0.2 dev wan1 signal"
  })
  void anEndpointIsWrittenWithItsFlags(Mptcp kind, boolean fullmesh, String words) {
    assertThat(new Endpoint(InetAddress.ofLiteral("10.1.0.2"), "wan1", 2, kind, fullmesh))
        .hasToString(words);
  }

  @Test
  void anEndpointIsForSomethingThatTheKernelKnows() {
    InetAddress address = InetAddress.ofLiteral("10.1.0.2");
    assertThatThrownBy(() -> new Endpoint(address, "wan1", 2, Mptcp.OFF, false))
        .hasMessage("an endpoint that is OFF");
    assertThatThrownBy(() -> new Endpoint(address, "wan1", 2, Mptcp.SIGNAL, true))
        .hasMessage("an endpoint that is SIGNAL and fullmesh");
  }

  static List<Arguments> changes() {
    Route route =
        new Route(
            Route.MAIN,
            Prefix.everything(false),
            InetAddress.ofLiteral("10.1.0.1"),
            "wan1",
            2,
            10,
            null);
    Rule rule = new Rule(20_016, false, null, 0, 0, "wan1", 1002);
    Endpoint endpoint =
        new Endpoint(InetAddress.ofLiteral("10.1.0.2"), "wan1", 2, Mptcp.BACKUP, false);
    return List.of(
        arguments(
            new RouteChange.AddRoute(route),
            "add default via 10.1.0.1 dev wan1 table main metric 10"),
        arguments(
            new RouteChange.ReplaceRoute(route),
            "put in place default via 10.1.0.1 dev wan1 table main metric 10"),
        arguments(
            new RouteChange.RemoveRoute(route),
            "remove default via 10.1.0.1 dev wan1 table main metric 10"),
        arguments(new RouteChange.AddRule(rule), "add rule 20016: oif wan1 lookup 1002"),
        arguments(new RouteChange.RemoveRule(rule), "remove rule 20016: oif wan1 lookup 1002"),
        arguments(
            new RouteChange.AddEndpoint(endpoint),
            "add MPTCP endpoint 10.1.0.2 dev wan1 subflow backup"),
        arguments(
            new RouteChange.ChangeEndpoint(endpoint),
            "change MPTCP endpoint to 10.1.0.2 dev wan1 subflow backup"),
        arguments(
            new RouteChange.RemoveEndpoint(endpoint),
            "remove MPTCP endpoint 10.1.0.2 dev wan1 subflow backup"),
        arguments(
            new RouteChange.RaiseLimits(new Limits(8, 4)),
            "raise MPTCP limits to subflows 8 add_addr_accepted 4"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aChangeIsSaidInWords(RouteChange change, String words) {
    assertThat(change.words()).isEqualTo(words);
  }
}
