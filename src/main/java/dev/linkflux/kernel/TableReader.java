package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads whole tables of rtnetlink: links, addresses, routes, rules. */
final class TableReader {
  /** RTPROT_UNSPEC: asks for the routes of all protocols. */
  static final int ANY_PROTOCOL = 0;

  // Strict checks want these whole, and zero where they say nothing: struct ifinfomsg, ifaddrmsg,
  // rtmsg, fib_rule_hdr. All begin with the family.
  private static final int LINK_HEADER_BYTES = 16;
  private static final int ADDRESS_HEADER_BYTES = 8;
  private static final int ROUTE_HEADER_BYTES = 12;
  private static final int RULE_HEADER_BYTES = 12;

  /** Where struct rtmsg has the length of its destination. */
  private static final int ROUTE_LENGTH = 1;

  /** Where struct rtmsg has its protocol. */
  private static final int ROUTE_PROTOCOL = 5;

  /** Tables that are read anew because they changed meanwhile. */
  private static final int ATTEMPTS = 10;

  private final NetlinkSocket socket;

  TableReader(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Decodes one message; null for one that is not of interest. */
  @FunctionalInterface
  private interface Decoder<T> {
    @Nullable T read(NetlinkReader body) throws MalformedNetlinkException;
  }

  List<LinkEntry> links() throws IOException {
    NetlinkWriter request =
        new NetlinkWriter(Netlink.RTM_GETLINK, 0).bytes(new byte[LINK_HEADER_BYTES]);
    return read(request, Netlink.RTM_NEWLINK, "all links", LinkCodec::read, _ -> true);
  }

  List<AddressEntry> addresses() throws IOException {
    List<AddressEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NetlinkWriter request = request(Netlink.RTM_GETADDR, family, ADDRESS_HEADER_BYTES);
      all.addAll(
          readOf(
              family,
              request,
              Netlink.RTM_NEWADDR,
              "addresses",
              AddressCodec::read,
              entry -> entry.family() == family));
    }
    return all;
  }

  /** Those of one protocol, or of {@link #ANY_PROTOCOL}. */
  List<RouteEntry> routes(int protocol) throws IOException {
    return routes(protocol, RouteCodec::read);
  }

  /** Those to everywhere; the kernel cannot be asked for them alone. */
  List<RouteEntry> defaultRoutes() throws IOException {
    return routes(
        ANY_PROTOCOL, body -> body.peek(ROUTE_LENGTH) == 0 ? RouteCodec.read(body) : null);
  }

  private List<RouteEntry> routes(int protocol, Decoder<RouteEntry> decoder) throws IOException {
    List<RouteEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      byte[] header = new byte[ROUTE_HEADER_BYTES];
      header[0] = (byte) family.number();
      header[ROUTE_PROTOCOL] = (byte) protocol;
      NetlinkWriter request = new NetlinkWriter(Netlink.RTM_GETROUTE, 0).bytes(header);
      all.addAll(
          readOf(
              family,
              request,
              Netlink.RTM_NEWROUTE,
              "routes",
              decoder,
              // An older kernel sends those of all protocols, see NetlinkOptions.
              entry ->
                  entry.family() == family
                      && (protocol == ANY_PROTOCOL || entry.protocol() == protocol)));
    }
    return all;
  }

  List<RuleEntry> rules() throws IOException {
    // The kernel sends a long table in parts, counts the rules to go on where it was, and for rules
    // alone does not say that they changed meanwhile: one may then be missing, another come twice.
    List<RuleEntry> before = rulesOnce();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<RuleEntry> again = rulesOnce();
      if (again.equals(before)) {
        return again;
      }
      before = again;
    }
    throw unsteady(Netlink.RTM_GETRULE, "rules");
  }

  private List<RuleEntry> rulesOnce() throws IOException {
    List<RuleEntry> all = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      NetlinkWriter request = request(Netlink.RTM_GETRULE, family, RULE_HEADER_BYTES);
      all.addAll(
          readOf(
              family,
              request,
              Netlink.RTM_NEWRULE,
              "rules",
              RuleCodec::read,
              entry -> entry.family() == family));
    }
    return all;
  }

  private static NetlinkWriter request(int type, IpFamily family, int headerBytes) {
    return new NetlinkWriter(type, 0).u8(family.number()).bytes(new byte[headerBytes - 1]);
  }

  private <T> List<T> readOf(
      IpFamily family,
      NetlinkWriter request,
      int type,
      String what,
      Decoder<T> decoder,
      Predicate<T> wanted)
      throws IOException {
    try {
      return read(request, type, family + " " + what, decoder, wanted);
    } catch (NetlinkException e) {
      if (family == IpFamily.V6 && (e.is(Errno.EAFNOSUPPORT) || e.is(Errno.EOPNOTSUPP))) {
        // A kernel without IPv6 has nothing of IPv6.
        return List.of();
      }
      throw e;
    }
  }

  /** Decodes while it reads: of a large table, nothing is kept that nobody wants. */
  private <T> List<T> read(
      NetlinkWriter request, int type, String what, Decoder<T> decoder, Predicate<T> wanted)
      throws IOException {
    List<T> entries = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      entries.clear();
      boolean consistent =
          socket.dump(
              request,
              what,
              message -> {
                T entry = message.type() == type ? decoder.read(message.body()) : null;
                if (entry != null && wanted.test(entry)) {
                  entries.add(entry);
                }
              });
      if (consistent) {
        return entries;
      }
    }
    throw unsteady(request.type(), what);
  }

  private static NetlinkException unsteady(int type, String what) {
    return new NetlinkException(
        Netlink.routeRequestName(type), Errno.EINTR.number(), what, "the table keeps changing");
  }
}
