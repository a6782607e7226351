package dev.linkflux.kernel;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes as rtnetlink says them: struct rtmsg and RTA_... attributes; written in the order in which
 * iproute2 writes them, so that a trace of ours is read like one of {@code ip}.
 */
final class RouteCodec {
  private static final int NEXT_HOP_BYTES = 8;
  private static final int MAX_SHORT_TABLE = 255;

  private RouteCodec() {}

  static NetlinkWriter write(NetlinkWriter writer, RouteEntry route) {
    IpPrefix destination = route.destination();
    writer
        .u8(route.family().number())
        .u8(destination.length())
        .u8(0)
        .u8(0)
        .u8(route.table() > MAX_SHORT_TABLE ? 0 : (int) route.table())
        .u8(route.protocol())
        .u8(route.scope())
        .u8(route.type())
        .s32(route.onLink() ? Netlink.RTNH_F_ONLINK : 0);
    writer.attribute(Netlink.RTA_DST, destination.address());
    writeGateway(writer, route.family(), route.gateway());
    if (route.metric() != 0) {
      writer.attribute32(Netlink.RTA_PRIORITY, (int) route.metric());
    }
    if (route.preferredSource() != null) {
      writer.attribute(Netlink.RTA_PREFSRC, route.preferredSource());
    }
    if (route.table() > MAX_SHORT_TABLE) {
      writer.attribute32(Netlink.RTA_TABLE, (int) route.table());
    }
    if (route.interfaceIndex() != 0) {
      writer.attribute32(Netlink.RTA_OIF, route.interfaceIndex());
    }
    if (!route.nextHops().isEmpty()) {
      int all = writer.begin(Netlink.RTA_MULTIPATH);
      for (NextHop hop : route.nextHops()) {
        writeNextHop(writer, route.family(), hop);
      }
      writer.end(all);
    }
    return writer;
  }

  /**
   * struct rtnexthop: length, flags (one byte), weight less one (one byte), interface; then
   * attributes. The two bytes stand where an attribute has its type, low byte first.
   */
  private static void writeNextHop(NetlinkWriter writer, IpFamily family, NextHop hop) {
    int flags = hop.onLink() ? Netlink.RTNH_F_ONLINK : 0;
    int start = writer.begin(flags | (hop.weight() - 1) << 8);
    writer.s32(hop.interfaceIndex());
    writeGateway(writer, family, hop.gateway());
    writer.end(start);
  }

  private static void writeGateway(
      NetlinkWriter writer, IpFamily family, @Nullable InetAddress gateway) {
    if (gateway == null) {
      return;
    }
    IpFamily gatewayFamily = IpFamily.of(gateway);
    if (gatewayFamily == family) {
      writer.attribute(Netlink.RTA_GATEWAY, gateway);
      return;
    }
    // struct rtvia: a router of the other family.
    int start = writer.begin(Netlink.RTA_VIA);
    writer.u16(gatewayFamily.number()).bytes(gateway.getAddress()).end(start);
  }

  /** Null if it is neither IPv4 nor IPv6, or an entry of the route cache. */
  static @Nullable RouteEntry read(NetlinkReader reader) throws MalformedNetlinkException {
    IpFamily family = IpFamily.ofNumber(reader.u8());
    int length = reader.u8();
    reader.skip(2);
    int shortTable = reader.u8();
    int protocol = reader.u8();
    int scope = reader.u8();
    int kind = reader.u8();
    int flags = reader.s32();
    if (family == null || (flags & Netlink.RTM_F_CLONED) != 0) {
      return null;
    }
    var route =
        new Object() {
          InetAddress destination = family.any();
          @Nullable InetAddress gateway;
          @Nullable InetAddress source;
          int oif;
          long metric;
          long table = shortTable;
          List<NextHop> hops = List.of();
        };
    reader.attributes(
        (type, value) -> {
          switch (type) {
            case Netlink.RTA_DST -> route.destination = value.address(family);
            case Netlink.RTA_GATEWAY -> route.gateway = value.address(family);
            case Netlink.RTA_VIA -> route.gateway = readVia(value);
            case Netlink.RTA_PREFSRC -> route.source = value.address(family);
            case Netlink.RTA_OIF -> route.oif = value.s32();
            case Netlink.RTA_PRIORITY -> route.metric = value.u32();
            case Netlink.RTA_TABLE -> route.table = value.u32();
            case Netlink.RTA_MULTIPATH -> route.hops = readNextHops(value, family);
            default -> {}
          }
        });
    return new RouteEntry(
        prefix(route.destination, length),
        route.gateway,
        route.oif,
        route.metric,
        route.table,
        protocol,
        scope,
        kind,
        (flags & Netlink.RTNH_F_ONLINK) != 0,
        route.source,
        route.hops);
  }

  private static List<NextHop> readNextHops(NetlinkReader reader, IpFamily family)
      throws MalformedNetlinkException {
    List<NextHop> hops = new ArrayList<>();
    while (reader.remaining() >= NEXT_HOP_BYTES) {
      int length = reader.u16();
      int flags = reader.u8();
      int weight = reader.u8() + 1;
      int oif = reader.s32();
      var gateway =
          new Object() {
            @Nullable InetAddress address;
          };
      // A length below that of the header makes a negative count, which is refused.
      reader
          .part(length - NEXT_HOP_BYTES)
          .attributes(
              (type, value) -> {
                switch (type) {
                  case Netlink.RTA_GATEWAY -> gateway.address = value.address(family);
                  case Netlink.RTA_VIA -> gateway.address = readVia(value);
                  default -> {}
                }
              });
      reader.pad(length);
      hops.add(new NextHop(gateway.address, oif, weight, (flags & Netlink.RTNH_F_ONLINK) != 0));
    }
    return hops;
  }

  private static InetAddress readVia(NetlinkReader value) throws MalformedNetlinkException {
    int number = value.u16();
    IpFamily family = IpFamily.ofNumber(number);
    if (family == null) {
      throw new MalformedNetlinkException("a gateway of address family " + number);
    }
    return value.address(family);
  }

  /** A prefix as it came. Rules may have bits beyond it, which mean nothing. */
  static IpPrefix prefix(InetAddress address, int length) throws MalformedNetlinkException {
    if (length > IpFamily.of(address).addressBits()) {
      throw new MalformedNetlinkException("a prefix of " + length + " bits for " + address);
    }
    return IpPrefix.around(address, length);
  }
}
