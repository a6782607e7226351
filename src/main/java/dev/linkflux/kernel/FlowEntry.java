package dev.linkflux.kernel;

import java.net.InetAddress;

/**
 * A tracked connection.
 *
 * @param original how its first packet came in
 * @param reply how answers come in: with source NAT they go to the address it was translated to
 * @param status {@link #SRC_NAT}, ... or-ed (IPS_...)
 * @param id that the kernel gave this very entry; one made anew for the same packets has another,
 *     unless it came to lie in the same place of memory
 * @param zone of both directions; 0 for the usual one
 */
public record FlowEntry(
    FlowTuple original, FlowTuple reply, int status, int mark, int id, int zone) {
  /** Its source is translated (IPS_SRC_NAT). */
  public static final int SRC_NAT = 1 << 4;

  /** Its destination is translated (IPS_DST_NAT). */
  public static final int DST_NAT = 1 << 5;

  public FlowEntry {
    if (original.family() != reply.family()) {
      throw new IllegalArgumentException("a flow of " + original + " and " + reply);
    }
  }

  public IpFamily family() {
    return original.family();
  }

  /** IPPROTO_..., 0 to 255. */
  public int protocol() {
    return original.protocol();
  }

  public InetAddress source() {
    return original.source();
  }

  public InetAddress destination() {
    return original.destination();
  }

  public InetAddress replySource() {
    return reply.source();
  }

  public InetAddress replyDestination() {
    return reply.destination();
  }

  /** Whether its source was translated. */
  public boolean isSourceNat() {
    return (status & SRC_NAT) != 0;
  }
}
