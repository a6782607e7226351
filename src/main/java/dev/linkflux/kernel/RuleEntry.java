package dev.linkflux.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A policy rule: packets that meet all its conditions are looked up in its table.
 *
 * @param priority 0 to 2^32-1, the smaller is asked first
 * @param from condition on the source; {@link IpPrefix#all} for none
 * @param to condition on the destination; {@link IpPrefix#all} for none
 * @param mark condition on the mark, under the mask
 * @param markMask which bits of the mark count; 0 for no condition
 * @param inputInterface where the packet came in ("lo" for our own), null for no condition
 * @param outputInterface what the socket is bound to, null for no condition
 * @param action FR_ACT_...: {@link #LOOKUP}, {@link #UNREACHABLE}, ...
 * @param table to look up; 0 if the action is another
 * @param suppressPrefixLength routes found with a prefix no longer than this do not count (0:
 *     default routes do not); -1 for all count
 * @param inverted whether the rule is for packets that do not meet the conditions
 * @param protocol who made the rule: RTPROT_...
 */
public record RuleEntry(
    long priority,
    IpPrefix from,
    IpPrefix to,
    int mark,
    int markMask,
    @Nullable String inputInterface,
    @Nullable String outputInterface,
    int action,
    long table,
    int suppressPrefixLength,
    boolean inverted,
    int protocol) {
  public static final int LOOKUP = 1;
  public static final int BLACKHOLE = 6;
  public static final int UNREACHABLE = 7;
  public static final int PROHIBIT = 8;

  public RuleEntry {
    if (from.family() != to.family()) {
      throw new IllegalArgumentException("a rule from " + from + " to " + to);
    }
  }

  /** Packets from this source. */
  public static RuleEntry fromSource(long priority, IpPrefix from, long table, int protocol) {
    IpPrefix all = IpPrefix.all(from.family());
    return new RuleEntry(priority, from, all, 0, 0, null, null, LOOKUP, table, -1, false, protocol);
  }

  /** Packets with this mark. */
  public static RuleEntry forMark(
      IpFamily family, long priority, int mark, int mask, long table, int protocol) {
    IpPrefix all = IpPrefix.all(family);
    return new RuleEntry(
        priority, all, all, mark, mask, null, null, LOOKUP, table, -1, false, protocol);
  }

  /** Packets of sockets that are bound to this interface. */
  public static RuleEntry forOutput(
      IpFamily family, long priority, String outputInterface, long table, int protocol) {
    IpPrefix all = IpPrefix.all(family);
    return new RuleEntry(
        priority, all, all, 0, 0, null, outputInterface, LOOKUP, table, -1, false, protocol);
  }

  /** The same, but routes with a prefix no longer than this do not count; -1 for all count. */
  public RuleEntry withSuppressPrefixLength(int length) {
    return new RuleEntry(
        priority,
        from,
        to,
        mark,
        markMask,
        inputInterface,
        outputInterface,
        action,
        table,
        length,
        inverted,
        protocol);
  }

  public IpFamily family() {
    return from.family();
  }
}
