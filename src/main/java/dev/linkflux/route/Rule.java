package dev.linkflux.route;

import dev.linkflux.uplink.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is ours: what matches looks into the table.
 *
 * @param priority lower is asked first
 * @param ipv6 the family
 * @param source packets from there, or null for any
 * @param mark packets with that firewall mark (under {@code mask}), 0 for any
 * @param mask which bits of the mark count
 * @param outgoing packets of sockets bound to that interface, or null for any
 * @param table number of the routing table
 * @param suppressed routes of that length or shorter do not count there (0: default routes do not);
 *     {@link #NOTHING} if all do
 */
public record Rule(
    int priority,
    boolean ipv6,
    @Nullable Prefix source,
    int mark,
    int mask,
    @Nullable String outgoing,
    int table,
    int suppressed) {
  /** All routes of the table count. */
  public static final int NOTHING = -1;

  /** One for which all routes of the table count. */
  public Rule(
      int priority,
      boolean ipv6,
      @Nullable Prefix source,
      int mark,
      int mask,
      @Nullable String outgoing,
      int table) {
    this(priority, ipv6, source, mark, mask, outgoing, table, NOTHING);
  }

  @Override
  public String toString() {
    return (ipv6 ? "-6 " : "")
        + (priority + ":")
        + (source == null ? "" : " from " + source)
        + (mark == 0 ? "" : " fwmark 0x%x/0x%x".formatted(mark, mask))
        + (outgoing == null ? "" : " oif " + outgoing)
        + (" lookup " + (table == Route.MAIN ? "main" : table))
        + (suppressed == NOTHING ? "" : " suppress_prefixlength " + suppressed);
  }
}
