package dev.linkflux.route;

import dev.linkflux.uplink.UplinkId;

/**
 * The numbers that are ours in the kernel, and what is done there.
 *
 * @param protocol route protocol number that everything of ours carries
 * @param tables number of the first uplink's table; the others follow
 * @param marks firewall mark of the first uplink; the others follow
 * @param metric of the main default route; those in waiting follow
 * @param priority of our first rule
 * @param flows what becomes of the flows of an uplink that does not carry any more
 * @param fullmesh true if MPTCP endpoints open subflows to every address of a peer
 * @param limits of Multipath TCP, where an uplink has a part in it
 */
public record Routing(
    int protocol,
    int tables,
    int marks,
    int metric,
    int priority,
    Flows flows,
    boolean fullmesh,
    Limits limits) {
  public static final Routing DEFAULT = new Routing(76, 1001, 0x1000, 10, 20_000);

  /** Which bits of a mark are ours; the others are for whoever else marks. */
  public static final int MASK = 0xffff;

  /** One that is as usual but for the numbers. */
  public Routing(int protocol, int tables, int marks, int metric, int priority) {
    this(
        protocol,
        tables,
        marks,
        metric,
        priority,
        Flows.EXPIRE,
        false,
        new Limits(Limits.MOST, Limits.MOST));
  }

  /** The uplink's own routing table. */
  int table(UplinkId uplink) {
    return tables + uplink.ordinal();
  }

  /** The uplink's own firewall mark, under {@link #MASK}. */
  int mark(UplinkId uplink) {
    return marks + uplink.ordinal();
  }
}
