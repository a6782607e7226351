package dev.linkflux.kernel;

/**
 * How a netlink socket for requests is opened.
 *
 * @param protocol {@link NetlinkSocket#ROUTE}, ...
 * @param receiveBytes room for answers that wait to be read
 * @param strict whether the kernel takes what the header of a dump's request says as a filter.
 *     Linux before 4.20 sends whole tables in any case, so that who asks must filter as well
 */
record NetlinkOptions(int protocol, int receiveBytes, boolean strict) {
  /** So that all ACKs of a {@link NetlinkBatch} fit. */
  private static final int RECEIVE_BYTES = 1 << 18;

  static NetlinkOptions of(int protocol) {
    return new NetlinkOptions(protocol, RECEIVE_BYTES, false);
  }

  NetlinkOptions withReceiveRoom(int bytes) {
    return new NetlinkOptions(protocol, bytes, strict);
  }

  NetlinkOptions withStrictChecks() {
    return new NetlinkOptions(protocol, receiveBytes, true);
  }
}
