package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * MPTCP endpoints and limits as the generic netlink family mptcp_pm says them, in the order of
 * {@code ip mptcp}.
 */
final class EndpointCodec {
  private EndpointCodec() {}

  /** All of it, as to add an endpoint takes it. */
  static NetlinkWriter write(NetlinkWriter writer, EndpointEntry endpoint) {
    int start = begin(writer, endpoint.id());
    flags(writer, endpoint.flags());
    if (endpoint.index() != 0) {
      writer.attribute32(Genetlink.MPTCP_PM_ADDR_ATTR_IF_IDX, endpoint.index());
    }
    address(writer, endpoint.address());
    if (endpoint.port() != 0) {
      writer.attribute16(Genetlink.MPTCP_PM_ADDR_ATTR_PORT, endpoint.port());
    }
    return writer.end(start);
  }

  /**
   * Which one, and those of its flags that can be changed. The kernel goes by the address where it
   * is given one, and by the id otherwise.
   */
  static NetlinkWriter writeFlags(NetlinkWriter writer, EndpointEntry endpoint) {
    int start = begin(writer, endpoint.id());
    flags(writer, endpoint.flags() & (EndpointEntry.BACKUP | EndpointEntry.FULLMESH));
    address(writer, endpoint.address());
    return writer.end(start);
  }

  /** Just which one: the kernel deletes by the id alone. */
  static NetlinkWriter writeId(NetlinkWriter writer, EndpointEntry endpoint) {
    return writer.end(begin(writer, endpoint.id()));
  }

  static NetlinkWriter write(NetlinkWriter writer, MptcpLimits limits) {
    return writer
        .attribute32(Genetlink.MPTCP_PM_ATTR_RCV_ADD_ADDRS, limits.accepted())
        .attribute32(Genetlink.MPTCP_PM_ATTR_SUBFLOWS, limits.subflows());
  }

  private static int begin(NetlinkWriter writer, int id) {
    int start = writer.begin(Genetlink.MPTCP_PM_ATTR_ADDR | Netlink.NLA_F_NESTED);
    writer.attribute8(Genetlink.MPTCP_PM_ADDR_ATTR_ID, id);
    return start;
  }

  private static void flags(NetlinkWriter writer, int flags) {
    if (flags != 0) {
      writer.attribute32(Genetlink.MPTCP_PM_ADDR_ATTR_FLAGS, flags);
    }
  }

  private static void address(NetlinkWriter writer, InetAddress address) {
    IpFamily family = IpFamily.of(address);
    writer
        .attribute16(Genetlink.MPTCP_PM_ADDR_ATTR_FAMILY, family.number())
        .attribute(
            switch (family) {
              case V4 -> Genetlink.MPTCP_PM_ADDR_ATTR_ADDR4;
              case V6 -> Genetlink.MPTCP_PM_ADDR_ATTR_ADDR6;
            },
            address);
  }

  /** Null if the message has no endpoint of IPv4 or IPv6. */
  static @Nullable EndpointEntry read(NetlinkReader attributes) throws MalformedNetlinkException {
    var read =
        new Object() {
          @Nullable EndpointEntry endpoint;
        };
    attributes.attributes(
        (type, value) -> {
          if (type == Genetlink.MPTCP_PM_ATTR_ADDR) {
            read.endpoint = readAddress(value);
          }
        });
    return read.endpoint;
  }

  private static @Nullable EndpointEntry readAddress(NetlinkReader attributes)
      throws MalformedNetlinkException {
    var read =
        new Object() {
          int id;
          @Nullable InetAddress address;
          int index;
          int flags;
          int port;
        };
    attributes.attributes(
        (type, value) -> {
          switch (type) {
            case Genetlink.MPTCP_PM_ADDR_ATTR_ID -> read.id = value.u8();
            case Genetlink.MPTCP_PM_ADDR_ATTR_ADDR4 -> read.address = value.address(IpFamily.V4);
            case Genetlink.MPTCP_PM_ADDR_ATTR_ADDR6 -> read.address = value.address(IpFamily.V6);
            case Genetlink.MPTCP_PM_ADDR_ATTR_PORT -> read.port = value.u16();
            case Genetlink.MPTCP_PM_ADDR_ATTR_FLAGS -> read.flags = value.s32();
            case Genetlink.MPTCP_PM_ADDR_ATTR_IF_IDX -> read.index = value.s32();
            default -> {}
          }
        });
    if (read.address == null) {
      return null;
    }
    if (read.id == 0 || read.index < 0) {
      throw new MalformedNetlinkException(
          "MPTCP endpoint of id " + read.id + " and interface " + read.index);
    }
    return new EndpointEntry(read.id, read.address, read.index, read.flags, read.port);
  }

  static MptcpLimits readLimits(NetlinkReader attributes) throws MalformedNetlinkException {
    var read =
        new Object() {
          int subflows;
          int accepted;
        };
    attributes.attributes(
        (type, value) -> {
          switch (type) {
            case Genetlink.MPTCP_PM_ATTR_SUBFLOWS -> read.subflows = value.s32();
            case Genetlink.MPTCP_PM_ATTR_RCV_ADD_ADDRS -> read.accepted = value.s32();
            default -> {}
          }
        });
    return new MptcpLimits(read.subflows, read.accepted);
  }
}
