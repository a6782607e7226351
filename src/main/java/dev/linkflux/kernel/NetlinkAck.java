package dev.linkflux.kernel;

/** Reads how a request ended: NLMSG_ERROR (0 means done) or the NLMSG_DONE of a dump. */
final class NetlinkAck {
  private NetlinkAck() {}

  /** Returns if all went well. */
  static void check(NetlinkMessage message, String request, String about)
      throws NetlinkException, MalformedNetlinkException {
    NetlinkReader body = message.body();
    // NLMSG_DONE has a number as well, but older kernels leave it out in places.
    boolean silent = message.type() == Netlink.NLMSG_DONE && body.remaining() < Integer.BYTES;
    int error = silent ? 0 : body.s32();
    if (error < 0) {
      throw new NetlinkException(request, -error, about, kernelMessage(message));
    }
  }

  private static String kernelMessage(NetlinkMessage message) throws MalformedNetlinkException {
    if (!message.hasFlag(Netlink.NLM_F_ACK_TLVS)) {
      return "";
    }
    NetlinkReader body = message.body();
    if (message.type() == Netlink.NLMSG_ERROR) {
      // The header of our request is quoted, and all of it unless the answer is capped.
      int length = body.s32();
      int quoted = message.hasFlag(Netlink.NLM_F_CAPPED) ? Netlink.HEADER_BYTES : length;
      body.skip(Math.max(0, Netlink.align(quoted) - Integer.BYTES));
    }
    String[] text = {""};
    body.attributes(
        (type, value) -> {
          if (type == Netlink.NLMSGERR_ATTR_MSG) {
            text[0] = value.text();
          }
        });
    return text[0];
  }
}
