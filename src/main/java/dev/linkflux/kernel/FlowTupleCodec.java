package dev.linkflux.kernel;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One direction of a tracked connection as ctnetlink says it: all numbers in network order. */
final class FlowTupleCodec {
  private static final FlowTuple.Inner BARE = new FlowTuple.Bare();

  private FlowTupleCodec() {}

  static NetlinkWriter write(NetlinkWriter writer, int type, FlowTuple tuple) {
    int start = writer.begin(type | Netlink.NLA_F_NESTED);
    boolean v4 = tuple.family() == IpFamily.V4;
    int addresses = writer.begin(Ctnetlink.CTA_TUPLE_IP | Netlink.NLA_F_NESTED);
    writer
        .attribute(v4 ? Ctnetlink.CTA_IP_V4_SRC : Ctnetlink.CTA_IP_V6_SRC, tuple.source())
        .attribute(v4 ? Ctnetlink.CTA_IP_V4_DST : Ctnetlink.CTA_IP_V6_DST, tuple.destination())
        .end(addresses);
    int protocol = writer.begin(Ctnetlink.CTA_TUPLE_PROTO | Netlink.NLA_F_NESTED);
    writer.attribute8(Ctnetlink.CTA_PROTO_NUM, tuple.protocol());
    inner(writer, tuple).end(protocol);
    if (tuple.zone() != 0) {
      writer.attributeNetwork16(Ctnetlink.CTA_TUPLE_ZONE, tuple.zone());
    }
    return writer.end(start);
  }

  private static NetlinkWriter inner(NetlinkWriter writer, FlowTuple tuple) {
    boolean v6 = tuple.protocol() == Linux.IPPROTO_ICMPV6;
    return switch (tuple.inner()) {
      case FlowTuple.Ports(int source, int destination) ->
          writer
              .attributeNetwork16(Ctnetlink.CTA_PROTO_SRC_PORT, source)
              .attributeNetwork16(Ctnetlink.CTA_PROTO_DST_PORT, destination);
      case FlowTuple.Query(int id, int type, int code) ->
          writer
              .attribute8(
                  v6 ? Ctnetlink.CTA_PROTO_ICMPV6_CODE : Ctnetlink.CTA_PROTO_ICMP_CODE, code)
              .attribute8(
                  v6 ? Ctnetlink.CTA_PROTO_ICMPV6_TYPE : Ctnetlink.CTA_PROTO_ICMP_TYPE, type)
              .attributeNetwork16(
                  v6 ? Ctnetlink.CTA_PROTO_ICMPV6_ID : Ctnetlink.CTA_PROTO_ICMP_ID, id);
      case FlowTuple.Bare() -> writer;
    };
  }

  static FlowTuple read(NetlinkReader attributes) throws MalformedNetlinkException {
    var read = new Reading();
    attributes.attributes(
        (type, value) -> {
          switch (type) {
            case Ctnetlink.CTA_TUPLE_IP -> value.attributes(read::address);
            case Ctnetlink.CTA_TUPLE_PROTO -> value.attributes(read::protocol);
            case Ctnetlink.CTA_TUPLE_ZONE -> read.zone = value.network16();
            default -> {}
          }
        });
    return read.tuple();
  }

  /** What was read of a tuple so far. */
  private static final class Reading {
    private @Nullable InetAddress source;
    private @Nullable InetAddress destination;
    private int protocol = -1;
    private int first = -1;
    private int second;
    private int id = -1;
    private int queryType;
    private int code;
    private int zone;

    void address(int type, NetlinkReader value) throws MalformedNetlinkException {
      switch (type) {
        case Ctnetlink.CTA_IP_V4_SRC -> source = value.address(IpFamily.V4);
        case Ctnetlink.CTA_IP_V4_DST -> destination = value.address(IpFamily.V4);
        case Ctnetlink.CTA_IP_V6_SRC -> source = value.address(IpFamily.V6);
        case Ctnetlink.CTA_IP_V6_DST -> destination = value.address(IpFamily.V6);
        default -> {}
      }
    }

    void protocol(int type, NetlinkReader value) throws MalformedNetlinkException {
      switch (type) {
        case Ctnetlink.CTA_PROTO_NUM -> protocol = value.u8();
        case Ctnetlink.CTA_PROTO_SRC_PORT -> first = value.network16();
        case Ctnetlink.CTA_PROTO_DST_PORT -> second = value.network16();
        case Ctnetlink.CTA_PROTO_ICMP_ID, Ctnetlink.CTA_PROTO_ICMPV6_ID -> id = value.network16();
        case Ctnetlink.CTA_PROTO_ICMP_TYPE, Ctnetlink.CTA_PROTO_ICMPV6_TYPE ->
            queryType = value.u8();
        case Ctnetlink.CTA_PROTO_ICMP_CODE, Ctnetlink.CTA_PROTO_ICMPV6_CODE -> code = value.u8();
        default -> {}
      }
    }

    FlowTuple tuple() throws MalformedNetlinkException {
      if (source == null
          || destination == null
          || protocol < 0
          || IpFamily.of(source) != IpFamily.of(destination)) {
        throw new MalformedNetlinkException(
            "a flow from " + source + " to " + destination + " of protocol " + protocol);
      }
      FlowTuple.Inner inner =
          id >= 0
              ? new FlowTuple.Query(id, queryType, code)
              : first >= 0 ? new FlowTuple.Ports(first, second) : BARE;
      return new FlowTuple(source, destination, protocol, inner, zone);
    }
  }
}
