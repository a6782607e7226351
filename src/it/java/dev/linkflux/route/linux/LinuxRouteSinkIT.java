package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteAnswer.Applied;
import dev.linkflux.route.RouteAnswer.Refused;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.scheduler.Schedulers;

@Isolated("it measures how long the kernel takes")
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LinuxRouteSinkIT {
  private RouteLab lab;
  private Namespace namespace;
  private Rtnetlink rtnetlink;
  private LinuxRouteSink sink;
  private List<Uplink> uplinks;

  @BeforeEach
  void build() throws IOException {
    lab = new RouteLab();
    namespace = new Namespace(lab.router);
    rtnetlink = namespace.call(Rtnetlink::open);
    sink = sink(rtnetlink);
    uplinks = RouteLab.uplinks("", "");
  }

  @AfterEach
  void remove() throws IOException {
    rtnetlink.close();
    lab.close();
  }

  private static LinuxRouteSink sink(Rtnetlink rtnetlink) {
    return new LinuxRouteSink(RouteLab.ROUTING, rtnetlink, Schedulers.boundedElastic());
  }

  private LinkFacts facts(int number) throws IOException {
    return facts(number, "10.1." + number + ".1", "fd01:" + number + "::1");
  }

  private LinkFacts facts(int number, String... gateways) throws IOException {
    List<InetAddress> learnt = Arrays.stream(gateways).map(LinuxRouteSinkIT::ip).toList();
    return new LinkFacts(
        Moment.ZERO,
        uplinks.get(number - 1).id(),
        lab.index("wan" + number),
        true,
        true,
        List.of(
            new Prefix(ip("10.1." + number + ".2"), 24),
            new Prefix(ip("fd01:" + number + "::2"), 64)),
        learnt,
        false);
  }

  private static InetAddress ip(String address) {
    try {
      return RouteLab.ip(address);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RoutePlan carriedBy(int number) throws IOException {
    return Plans.carriedBy(number - 1, uplinks, List.of(facts(1), facts(2)));
  }

  private RouteAnswer apply(RoutePlan plan) {
    return apply(sink, plan);
  }

  private static RouteAnswer apply(LinuxRouteSink sink, RoutePlan plan) {
    return (RouteAnswer)
        Objects.requireNonNull(sink.apply(plan).block(Duration.ofSeconds(10))).at(Moment.ZERO);
  }

  private int applied(RoutePlan plan) {
    RouteAnswer answer = apply(plan);
    assertThat(answer).isInstanceOf(Applied.class);
    return ((Applied) answer).changes();
  }

  private String refused(RoutePlan plan) {
    RouteAnswer answer = apply(plan);
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).reason();
  }

  @Test
  void aPlanForTwoUplinksIsWhatTheIpCommandShows() throws IOException {
    assertThat(applied(carriedBy(1))).isPositive();
    assertThat(lines(lab.routes(IpFamily.V4, "main")))
        .containsExactly(
            "default via 10.1.1.1 dev wan1 src 10.1.1.2 metric 10",
            "default via 10.1.2.1 dev wan2 src 10.1.2.2 metric 11");
    assertThat(lines(lab.routes(IpFamily.V4, 1002)))
        .containsExactly(
            "default via 10.1.2.1 dev wan2 src 10.1.2.2 metric 10",
            "10.1.2.0/24 dev wan2 scope link src 10.1.2.2 metric 10");
    assertThat(lines(lab.routes(IpFamily.V6, "main")))
        .containsExactly(
            "default via fd01:1::1 dev wan1 src fd01:1::2 metric 10 pref medium",
            "default via fd01:2::1 dev wan2 src fd01:2::2 metric 11 pref medium");
    assertThat(lines(lab.routes(IpFamily.V6, 1001)))
        .containsExactly(
            "fd01:1::/64 dev wan1 src fd01:1::2 metric 10 pref medium",
            "default via fd01:1::1 dev wan1 src fd01:1::2 metric 10 pref medium");
    assertThat(lines(lab.inRouter("rule")))
        .contains(
            "20000: from all oif wan1 lookup 1001 proto 76",
            "20001: from all fwmark 0x1000/0xffff lookup 1001 proto 76",
            "20002: from 10.1.1.2 lookup 1001 proto 76",
            "20016: from all oif wan2 lookup 1002 proto 76");
    assertThat(lines(lab.inRouter("-6", "rule")))
        .contains("20018: from fd01:2::2 lookup 1002 proto 76");
  }

  /** Without the details that versions of iproute2 print differently. */
  private static List<String> lines(String output) {
    return output
        .lines()
        .map(line -> line.replace(" onlink", "").replaceAll("\\s+", " ").trim())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void theSamePlanOnceMoreChangesNothing() throws IOException {
    assertThat(applied(carriedBy(1))).isPositive();
    assertThat(applied(carriedBy(1))).isZero();
  }

  @Test
  void aNewRunAdoptsWhatTheLastOneLeft() throws IOException {
    assertThat(applied(carriedBy(1))).isPositive();
    try (Rtnetlink second = namespace.call(Rtnetlink::open)) {
      assertThat(apply(sink(second), carriedBy(1))).isEqualTo(new Applied(Moment.ZERO, 1, 0));
    }
  }

  @Test
  void aFailoverReplacesTheMainDefaultWithNeverAMomentWithoutOne() throws IOException {
    applied(carriedBy(1));
    try (RouteWatch watch = RouteWatch.of(namespace)) {
      RoutePlan left = Plans.carriedBy(1, uplinks, List.of(facts(1), facts(2)));
      LinkFacts dead = facts(1);
      RoutePlan alone =
          Plans.carriedBy(
              1,
              uplinks,
              List.of(
                  new LinkFacts(
                      dead.at(),
                      dead.uplink(),
                      dead.index(),
                      true,
                      false,
                      List.of(),
                      List.of(),
                      false),
                  facts(2)));
      for (int i = 0; i < 20; i++) {
        applied(left);
        watch.awaitDefaultVia("wan2", Duration.ofSeconds(5));
        applied(alone);
        applied(carriedBy(1));
        watch.awaitDefaultVia("wan1", Duration.ofSeconds(5));
      }
      assertThat(watch.changes()).hasSizeGreaterThan(40).allMatch(it -> it.route().isPresent());
    }
    assertThat(lab.routes(IpFamily.V4, "main")).contains("default via 10.1.1.1");
  }

  @Test
  void anEmptyPlanRemovesAllOfOursAndNothingElse() throws IOException {
    lab.inRouter("route", "add", "default", "via", "10.1.1.1", "metric", "500", "proto", "dhcp");
    lab.inRouter("route", "add", "10.9.0.0/16", "via", "10.1.1.1", "table", "1001");
    lab.inRouter("rule", "add", "from", "10.9.0.1", "lookup", "1001", "priority", "20003");
    List<String> routes = allRoutes();
    String rules = lab.inRouter("rule");
    applied(carriedBy(1));
    applied(carriedBy(2));
    applied(Plans.NOTHING);
    assertThat(allRoutes()).isEqualTo(routes);
    assertThat(lab.inRouter("rule")).isEqualTo(rules);
    assertThat(applied(Plans.NOTHING)).isZero();
  }

  /** But those of link-local addresses, which the kernel makes in its own time. */
  private List<String> allRoutes() throws IOException {
    return lab.inRouter("route", "show", "table", "all")
        .lines()
        .filter(line -> !line.contains("fe80:") && !line.contains("multicast"))
        .toList();
  }

  @Test
  void whatCarriesOurNumberButIsNoneOfOursGoesToo() throws IOException {
    lab.inRouter("route", "add", "blackhole", "10.8.0.0/16", "proto", "76");
    lab.inRouter(
        "route",
        "add",
        "default",
        "metric",
        "10",
        "proto",
        "76",
        "nexthop",
        "via",
        "10.1.1.1",
        "nexthop",
        "via",
        "10.1.2.1");
    lab.inRouter(
        "rule",
        "add",
        "to",
        "10.8.0.0/16",
        "oif",
        "wan1",
        "lookup",
        "1001",
        "priority",
        "20000",
        "protocol",
        "76");
    // The kernel takes the new rule for the stray one, and adds it in the second pass.
    assertThat(applied(carriedBy(2))).isPositive();
    assertThat(applied(carriedBy(2))).isZero();
    assertThat(lines(lab.routes(IpFamily.V4, "main")))
        .containsExactly(
            "default via 10.1.2.1 dev wan2 src 10.1.2.2 metric 10",
            "default via 10.1.1.1 dev wan1 src 10.1.1.2 metric 11");
    assertThat(lab.inRouter("rule")).doesNotContain("to 10.8.0.0/16");
  }

  @ParameterizedTest
  @EnumSource
  void aForeignRouteInOurPlaceIsNotTakenOver(IpFamily family) throws IOException {
    String flag = family == IpFamily.V4 ? "-4" : "-6";
    String gateway = family == IpFamily.V4 ? "10.1.2.1" : "fd01:2::1";
    lab.inRouter(flag, "route", "add", "default", "via", gateway, "metric", "10", "proto", "dhcp");
    assertThat(refused(carriedBy(1)))
        .contains("add default via")
        .contains("EEXIST")
        .contains("protocol 16 (dhcp)")
        .contains("choose another routes.metric");
    assertThat(lab.inRouter(flag, "route", "show", "default"))
        .contains("default via " + gateway + " dev wan2 proto dhcp");
    // All else of the plan stands.
    assertThat(lab.routes(family, 1001)).contains("default via");
  }

  @Test
  void aBadGatewayIsRefusedInTheWordsOfTheKernelAndHoldsUpNothingElse() throws IOException {
    RoutePlan plan = Plans.carriedBy(0, uplinks, List.of(facts(1, "224.0.0.1"), facts(2)));
    assertThat(refused(plan))
        .contains("default via 224.0.0.1 dev wan1 table main metric 10")
        .contains("Nexthop has invalid gateway");
    assertThat(lab.routes(IpFamily.V4, "main")).contains("default via 10.1.2.1 dev wan2");
    assertThat(lab.routes(IpFamily.V4, 1002)).contains("default via 10.1.2.1 dev wan2");
  }

  @Test
  void aGatewayOutsideTheNetworkOfTheLinkIsTakenAsItsNeighbour() throws IOException {
    RoutePlan plan =
        Plans.carriedBy(0, uplinks, List.of(facts(1, "192.0.2.1", "fd99::1"), facts(2)));
    assertThat(applied(plan)).isPositive();
    assertThat(lab.routes(IpFamily.V4, "main")).contains("default via 192.0.2.1 dev wan1");
    assertThat(lab.routes(IpFamily.V6, "main")).contains("default via fd99::1 dev wan1");
    assertThat(applied(plan)).isZero();
  }

  @Test
  void anUplinkThatVanishedHoldsUpNothing() throws IOException {
    RoutePlan plan = carriedBy(2);
    lab.inRouter("link", "del", "wan1");
    assertThat(refused(plan)).contains("dev wan1");
    assertThat(lab.routes(IpFamily.V4, "main")).contains("default via 10.1.2.1 dev wan2");
    assertThat(lab.inRouter("rule")).contains("lookup 1002");
  }

  @Test
  void aDeviceThatWasMadeAnewGetsItsRoutesAnew() throws IOException {
    applied(carriedBy(1));
    lab.inRouter("link", "del", "wan1");
    lab.addWan(1);
    assertThat(applied(carriedBy(1))).isPositive();
    assertThat(lab.routes(IpFamily.V4, "main")).contains("default via 10.1.1.1 dev wan1");
    assertThat(applied(carriedBy(1))).isZero();
  }

  @Test
  void withoutTheRightItSaysWhatIsNeeded() throws IOException {
    try (Rtnetlink weak = namespace.call(() -> Unprivileged.call(Rtnetlink::open))) {
      assertThat(apply(sink(weak), carriedBy(1)))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).contains("EPERM").contains("CAP_NET_ADMIN"));
    }
    assertThat(lab.routes(IpFamily.V4, "all")).isEmpty();
  }

  @Test
  void whatIsBoundToAnUplinkFindsItsTableEvenIfMainHasNoDefault() throws IOException {
    RoutePlan plan = carriedBy(1);
    applied(
        new RoutePlan(
            plan.at(),
            plan.generation(),
            plan.routes().stream().filter(route -> route.table() != 254).toList(),
            plan.rules()));
    assertThat(lab.inRouter("route", "get", "203.0.113.9", "oif", "wan2"))
        .contains("via 10.1.2.1 dev wan2 table 1002 src 10.1.2.2");
    assertThat(lab.inRouter("route", "get", "203.0.113.9", "mark", "0x1000"))
        .contains("via 10.1.1.1 dev wan1");
    assertThat(lab.inRouter("route", "get", "203.0.113.9", "from", "10.1.2.2"))
        .contains("dev wan2");
    assertThat(lab.said("route", "get", "203.0.113.9")).contains("unreachable");
  }

  @Test
  void aFailoverIsQuick() throws IOException {
    RoutePlan home = carriedBy(1);
    RoutePlan away = carriedBy(2);
    applied(home);
    int rounds = 300;
    long[] reading = new long[rounds];
    long[] whole = new long[rounds];
    long[] until = new long[rounds];
    try (RouteWatch watch = RouteWatch.of(namespace)) {
      for (int i = 0; i < rounds; i++) {
        long first = System.nanoTime();
        assertThat(KernelState.read(rtnetlink, 76, null, null).holding().routes()).isNotEmpty();
        reading[i] = System.nanoTime() - first;
        long begin = System.nanoTime();
        assertThat(applied(i % 2 == 0 ? away : home)).isPositive();
        whole[i] = System.nanoTime() - begin;
        String device = i % 2 == 0 ? "wan2" : "wan1";
        until[i] = watch.awaitDefaultVia(device, Duration.ofSeconds(5)) - begin;
      }
    }
    System.out.println("reading what the kernel holds: " + Figures.of(reading));
    System.out.println("apply of a failover: " + Figures.of(whole));
    System.out.println("its beginning -> new main default announced: " + Figures.of(until));
    Arrays.sort(until);
    assertThat(until[rounds / 2]).isLessThan(Duration.ofMillis(20).toNanos());
  }
}
