package dev.linkflux.kernel;

/** The requests of the generic netlink family mptcp_pm that we send, byte for byte. */
final class MptcpRequests {
  private MptcpRequests() {}

  /** For all endpoints. */
  static NetlinkWriter endpoints(int family) {
    return begin(family, Genetlink.MPTCP_PM_CMD_GET_ADDR);
  }

  static NetlinkWriter add(int family, EndpointEntry endpoint) {
    return EndpointCodec.write(begin(family, Genetlink.MPTCP_PM_CMD_ADD_ADDR), endpoint);
  }

  static NetlinkWriter setFlags(int family, EndpointEntry endpoint) {
    return EndpointCodec.writeFlags(begin(family, Genetlink.MPTCP_PM_CMD_SET_FLAGS), endpoint);
  }

  static NetlinkWriter delete(int family, EndpointEntry endpoint) {
    return EndpointCodec.writeId(begin(family, Genetlink.MPTCP_PM_CMD_DEL_ADDR), endpoint);
  }

  static NetlinkWriter limits(int family) {
    return begin(family, Genetlink.MPTCP_PM_CMD_GET_LIMITS);
  }

  static NetlinkWriter setLimits(int family, MptcpLimits limits) {
    return EndpointCodec.write(begin(family, Genetlink.MPTCP_PM_CMD_SET_LIMITS), limits);
  }

  private static NetlinkWriter begin(int family, int command) {
    return GenericFamily.message(family, command, Genetlink.MPTCP_PM_VERSION);
  }
}
