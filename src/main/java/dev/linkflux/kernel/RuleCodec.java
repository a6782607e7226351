package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Rules as rtnetlink says them: struct fib_rule_hdr and FRA_... attributes; written in the order in
 * which iproute2 writes them.
 */
final class RuleCodec {
  private static final int FIB_RULE_INVERT = 2;
  private static final int MAX_SHORT_TABLE = 255;

  private RuleCodec() {}

  static NetlinkWriter write(NetlinkWriter writer, RuleEntry rule) {
    writer
        .u8(rule.family().number())
        .u8(rule.to().length())
        .u8(rule.from().length())
        .u8(0)
        .u8(rule.table() > MAX_SHORT_TABLE ? 0 : (int) rule.table())
        .u8(0)
        .u8(0)
        .u8(rule.action())
        .s32(rule.inverted() ? FIB_RULE_INVERT : 0)
        .attribute32(Netlink.FRA_PRIORITY, (int) rule.priority());
    if (rule.table() > MAX_SHORT_TABLE) {
      writer.attribute32(Netlink.FRA_TABLE, (int) rule.table());
    }
    writer.attribute8(Netlink.FRA_PROTOCOL, rule.protocol());
    if (rule.to().length() > 0) {
      writer.attribute(Netlink.FRA_DST, rule.to().address());
    }
    if (rule.from().length() > 0) {
      writer.attribute(Netlink.FRA_SRC, rule.from().address());
    }
    if (rule.mark() != 0 || rule.markMask() != 0) {
      writer
          .attribute32(Netlink.FRA_FWMARK, rule.mark())
          .attribute32(Netlink.FRA_FWMASK, rule.markMask());
    }
    if (rule.inputInterface() != null) {
      writer.attribute(Netlink.FRA_IIFNAME, rule.inputInterface());
    }
    if (rule.outputInterface() != null) {
      writer.attribute(Netlink.FRA_OIFNAME, rule.outputInterface());
    }
    if (rule.suppressPrefixLength() >= 0) {
      writer.attribute32(Netlink.FRA_SUPPRESS_PREFIXLEN, rule.suppressPrefixLength());
    }
    return writer;
  }

  /** Null if the rule is neither for IPv4 nor IPv6. */
  static @Nullable RuleEntry read(NetlinkReader reader) throws MalformedNetlinkException {
    IpFamily family = IpFamily.ofNumber(reader.u8());
    int toLength = reader.u8();
    int fromLength = reader.u8();
    reader.skip(1);
    int shortTable = reader.u8();
    reader.skip(2);
    int action = reader.u8();
    int flags = reader.s32();
    if (family == null) {
      return null;
    }
    var rule =
        new Object() {
          InetAddress to = family.any();
          InetAddress from = family.any();
          long priority;
          long table = shortTable;
          int protocol;
          int mark;
          int mask;
          int suppress = -1;
          @Nullable String input;
          @Nullable String output;
        };
    reader.attributes(
        (type, value) -> {
          switch (type) {
            case Netlink.FRA_DST -> rule.to = value.address(family);
            case Netlink.FRA_SRC -> rule.from = value.address(family);
            case Netlink.FRA_PRIORITY -> rule.priority = value.u32();
            case Netlink.FRA_TABLE -> rule.table = value.u32();
            case Netlink.FRA_PROTOCOL -> rule.protocol = value.u8();
            case Netlink.FRA_FWMARK -> rule.mark = value.s32();
            case Netlink.FRA_FWMASK -> rule.mask = value.s32();
            case Netlink.FRA_SUPPRESS_PREFIXLEN -> rule.suppress = value.s32();
            case Netlink.FRA_IIFNAME -> rule.input = value.text();
            case Netlink.FRA_OIFNAME -> rule.output = value.text();
            default -> {}
          }
        });
    return new RuleEntry(
        rule.priority,
        RouteCodec.prefix(rule.from, fromLength),
        RouteCodec.prefix(rule.to, toLength),
        rule.mark,
        rule.mask,
        rule.input,
        rule.output,
        action,
        rule.table,
        rule.suppress,
        (flags & FIB_RULE_INVERT) != 0,
        rule.protocol);
  }
}
