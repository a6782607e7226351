package dev.linkflux.route;

import dev.linkflux.uplink.Mptcp;
import java.net.InetAddress;

/**
 * An MPTCP endpoint that is ours. The kernel holds at most one of an address, and eight in all.
 *
 * @param device name of the interface
 * @param index the kernel's index of the interface
 * @param kind what it is for; not {@link Mptcp#OFF}
 * @param fullmesh true if a subflow is opened from there to every address of the peer
 */
public record Endpoint(
    InetAddress address, String device, int index, Mptcp kind, boolean fullmesh) {
  /** How many the kernel takes (MPTCP_PM_ADDR_MAX). */
  public static final int MOST = 8;

  public Endpoint {
    if (kind == Mptcp.OFF || (fullmesh && kind == Mptcp.SIGNAL)) {
      throw new IllegalArgumentException(
          "an endpoint that is " + kind + (fullmesh ? " and fullmesh" : ""));
    }
  }

  /** As {@code ip mptcp endpoint} says it. */
  @Override
  public String toString() {
    String flags =
        switch (kind) {
          case OFF -> "";
          case SUBFLOW -> " subflow";
          case BACKUP -> " subflow backup";
          case SIGNAL -> " signal";
        };
    return address.getHostAddress() + " dev " + device + flags + (fullmesh ? " fullmesh" : "");
  }
}
