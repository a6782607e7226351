package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.IpPrefix;
import dev.linkflux.kernel.LinkEntry;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.kernel.RuleEntry;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTest {
  private static final int OURS = 76;
  private static final InetAddress GATEWAY = InetAddress.ofLiteral("10.1.1.1");
  private static final Wanted WANTED =
      new Wanted(
          new RoutePlan(
              Moment.ZERO,
              1,
              List.of(
                  new Route(Route.MAIN, Prefix.everything(false), GATEWAY, "wan1", 5, 10, null)),
              List.of(new Rule(20_000, false, null, 0, 0, "wan1", 1001))),
          OURS);

  private static RouteEntry route(String gateway, int metric, int protocol) {
    return RouteEntry.via(
        IpPrefix.all(IpFamily.V4), InetAddress.ofLiteral(gateway), 5, metric, 254, protocol);
  }

  private static RuleEntry rule(long priority, int protocol) {
    return RuleEntry.forOutput(IpFamily.V4, priority, "wan1", 1001, protocol);
  }

  @Test
  void whatIsWantedAndGoneIsHarm() {
    assertThat(WANTED.harm(route("10.1.1.1", 10, OURS), true))
        .hasValue("default via 10.1.1.1 dev wan1 table main metric 10 is gone");
    assertThat(WANTED.harm(rule(20_000, OURS), true))
        .hasValue("rule 20000: oif wan1 lookup 1001 is gone");
  }

  @Test
  void whatIsNotWantedAndNewIsHarm() {
    assertThat(WANTED.harm(route("10.1.1.9", 10, OURS), false))
        .hasValueSatisfying(what -> assertThat(what).endsWith("metric 10 is new"));
    assertThat(WANTED.harm(route("10.1.1.1", 12, OURS), false)).isPresent();
    assertThat(WANTED.harm(rule(20_001, OURS), false)).isPresent();
  }

  @Test
  void whatIsAsItShouldBeIsNone() {
    assertThat(WANTED.harm(route("10.1.1.1", 10, OURS), false)).isEmpty();
    assertThat(WANTED.harm(route("10.1.1.1", 12, OURS), true)).isEmpty();
    assertThat(WANTED.harm(rule(20_000, OURS), false)).isEmpty();
    assertThat(WANTED.harm(rule(20_001, OURS), true)).isEmpty();
  }

  @Test
  void ofOthersOnlyWhatMayHaveReplacedOursIsHarm() {
    assertThat(WANTED.harm(route("10.1.1.9", 10, 3), false))
        .hasValueSatisfying(what -> assertThat(what).startsWith("in the place of default via"));
    assertThat(WANTED.harm(route("10.1.1.9", 10, 3), true)).isEmpty();
    assertThat(WANTED.harm(route("10.1.1.9", 100, 3), false)).isEmpty();
    assertThat(WANTED.harm(rule(20_000, 3), true)).isEmpty();
  }

  @Test
  void anInterfaceIsRenamedIfThePlanKnowsItByAnotherName() {
    assertThat(WANTED.isRenamed(new LinkEntry(5, "wan1", 1, 6, 1500))).isFalse();
    assertThat(WANTED.isRenamed(new LinkEntry(5, "modem", 1, 6, 1500))).isTrue();
    assertThat(WANTED.isRenamed(new LinkEntry(9, "lan", 1, 6, 1500))).isFalse();
  }
}
