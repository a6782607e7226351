package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes links, addresses, routes and rules of one network namespace. Calls block for
 * microseconds; they are not for event loops. Refusals are {@link NetlinkException}s, with the
 * kernel's own words.
 */
public final class Rtnetlink implements AutoCloseable {
  private static final int ROUTE_HEADER_PADDING = 11;
  private static final int ADDRESS_HEADER_PADDING = 7;
  private static final int LINK_HEADER_PADDING = 15;

  private static final int RULE_ATTEMPTS = 10;

  private final NetlinkSocket socket;

  private Rtnetlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens it in the present network namespace, to which it stays tied. */
  public static Rtnetlink open() throws SystemCallException {
    return new Rtnetlink(NetlinkSocket.open(NetlinkSocket.ROUTE));
  }

  /** All interfaces. */
  public List<LinkEntry> links() throws IOException {
    NetlinkWriter request = table(Netlink.RTM_GETLINK, Linux.AF_UNSPEC, LINK_HEADER_PADDING);
    return read(request, Netlink.RTM_NEWLINK, "all links", LinkCodec::read);
  }

  /** What an interface has counted; null if there is none of that name. */
  public @Nullable LinkTraffic traffic(String device) throws IOException {
    NetlinkWriter request =
        table(Netlink.RTM_GETLINK, Linux.AF_UNSPEC, LINK_HEADER_PADDING)
            .attribute(Netlink.IFLA_IFNAME, device);
    try {
      for (NetlinkMessage message : socket.request(request, device)) {
        if (message.type() == Netlink.RTM_NEWLINK) {
          return LinkCodec.readTraffic(message.body());
        }
      }
      return null;
    } catch (NetlinkException e) {
      if (e.is(Errno.ENODEV)) {
        return null;
      }
      throw e;
    }
  }

  /** All addresses, IPv4 first. */
  public List<AddressEntry> addresses() throws IOException {
    List<AddressEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NetlinkWriter request = table(Netlink.RTM_GETADDR, family.number(), ADDRESS_HEADER_PADDING);
      readOf(family, request, Netlink.RTM_NEWADDR, "addresses", AddressCodec::read).stream()
          .filter(entry -> entry.family() == family)
          .forEach(all::add);
    }
    return all;
  }

  /** All routes of all tables, IPv4 first. */
  public List<RouteEntry> routes() throws IOException {
    List<RouteEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NetlinkWriter request = table(Netlink.RTM_GETROUTE, family.number(), ROUTE_HEADER_PADDING);
      readOf(family, request, Netlink.RTM_NEWROUTE, "routes", RouteCodec::read).stream()
          .filter(entry -> entry.family() == family)
          .forEach(all::add);
    }
    return all;
  }

  /** All rules, IPv4 first. EINTR if they never stood still. */
  public List<RuleEntry> rules() throws IOException {
    // The kernel sends a long table in parts, counts the rules to go on where it was, and for rules
    // alone does not say that they changed meanwhile: one may then be missing, another come twice.
    List<RuleEntry> before = rulesOnce();
    for (int attempt = 0; attempt < RULE_ATTEMPTS; attempt++) {
      List<RuleEntry> again = rulesOnce();
      if (again.equals(before)) {
        return again;
      }
      before = again;
    }
    throw new NetlinkException(
        "RTM_GETRULE", Errno.EINTR.number(), "rules", "the table keeps changing");
  }

  private List<RuleEntry> rulesOnce() throws IOException {
    List<RuleEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NetlinkWriter request = table(Netlink.RTM_GETRULE, family.number(), ROUTE_HEADER_PADDING);
      readOf(family, request, Netlink.RTM_NEWRULE, "rules", RuleCodec::read).stream()
          .filter(entry -> entry.family() == family)
          .forEach(all::add);
    }
    return all;
  }

  /** Adds a route; EEXIST if there is one with that destination, table and metric. */
  public void add(RouteEntry route) throws IOException {
    change(Netlink.RTM_NEWROUTE, Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL, route);
  }

  /**
   * Puts a route in the place of the one with the same destination, table and metric, in one step,
   * or adds it. Of whatever protocol that one is.
   */
  public void replace(RouteEntry route) throws IOException {
    change(Netlink.RTM_NEWROUTE, Netlink.NLM_F_CREATE | Netlink.NLM_F_REPLACE, route);
  }

  /** Takes a route away; ESRCH if there is none like it, of the same protocol. */
  public void delete(RouteEntry route) throws IOException {
    change(Netlink.RTM_DELROUTE, 0, route);
  }

  /** Adds a rule; EEXIST if there is the same already. */
  public void add(RuleEntry rule) throws IOException {
    change(Netlink.RTM_NEWRULE, Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL, rule);
  }

  /** Takes a rule away; ENOENT if there is none like it, of the same protocol. */
  public void delete(RuleEntry rule) throws IOException {
    change(Netlink.RTM_DELRULE, 0, rule);
  }

  private void change(int type, int flags, RouteEntry route) throws IOException {
    List<NetlinkMessage> _ =
        socket.request(
            RouteCodec.write(new NetlinkWriter(type, flags), route),
            route.destination() + " in table " + route.table());
  }

  private void change(int type, int flags, RuleEntry rule) throws IOException {
    List<NetlinkMessage> _ =
        socket.request(
            RuleCodec.write(new NetlinkWriter(type, flags), rule), "rule " + rule.priority());
  }

  /** Decodes one message; null for one that is not of interest. */
  @FunctionalInterface
  private interface Decoder<T> {
    @Nullable T read(NetlinkReader body) throws MalformedNetlinkException;
  }

  private static NetlinkWriter table(int type, int family, int padding) {
    return new NetlinkWriter(type, 0).u8(family).bytes(new byte[padding]);
  }

  private <T> List<T> readOf(
      IpFamily family, NetlinkWriter request, int type, String what, Decoder<T> decoder)
      throws IOException {
    try {
      return read(request, type, family + " " + what, decoder);
    } catch (NetlinkException e) {
      if (family == IpFamily.V6 && (e.is(Errno.EAFNOSUPPORT) || e.is(Errno.EOPNOTSUPP))) {
        // A kernel without IPv6 has nothing of IPv6.
        return List.of();
      }
      throw e;
    }
  }

  private <T> List<T> read(NetlinkWriter request, int type, String what, Decoder<T> decoder)
      throws IOException {
    List<T> entries = new ArrayList<>();
    for (NetlinkMessage message : socket.dump(request, what)) {
      T entry = message.type() == type ? decoder.read(message.body()) : null;
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  @Override
  public void close() {
    socket.close();
  }
}
