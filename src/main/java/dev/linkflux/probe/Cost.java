package dev.linkflux.probe;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an answered probe is expected to cost, in bytes of IP and of both directions: until it is
 * known better. Exact for echoes.
 */
public final class Cost {
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;

  /** Of ICMP echo and of UDP alike. */
  private static final int HEADER = 8;

  /** RFC 8762 section 4.2.1 and 4.2.2: the packets of both modes. */
  private static final int STAMP = 44;

  private static final int STAMP_AUTHENTICATED = 112;

  /** The two of a handshake, what acknowledges and what ends it, each with its options. */
  private static final int TCP_PACKETS = 4;

  private static final int TCP_HEADER = 32;

  /** Request and answer with their header fields, in a handful of packets. */
  private static final int HTTP = 1_500;

  /** A handshake with a chain of two certificates (RFC 8446). */
  private static final int TLS = 6_000;

  /** A query with a client's options, and an answer of a few records. */
  private static final int DNS = 160;

  private Cost() {}

  /**
   * Bytes of a probe and its answer.
   *
   * @param payload bytes behind the ICMP or UDP header
   */
  public static long of(Question question, int payload) {
    return switch (question) {
      case Question.Icmp(Host host) -> 2L * (header(host.address()) + HEADER + payload);
      case Question.Echo(Host host, _) -> 2L * (header(host.address()) + HEADER + payload);
      case Question.Stamp stamp ->
          2L * (header(stamp.host().address()) + HEADER + Math.max(payload, packet(stamp)));
      case Question.Tcp(Host host, _) -> connection(host);
      case Question.Http http -> connection(http.host()) + HTTP + (http.tls() ? TLS : 0);
      case Question.Dns dns -> 2L * (header(dns.address()) + HEADER) + DNS;
    };
  }

  private static int packet(Question.Stamp stamp) {
    return stamp.keyFile() == null ? STAMP : STAMP_AUTHENTICATED;
  }

  private static long connection(Host host) {
    return TCP_PACKETS * (long) (header(host.address()) + TCP_HEADER);
  }

  /** The longer one for a name: its address is not known yet. */
  private static int header(@Nullable InetAddress address) {
    return address instanceof Inet4Address ? V4_HEADER : V6_HEADER;
  }
}
