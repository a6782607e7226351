package dev.linkflux.kernel;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Is told what an {@link IcmpSocket} received. */
public interface IcmpVisitor {
  /**
   * A reply arrived. Nothing but the sequence ties it to a request yet: whether it comes from the
   * asked address and carries the right token is for the visitor to check.
   *
   * @param sequence 0 to 65535
   * @param payload what the reply carried, read-only; valid during this call only
   */
  void replied(int sequence, InetAddress from, ByteBuffer payload, EchoTimes times);

  /**
   * Somebody reported that a request cannot be delivered.
   *
   * @param sequence 0 to 65535
   * @param destination where that request went
   * @param type ICMP type of that family, like 3 (IPv4) or 1 (IPv6) for destination unreachable
   * @param code ICMP code, like 1 for host unreachable
   * @param reporter who said so; our own address if the next hop did not answer ARP or ND
   */
  void unreachable(int sequence, InetAddress destination, int type, int code, InetAddress reporter);

  /**
   * The kernel sent a request.
   *
   * @param stamp when, in nanoseconds of the wall clock
   */
  default void transmitted(int sequence, long stamp) {}
}
