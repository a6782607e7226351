package dev.linkflux.kernel;

import org.jspecify.annotations.Nullable;

/** Tracked connections as ctnetlink says them: struct nfgenmsg and CTA_... attributes. */
final class FlowCodec {
  private FlowCodec() {}

  /** struct nfgenmsg: family, version NFNETLINK_V0, a number that conntrack has no use for. */
  static NetlinkWriter begin(int type, int flags, int family) {
    return new NetlinkWriter(type, flags).u8(family).u8(0).u16(0);
  }

  /** All of it. */
  static NetlinkWriter write(NetlinkWriter writer, FlowEntry flow) {
    FlowTupleCodec.write(writer, Ctnetlink.CTA_TUPLE_ORIG, flow.original());
    FlowTupleCodec.write(writer, Ctnetlink.CTA_TUPLE_REPLY, flow.reply());
    writer
        .attributeNetwork32(Ctnetlink.CTA_STATUS, flow.status())
        .attributeNetwork32(Ctnetlink.CTA_MARK, flow.mark())
        .attributeNetwork32(Ctnetlink.CTA_ID, flow.id());
    return zone(writer, flow);
  }

  /**
   * The request to forget this very entry. It is the only one to delete that there is here, since
   * one without a tuple would empty the whole table.
   */
  static NetlinkWriter deletion(FlowEntry flow) {
    NetlinkWriter writer = begin(Ctnetlink.DELETE, 0, flow.family().number());
    FlowTupleCodec.write(writer, Ctnetlink.CTA_TUPLE_ORIG, flow.original());
    return zone(writer, flow).attributeNetwork32(Ctnetlink.CTA_ID, flow.id());
  }

  private static NetlinkWriter zone(NetlinkWriter writer, FlowEntry flow) {
    return flow.zone() == 0 ? writer : writer.attributeNetwork16(Ctnetlink.CTA_ZONE, flow.zone());
  }

  /** Null if it is neither of IPv4 nor IPv6. */
  static @Nullable FlowEntry read(NetlinkReader reader) throws MalformedNetlinkException {
    boolean known = IpFamily.ofNumber(reader.u8()) != null;
    reader.skip(3);
    return known ? readAttributes(reader) : null;
  }

  static FlowEntry readAttributes(NetlinkReader attributes) throws MalformedNetlinkException {
    var flow =
        new Object() {
          @Nullable FlowTuple original;
          @Nullable FlowTuple reply;
          int status;
          int mark;
          @Nullable Integer id;
          int zone;
        };
    attributes.attributes(
        (type, value) -> {
          switch (type) {
            case Ctnetlink.CTA_TUPLE_ORIG -> flow.original = FlowTupleCodec.read(value);
            case Ctnetlink.CTA_TUPLE_REPLY -> flow.reply = FlowTupleCodec.read(value);
            case Ctnetlink.CTA_STATUS -> flow.status = value.network32();
            case Ctnetlink.CTA_MARK -> flow.mark = value.network32();
            case Ctnetlink.CTA_ID -> flow.id = value.network32();
            case Ctnetlink.CTA_ZONE -> flow.zone = value.network16();
            default -> {}
          }
        });
    if (flow.original == null
        || flow.reply == null
        || flow.id == null
        || flow.original.family() != flow.reply.family()) {
      throw new MalformedNetlinkException(
          "a flow of " + flow.original + " and " + flow.reply + " with id " + flow.id);
    }
    return new FlowEntry(flow.original, flow.reply, flow.status, flow.mark, flow.id, flow.zone);
  }
}
