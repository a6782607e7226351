package dev.linkflux.kernel;

import java.net.InetAddress;

/**
 * One direction of a tracked connection: what its packets have in common.
 *
 * @param source of the same family as the destination
 * @param protocol IPPROTO_..., 0 to 255
 * @param inner what tells it from other connections between the same two
 * @param zone of this direction alone; 0 for none
 */
public record FlowTuple(
    InetAddress source, InetAddress destination, int protocol, Inner inner, int zone) {
  public FlowTuple {
    if (IpFamily.of(source) != IpFamily.of(destination)) {
      throw new IllegalArgumentException("a flow from " + source + " to " + destination);
    }
  }

  /** One of no zone of its own. */
  public FlowTuple(InetAddress source, InetAddress destination, int protocol, Inner inner) {
    this(source, destination, protocol, inner, 0);
  }

  /** What a protocol has besides addresses. */
  public sealed interface Inner {}

  /** Of TCP, UDP and the like; of GRE its keys. */
  public record Ports(int source, int destination) implements Inner {}

  /** Of ICMP and ICMPv6. */
  public record Query(int id, int type, int code) implements Inner {}

  /** Of any other protocol: nothing. */
  public record Bare() implements Inner {}

  public IpFamily family() {
    return IpFamily.of(source);
  }
}
