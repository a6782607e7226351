package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Is told what a {@link UdpSocket} received. May send through it, and may close it. */
public interface UdpVisitor {
  /**
   * A datagram arrived. A connected socket has it from its peer, or from somebody who pretends to
   * be it.
   *
   * @param payload read-only; valid during this call only
   */
  void received(ByteBuffer payload, UdpArrival arrival);

  /**
   * Somebody reported that a datagram cannot be delivered; connected sockets only.
   *
   * @param quoted its payload, as far as the report quotes it, which may be not at all (RFC 792
   *     asks for the UDP header only); read-only, valid during this call only
   * @param type ICMP type of that family, like 3 (IPv4) or 1 (IPv6) for destination unreachable
   * @param code ICMP code, like 3 (IPv4) or 4 (IPv6) for port unreachable
   * @param reporter who said so; our own address if the next hop did not answer ND (nor ARP, but a
   *     socket that is bound to a device is not told of that: the kernel says it over lo)
   */
  default void unreachable(ByteBuffer quoted, int type, int code, InetAddress reporter) {}

  /**
   * The kernel sent a datagram; connected sockets only.
   *
   * @param key that it was sent with
   * @param stamp when, in nanoseconds of the wall clock
   */
  default void transmitted(int key, long stamp) {}
}
