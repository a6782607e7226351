package dev.linkflux.probe;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Resolver;
import dev.linkflux.probe.Outcome.Replied;
import dev.linkflux.probe.Outcome.Unreachable;
import dev.linkflux.probe.dns.DnsProber;
import dev.linkflux.probe.http.HttpProber;
import dev.linkflux.probe.icmp.IcmpProber;
import dev.linkflux.probe.tcp.TcpProber;
import dev.linkflux.probe.udp.UdpProber;
import dev.linkflux.probe.udp.Way;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** The kinds of probes, a row each: what they ask, and what they can see. */
enum Kind {
  ICMP(Refused.HAS_NO_PORT, true),
  TCP(Refused.IS_AN_ANSWER, false),
  HTTP(Refused.IN_WORDS, false),
  UDP_ECHO(Refused.BY_ICMP, true),
  STAMP(Refused.BY_ICMP, true),
  DNS(Refused.BY_ICMP, true);

  /** What a prober is made of. */
  record Parts(RouterLoop loop, Resolver resolver, Passage passage, Instruments instruments) {}

  /** What comes of a port that nobody listens on. */
  enum Refused {
    HAS_NO_PORT,
    IS_AN_ANSWER,
    BY_ICMP,
    IN_WORDS;

    boolean fits(Outcome outcome, InetAddress asked) {
      boolean v4 = asked.getAddress().length == 4;
      return switch (this) {
        case HAS_NO_PORT -> false;
        case IS_AN_ANSWER -> outcome instanceof Replied;
        // Port unreachable: RFC 792; RFC 4443 section 3.1.
        case BY_ICMP ->
            outcome instanceof Unreachable it
                && it.type() == (v4 ? 3 : 1)
                && it.code() == (v4 ? 3 : 4)
                && asked.equals(it.reporter());
        case IN_WORDS ->
            outcome instanceof Unreachable it
                && it.type() == Observation.Bounced.NO_ICMP
                && String.valueOf(it.reason()).contains("refused");
      };
    }
  }

  /** What a closed port looks like. */
  final Refused refused;

  /** Datagrams: the prober itself sees every single packet, and not the kernel for it. */
  final boolean seesPackets;

  Kind(Refused refused, boolean seesPackets) {
    this.refused = refused;
    this.seesPackets = seesPackets;
  }

  Prober prober(Parts parts) {
    return switch (this) {
      case ICMP ->
          new IcmpProber(
              parts.loop.loop(), 16, parts.resolver, parts.passage, parts.instruments, _ -> {});
      case TCP ->
          new TcpProber(parts.loop.resources(), parts.resolver, parts.passage, parts.instruments);
      case HTTP ->
          new HttpProber(parts.loop.resources(), parts.resolver, parts.passage, parts.instruments);
      case UDP_ECHO, STAMP ->
          new UdpProber(
              parts.loop.loop(),
              16,
              new Way.ThroughDevices(parts.resolver),
              parts.passage,
              parts.instruments);
      case DNS ->
          new DnsProber(
              parts.loop.loop(), parts.loop.resources(), parts.passage, parts.instruments);
    };
  }

  Question question(InetAddress address) {
    return question(Host.of(address));
  }

  Question question(Host host) {
    return switch (this) {
      case ICMP -> new Question.Icmp(host);
      case TCP -> new Question.Tcp(host, World.HTTP_PORT);
      case HTTP ->
          new Question.Http(
              false, host, World.HTTP_PORT, "/", 204, "", null, Question.Http.DEFAULT_BYTES);
      case UDP_ECHO -> new Question.Echo(host, World.ECHO_PORT);
      case STAMP -> new Question.Stamp(host, Question.Stamp.PORT, null);
      case DNS ->
          new Question.Dns(
              Objects.requireNonNull(host.address()),
              World.DNS_PORT,
              World.NAME,
              "A",
              List.of("192.0.2.7"));
    };
  }
}
