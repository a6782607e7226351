package dev.linkflux.kernel;

import static dev.linkflux.kernel.IpCommands.W1;
import static dev.linkflux.kernel.IpCommands.W2;
import static dev.linkflux.kernel.IpCommands.ip;
import static dev.linkflux.kernel.RouteEntry.TABLE_MAIN;

import dev.linkflux.kernel.IpCommands.Row;
import dev.linkflux.kernel.RouteRequest.AddRoute;
import dev.linkflux.kernel.RouteRequest.DeleteRoute;
import dev.linkflux.kernel.RouteRequest.ReplaceRoute;
import java.net.InetAddress;
import java.util.List;

/** The kinds of routes that we ask the kernel for, each added, replaced and deleted. */
final class IpRouteCommands {
  private static final int OURS = 76;
  private static final long HIGH = 1001;
  private static final IpPrefix ALL4 = IpPrefix.all(IpFamily.V4);
  private static final IpPrefix ALL6 = IpPrefix.all(IpFamily.V6);
  private static final InetAddress G1 = ip("10.1.0.1");
  private static final InetAddress G2 = ip("10.2.0.1");
  private static final InetAddress H1 = ip("fd01::1");
  private static final InetAddress H2 = ip("fd02::1");
  private static final InetAddress LL = ip("fe80::1");

  private static final String MULTIPATH4 =
      "proto 76 scope global nexthop via 10.1.0.1 dev w1 weight 3"
          + " nexthop via 10.2.0.1 dev w2 weight 256";

  private static final String MULTIPATH6 =
      "proto 76 scope global nexthop via fd01::1 dev w1 weight 3"
          + " nexthop via fd02::1 dev w2 weight 256";

  private IpRouteCommands() {}

  /** It is added, put in its own place, and deleted. */
  private static void route(List<Row> rows, String words, RouteEntry route) {
    rows.add(new Row("route add unicast " + words, new AddRoute(route)));
    rows.add(new Row("route replace unicast " + words, new ReplaceRoute(route)));
    rows.add(new Row("route del unicast " + words, new DeleteRoute(route)));
  }

  static void defaults(List<Row> rows) {
    String ours = " proto 76 scope global";
    route(
        rows,
        "default via 10.1.0.1 metric 10 table main dev w1" + ours,
        RouteEntry.via(ALL4, G1, W1, 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default via fd01::1 metric 10 table main dev w1" + ours,
        RouteEntry.via(ALL6, H1, W1, 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default via 10.1.0.1 metric 10 src 10.1.0.2 table 1001 dev w1" + ours,
        RouteEntry.via(ALL4, G1, W1, 10, HIGH, OURS).withPreferredSource(ip("10.1.0.2")));
    route(
        rows,
        "default via fd01::1 metric 10 src fd01::2 table 1001 dev w1" + ours,
        RouteEntry.via(ALL6, H1, W1, 10, HIGH, OURS).withPreferredSource(ip("fd01::2")));
    route(
        rows,
        "default via 10.55.0.1 metric 11 table main dev w2 onlink" + ours,
        RouteEntry.via(ALL4, ip("10.55.0.1"), W2, 11, TABLE_MAIN, OURS).withOnLink(true));
    route(
        rows,
        "default via fd55::1 metric 11 table main dev w2 onlink" + ours,
        RouteEntry.via(ALL6, ip("fd55::1"), W2, 11, TABLE_MAIN, OURS).withOnLink(true));
    route(
        rows,
        "default via fe80::1 metric 12 table 1002 dev w2" + ours,
        RouteEntry.via(ALL6, LL, W2, 12, 1002, OURS));
    route(
        rows,
        "default via inet6 fe80::1 metric 12 table 1002 dev w2" + ours,
        RouteEntry.via(ALL4, LL, W2, 12, 1002, OURS));
    route(
        rows,
        "default metric 13 table main dev w1 proto 76 scope link",
        RouteEntry.onto(ALL4, W1, 13, TABLE_MAIN, OURS));
    route(
        rows,
        "default metric 13 table main dev w1" + ours,
        RouteEntry.onto(ALL6, W1, 13, TABLE_MAIN, OURS));
  }

  static void networks(List<Row> rows) {
    IpPrefix network4 = new IpPrefix(ip("10.1.0.0"), 24);
    IpPrefix network6 = new IpPrefix(ip("fd01::"), 64);
    IpPrefix host4 = IpPrefix.host(ip("203.0.113.7"));
    IpPrefix host6 = IpPrefix.host(ip("2001:db8::7"));
    String ours = " proto 76 scope global";
    route(
        rows,
        "10.1.0.0/24 src 10.1.0.2 table 1001 dev w1 proto 76 scope link",
        RouteEntry.onto(network4, W1, 0, HIGH, OURS).withPreferredSource(ip("10.1.0.2")));
    route(
        rows,
        "fd01::/64 metric 1024 table 1001 dev w1" + ours,
        RouteEntry.onto(network6, W1, 1024, HIGH, OURS));
    route(
        rows,
        "203.0.113.7/32 via 10.2.0.1 metric 10 table main dev w2" + ours,
        RouteEntry.via(host4, G2, W2, 10, TABLE_MAIN, OURS));
    route(
        rows,
        "2001:db8::7/128 via fd02::1 metric 10 table main dev w2" + ours,
        RouteEntry.via(host6, H2, W2, 10, TABLE_MAIN, OURS));
    route(
        rows,
        "203.0.113.7/32 metric 10 table main " + MULTIPATH4,
        RouteEntry.multipath(host4, hops(G1, G2, false), 10, TABLE_MAIN, OURS));
    route(
        rows,
        "2001:db8::7/128 metric 10 table main " + MULTIPATH6,
        RouteEntry.multipath(host6, hops(H1, H2, false), 10, TABLE_MAIN, OURS));
  }

  static void multipath(List<Row> rows) {
    route(
        rows,
        "default metric 10 table main " + MULTIPATH4,
        RouteEntry.multipath(ALL4, hops(G1, G2, false), 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default metric 10 table main " + MULTIPATH6,
        RouteEntry.multipath(ALL6, hops(H1, H2, false), 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default metric 10 table main " + MULTIPATH4 + " onlink",
        RouteEntry.multipath(ALL4, hops(G1, G2, true), 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default metric 10 table main " + MULTIPATH6 + " onlink",
        RouteEntry.multipath(ALL6, hops(H1, H2, true), 10, TABLE_MAIN, OURS));
    route(
        rows,
        "default metric 10 table main proto 76 scope global nexthop via 10.1.0.1 dev w1 weight 1"
            + " nexthop dev w2 weight 2",
        RouteEntry.multipath(
            ALL4,
            List.of(new NextHop(G1, W1, 1, false), new NextHop(null, W2, 2, false)),
            10,
            TABLE_MAIN,
            OURS));
  }

  private static List<NextHop> hops(InetAddress first, InetAddress second, boolean onLink) {
    return List.of(new NextHop(first, W1, 3, false), new NextHop(second, W2, 256, onLink));
  }
}
