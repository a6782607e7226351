package dev.linkflux.kernel;

import static dev.linkflux.kernel.RouteEntry.TABLE_MAIN;

import dev.linkflux.kernel.RouteRequest.AddRoute;
import dev.linkflux.kernel.RouteRequest.AddRule;
import dev.linkflux.kernel.RouteRequest.DeleteRoute;
import dev.linkflux.kernel.RouteRequest.DeleteRule;
import dev.linkflux.kernel.RouteRequest.ReplaceRoute;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every kind of change that we ask the kernel for, beside the words that make {@code ip} ask for
 * the same. What {@code ip} would fill in by itself otherwise than we do is said in its words:
 * kind, protocol, and scope (of IPv6 routes, which have none, it would say "link"). Done in this
 * order each of them is carried out, on interfaces w1 and w2, of the indexes 701 and 702.
 */
final class IpCommands {
  static final int W1 = 701;
  static final int W2 = 702;

  private static final int OURS = 76;
  private static final long HIGH = 1001;

  /** A change in both languages. */
  record Row(String words, RouteRequest request) {
    IpFamily family() {
      return switch (request) {
        case AddRoute(var route) -> route.family();
        case ReplaceRoute(var route) -> route.family();
        case DeleteRoute(var route) -> route.family();
        case AddRule(var rule) -> rule.family();
        case DeleteRule(var rule) -> rule.family();
      };
    }
  }

  /** What we send for these rows, as lines: the words, then the bytes, with the sequence 0. */
  static List<String> lines(List<Row> rows) {
    List<byte[]> messages = new ArrayList<>();
    for (Row row : rows) {
      ByteBuffer message =
          RouteRequestCodec.write(row.request())
              .finish(Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK, 0);
      byte[] bytes = new byte[message.remaining()];
      message.get(bytes);
      messages.add(bytes);
    }
    return lines(rows, messages);
  }

  /** As {@link #lines(List)}, of messages that somebody else made for them. */
  static List<String> lines(List<Row> rows, List<byte[]> messages) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      lines.add("ip " + flag(rows.get(i).family()) + " " + rows.get(i).words());
      lines.add("  " + HexFormat.of().formatHex(messages.get(i)));
    }
    return lines;
  }

  static String flag(IpFamily family) {
    return family == IpFamily.V4 ? "-4" : "-6";
  }

  private IpCommands() {}

  static InetAddress ip(String address) {
    return InetAddress.ofLiteral(address);
  }

  /** All of them, those of IPv4 first, in the order in which they can be done. */
  static List<Row> rows() {
    return Stream.of(IpFamily.values()).flatMap(family -> rows(family).stream()).toList();
  }

  /** Those of one family. */
  static List<Row> rows(IpFamily family) {
    List<Row> rows = new ArrayList<>();
    IpRouteCommands.defaults(rows);
    IpRouteCommands.networks(rows);
    IpRouteCommands.multipath(rows);
    rules(rows);
    return rows.stream().filter(row -> row.family() == family).toList();
  }

  /** It is added and deleted. */
  private static void rule(List<Row> rows, String words, RuleEntry rule) {
    rows.add(new Row("rule add " + words, new AddRule(rule)));
    rows.add(new Row("rule del " + words, new DeleteRule(rule)));
  }

  private static void rules(List<Row> rows) {
    IpPrefix host4 = IpPrefix.host(ip("10.1.0.2"));
    IpPrefix host6 = IpPrefix.host(ip("fd01::2"));
    rule(
        rows,
        "priority 1000 table 1001 protocol 76 from 10.1.0.2 type unicast",
        RuleEntry.fromSource(1000, host4, HIGH, OURS));
    rule(
        rows,
        "priority 1000 table 1001 protocol 76 from fd01::2 type unicast",
        RuleEntry.fromSource(1000, host6, HIGH, OURS));
    rule(
        rows,
        "priority 900 table main protocol 76 from 10.1.0.2 type unicast",
        RuleEntry.fromSource(900, host4, TABLE_MAIN, OURS));
    for (IpFamily family : IpFamily.values()) {
      rule(
          rows,
          "priority 1001 table 1001 protocol 76 fwmark 0x1001/0xffff type unicast",
          RuleEntry.forMark(family, 1001, 0x1001, 0xffff, HIGH, OURS));
      rule(
          rows,
          "priority 1002 table 1001 protocol 76 oif w1 type unicast",
          RuleEntry.forOutput(family, 1002, "w1", HIGH, OURS));
      rule(
          rows,
          "priority 999 table main protocol 76 oif w1 suppress_prefixlength 0 type unicast",
          RuleEntry.forOutput(family, 999, "w1", TABLE_MAIN, OURS).withSuppressPrefixLength(0));
    }
  }
}
