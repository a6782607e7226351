package dev.linkflux.trace;

import static dev.linkflux.trace.LineRows.AT;
import static dev.linkflux.trace.LineRows.FIBRE;

import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Plans with their lines, to the letter. Apostrophes stand for quotes. */
final class PlanRows {
  private static final InetAddress GATEWAY = InetAddress.ofLiteral("10.1.0.1");
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("10.1.0.2");
  private static final Prefix ANYWHERE = new Prefix(InetAddress.ofLiteral("0.0.0.0"), 0);

  private PlanRows() {}

  static Stream<Arguments> rows() {
    return Stream.of(
        LineRows.row(
            new RoutePlan(
                AT,
                5,
                List.of(new Route(254, ANYWHERE, GATEWAY, "wan1", 3, 10, ADDRESS)),
                List.of(new Rule(20_000, false, null, 4096, -1, null, 1001))),
            "{'type':'plan','at':1000000000,'generation':5,'cause':'election','routes':[{'table':254,"
                + "'destination':'0.0.0.0/0','gateway':'10.1.0.1','device':'wan1','index':3,"
                + "'metric':10,'source':'10.1.0.2'}],'rules':[{'priority':20000,'ipv6':false,"
                + "'mark':4096,'mask':-1,'table':1001}]}"),
        LineRows.row(
            new RoutePlan(
                AT,
                6,
                Cause.DRIFT,
                List.of(
                    new Route(
                        254,
                        ANYWHERE,
                        List.of(new Hop(GATEWAY, "wan1", 3, 10), new Hop(null, "ppp0", 4, 1)),
                        10,
                        null)),
                List.of(),
                List.of(
                    new Endpoint(ADDRESS, "wan1", 3, Mptcp.SUBFLOW, true),
                    new Endpoint(GATEWAY, "ppp0", 4, Mptcp.SIGNAL, false)),
                new Limits(8, 2),
                List.of(new Expiry(FIBRE, List.of(ADDRESS), 4096, 0xffff, true))),
            "{'type':'plan','at':1000000000,'generation':6,'cause':'drift','routes':[{'table':254,"
                + "'destination':'0.0.0.0/0','hops':[{'gateway':'10.1.0.1','device':'wan1',"
                + "'index':3,'weight':10},{'device':'ppp0','index':4,'weight':1}],'metric':10}],"
                + "'rules':[],'endpoints':[{'address':'10.1.0.2','device':'wan1','index':3,"
                + "'kind':'subflow','fullmesh':true},{'address':'10.1.0.1','device':'ppp0',"
                + "'index':4,'kind':'signal','fullmesh':false}],'limits':{'subflows':8,"
                + "'accepted':2},'expiries':[{'uplink':'fibre','addresses':['10.1.0.2'],"
                + "'mark':4096,'mask':65535,'sparingMarked':true}]}"));
  }
}
