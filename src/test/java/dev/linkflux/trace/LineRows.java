package dev.linkflux.trace;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Carried;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Figure;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.Rivalled;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every kind of event with its line, to the letter. Apostrophes stand for quotes. */
final class LineRows {
  static final UplinkId FIBRE = new UplinkId("fibre", 0);
  private static final UplinkId LTE = new UplinkId("lte", 1);
  static final ProbeId PROBE = new ProbeId(FIBRE, new TargetId("cloudflare", 0), 17);
  static final Moment AT = new Moment(1_000_000_000);
  private static final InetAddress GATEWAY = InetAddress.ofLiteral("10.1.0.1");
  private static final Prefix ADDRESS = new Prefix(InetAddress.ofLiteral("10.1.0.2"), 24);

  private LineRows() {}

  static Stream<Arguments> rows() {
    return Stream.of(
        row(
            new Observation.Sent(AT, PROBE),
            "{'type':'sent','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17}"),
        row(
            new Observation.Returned(new Moment(1_008_123_000), PROBE, 8_123_000),
            "{'type':'replied','at':1008123000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'rtt':8123000}"),
        row(
            new Observation.Bounced(AT, PROBE, 3, 1, GATEWAY),
            "{'type':'unreachable','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'icmpType':3,'icmpCode':1,'reporter':'10.1.0.1'}"),
        row(
            new Observation.Bounced(AT, PROBE, 1, 4, null),
            "{'type':'unreachable','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'icmpType':1,'icmpCode':4}"),
        row(
            new Observation.Bounced(AT, PROBE, null, "status 302, not 204"),
            "{'type':'unreachable','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'icmpType':-1,'icmpCode':-1,'reason':'status 302, not 204'}"),
        row(
            new Observation.Returned(AT, PROBE, 8_123_000, 9),
            "{'type':'replied','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'rtt':8123000,'reflected':9}"),
        row(
            new Observation.Withheld(AT, PROBE, "ENETUNREACH"),
            "{'type':'notsent','at':1000000000,'uplink':'fibre','target':'cloudflare','seq':17,"
                + "'reason':'ENETUNREACH'}"),
        row(
            new LinkFacts(AT, FIBRE, 3, true, false, List.of(ADDRESS), List.of(GATEWAY), false),
            "{'type':'link','at':1000000000,'uplink':'fibre','carrier':false,'up':true,'index':3,"
                + "'addresses':['10.1.0.2/24'],'gateways':['10.1.0.1'],'pointToPoint':false}"),
        row(new Stalled(AT, new Moment(3)), "{'type':'stalled','at':1000000000,'until':3}"),
        row(
            new Carried(AT, List.of(FIBRE)),
            "{'type':'carried','at':1000000000,'uplinks':['fibre']}"),
        row(new Woken(AT), "{'type':'woken','at':1000000000}"),
        row(
            new RouteAnswer.Applied(AT, 4, 2),
            "{'type':'applied','at':1000000000,'generation':4,'changes':2}"),
        row(
            new RouteAnswer.Applied(AT, 4, 2, 17),
            "{'type':'applied','at':1000000000,'generation':4,'changes':2,'flows':17}"),
        row(
            new Drifted(AT, "somebody removed rule 20000"),
            "{'type':'drifted','at':1000000000,'what':'somebody removed rule 20000'}"),
        row(
            new Rivalled(AT, true, false),
            "{'type':'rivalled','at':1000000000,'ipv4':true,'ipv6':false}"),
        row(
            new RouteAnswer.Refused(AT, 4, "no"),
            "{'type':'refused','at':1000000000,'generation':4,'reason':'no'}"),
        row(
            new Dated(AT, Instant.parse("2026-11-22T03:00:01.000000007Z")),
            "{'type':'dated','at':1000000000,'wall':'2026-11-22T03:00:01.000000007Z'}"),
        row(
            new Steered(AT, LTE, Steering.AVOID, new Moment(7_000_000_000L)),
            "{'type':'steered','at':1000000000,'uplink':'lte','steering':'avoid',"
                + "'until':7000000000}"),
        row(
            new Steered(AT, LTE, Steering.PIN, Moment.NEVER),
            "{'type':'steered','at':1000000000,'uplink':'lte','steering':'pin'}"),
        row(
            new Used(AT, LTE, 48_213),
            "{'type':'used','at':1000000000,'uplink':'lte','bytes':48213}"),
        row(
            new Blamed(AT, LTE, new TargetId("cloudflare", 0), true, "it is silent alone"),
            "{'type':'target','at':1000000000,'uplink':'lte','target':'cloudflare','bad':true,"
                + "'sentence':'it is silent alone'}"),
        row(new Gap(AT, 12), "{'type':'gap','at':1000000000,'lost':12}"),
        row(
            new Transition(
                AT,
                FIBRE,
                StateName.UP,
                StateName.DOWN,
                Cause.LOSS,
                List.of(new Figure("loss", 0.25, 0.1, "ratio")),
                "fibre is down"),
            "{'type':'transition','at':1000000000,'uplink':'fibre','from':'Up','to':'Down',"
                + "'cause':'loss','evidence':[{'name':'loss','value':0.25,'limit':0.1,"
                + "'unit':'ratio'}],'sentence':'fibre is down'}"),
        row(
            new Election(
                AT,
                List.of(LTE),
                List.of(),
                List.of(new Election.Excluded(FIBRE, Cause.CARRIER_LOST)),
                Cause.CARRIER_LOST,
                "lte carries"),
            "{'type':'election','at':1000000000,'carrying':['lte'],'standby':[],'excluded':"
                + "[{'uplink':'fibre','cause':'carrier-lost'}],'cause':'carrier-lost',"
                + "'sentence':'lte carries'}"),
        row(
            new Election(
                AT,
                List.of(LTE),
                List.of(),
                List.of(),
                Cause.BETTER,
                List.of(
                    new Election.Considered(
                        LTE, 10, List.of(new Figure("rtt", 8, 20, "ms")), "it is quicker")),
                "lte carries"),
            "{'type':'election','at':1000000000,'carrying':['lte'],'standby':[],'excluded':[],"
                + "'cause':'better','considered':[{'uplink':'lte','weight':10,'evidence':"
                + "[{'name':'rtt','value':8.0,'limit':20.0,'unit':'ms'}],'why':'it is quicker'}],"
                + "'sentence':'lte carries'}"),
        row(
            new Pace(AT, FIBRE, Tempo.FAST),
            "{'type':'pace','at':1000000000,'uplink':'fibre','tempo':'fast'}"));
  }

  static Arguments row(Event event, String line) {
    return Arguments.of(event, quoted(line));
  }

  static String quoted(String line) {
    return line.replace('\'', '"');
  }
}
