package dev.linkflux.kernel;

import org.jspecify.annotations.Nullable;

/** Links as rtnetlink says them: struct ifinfomsg and IFLA_... attributes. */
final class LinkCodec {
  private LinkCodec() {}

  static NetlinkWriter write(NetlinkWriter writer, LinkEntry link) {
    return writer
        .u8(Linux.AF_UNSPEC)
        .u8(0)
        .u16(0)
        .s32(link.index())
        .s32(link.flags())
        .s32(0)
        .attribute(Netlink.IFLA_IFNAME, link.name())
        .attribute32(Netlink.IFLA_MTU, (int) link.mtu())
        .attribute8(Netlink.IFLA_OPERSTATE, link.operState());
  }

  /** Null if the message is not about an interface as such, but about its place in a bridge. */
  static @Nullable LinkEntry read(NetlinkReader reader) throws MalformedNetlinkException {
    int family = reader.u8();
    reader.skip(3);
    int index = reader.s32();
    int flags = reader.s32();
    reader.skip(4);
    if (family != Linux.AF_UNSPEC) {
      // A bridge sends RTM_DELLINK when an interface leaves it; the interface itself lives on.
      return null;
    }
    var link =
        new Object() {
          String name = "";
          int operState;
          long mtu;
        };
    reader.attributes(
        (type, value) -> {
          switch (type) {
            case Netlink.IFLA_IFNAME -> link.name = value.text();
            case Netlink.IFLA_MTU -> link.mtu = value.u32();
            case Netlink.IFLA_OPERSTATE -> link.operState = value.u8();
            default -> {}
          }
        });
    if (index < 1) {
      throw new MalformedNetlinkException("a link with index " + index);
    }
    return new LinkEntry(index, link.name, flags, link.operState, link.mtu);
  }

  /** What the interface of such a message has counted; null if the message does not tell. */
  static @Nullable LinkTraffic readTraffic(NetlinkReader reader) throws MalformedNetlinkException {
    int family = reader.u8();
    reader.skip(3);
    int index = reader.s32();
    reader.skip(8);
    var found =
        new Object() {
          @Nullable LinkTraffic traffic;
        };
    reader.attributes(
        (type, value) -> {
          if (type == Netlink.IFLA_STATS64) {
            // struct rtnl_link_stats64 begins with the packets received and sent.
            value.skip(2 * Long.BYTES);
            found.traffic = new LinkTraffic(index, value.s64(), value.s64());
          }
        });
    return family == Linux.AF_UNSPEC ? found.traffic : null;
  }
}
