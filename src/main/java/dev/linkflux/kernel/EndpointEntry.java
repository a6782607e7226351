package dev.linkflux.kernel;

import java.net.InetAddress;

/**
 * An MPTCP endpoint: an address that connections of this network namespace may use for subflows.
 * The kernel holds at most eight, and one of an address and port.
 *
 * @param id by which it is removed and under which the peer knows the address, 1 to 255
 * @param index of the interface its subflows are bound to; 0 for none
 * @param flags {@link #SIGNAL}, {@link #SUBFLOW}, ... or-ed; bits that have no name here are kept
 * @param port that it announces and listens on, as {@link #SIGNAL} may; 0 for none
 */
public record EndpointEntry(int id, InetAddress address, int index, int flags, int port) {
  /** Announced to the peer, which then opens subflows to it (MPTCP_PM_ADDR_FLAG_...). */
  public static final int SIGNAL = 1;

  /** Subflows are opened from it. */
  public static final int SUBFLOW = 1 << 1;

  /** Its subflows carry nothing while there are others. */
  public static final int BACKUP = 1 << 2;

  /** Subflows are opened from it to every address of the peer. */
  public static final int FULLMESH = 1 << 3;

  /** Made by the kernel itself for a subflow of an address that nobody had given it. */
  public static final int IMPLICIT = 1 << 4;

  public EndpointEntry {
    if (id < 1 || id > 255 || index < 0 || port < 0 || port > 0xffff) {
      throw new IllegalArgumentException(
          "an MPTCP endpoint of id " + id + ", interface " + index + ", port " + port);
    }
  }

  /** One without a port. */
  public EndpointEntry(int id, InetAddress address, int index, int flags) {
    this(id, address, index, flags, 0);
  }

  /** The same with other flags. */
  public EndpointEntry withFlags(int other) {
    return new EndpointEntry(id, address, index, other, port);
  }

  /** Whether all of these flags are set. */
  public boolean is(int wanted) {
    return (flags & wanted) == wanted;
  }

  public IpFamily family() {
    return IpFamily.of(address);
  }
}
