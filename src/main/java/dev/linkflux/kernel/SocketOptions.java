package dev.linkflux.kernel;

import java.lang.foreign.MemorySegment;

/** The options that all probe sockets share: hop limit, ICMP errors, time stamps. */
final class SocketOptions {
  private static final int RECEIVE_STAMPS =
      Linux.SOF_TIMESTAMPING_RX_SOFTWARE | Linux.SOF_TIMESTAMPING_SOFTWARE;

  private static final int STAMPS =
      RECEIVE_STAMPS | Linux.SOF_TIMESTAMPING_TX_SOFTWARE | Linux.SOF_TIMESTAMPING_OPT_TSONLY;

  /** The kernel numbers the packets it stamps, from 0; to set this anew starts the count anew. */
  private static final int NUMBERED_STAMPS = STAMPS | Linux.SOF_TIMESTAMPING_OPT_ID;

  private final int fd;
  private final IpFamily family;
  private final String about;
  private boolean stamped;
  private boolean numbered;

  /**
   * @param about what the socket is, for error messages
   */
  SocketOptions(int fd, IpFamily family, String about) {
    this.fd = fd;
    this.family = family;
    this.about = about;
  }

  /** What arrives tells its hop limit. */
  void receiveHopLimits() throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_RECVTTL, 1, "IP_RECVTTL");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_RECVHOPLIMIT, 1, "IPV6_RECVHOPLIMIT");
    }
  }

  /** A datagram socket tells of ICMP errors only in its error queue, and only if asked to. */
  void reportErrors() throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_RECVERR, 1, "IP_RECVERR");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_RECVERR, 1, "IPV6_RECVERR");
    }
  }

  /** What arrives tells which address of ours it was sent to; an IPv6 socket takes no IPv4. */
  void receiveLocalAddresses() throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_PKTINFO, 1, "IP_PKTINFO");
      case V6 -> {
        set(Linux.IPPROTO_IPV6, Linux.IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
        set(Linux.IPPROTO_IPV6, Linux.IPV6_V6ONLY, 1, "IPV6_V6ONLY");
      }
    }
  }

  void setHopLimit(int hopLimit) throws SystemCallException {
    switch (family) {
      case V4 -> set(Linux.IPPROTO_IP, Linux.IP_TTL, hopLimit, "IP_TTL");
      case V6 -> set(Linux.IPPROTO_IPV6, Linux.IPV6_UNICAST_HOPS, hopLimit, "IPV6_UNICAST_HOPS");
    }
  }

  /** The kernel stamps what is sent and what is received. */
  void stampBoth() throws SystemCallException {
    stamped = stamp(NUMBERED_STAMPS);
    numbered = stamped;
  }

  /** The kernel stamps what is received. */
  void stampReceived() throws SystemCallException {
    stamped = stamp(RECEIVE_STAMPS);
  }

  boolean stamped() {
    return stamped;
  }

  void restartCounter() throws SystemCallException {
    if (numbered) {
      boolean _ = stamp(STAMPS);
      boolean _ = stamp(NUMBERED_STAMPS);
    }
  }

  /** False in some sandboxes. Then the rtt is measured by our own clock, and says so. */
  private boolean stamp(int flags) throws SystemCallException {
    try {
      set(Linux.SOL_SOCKET, Linux.SO_TIMESTAMPING, flags, "SO_TIMESTAMPING");
      return true;
    } catch (SystemCallException e) {
      if (e.is(Errno.ENOPROTOOPT) || e.is(Errno.EINVAL)) {
        return false;
      }
      throw e;
    }
  }

  void set(int level, int option, int value, String name) throws SystemCallException {
    BoundSocket.setOption(fd, level, option, value, name, about);
  }

  void set(int level, int option, MemorySegment value, String name) throws SystemCallException {
    BoundSocket.setOption(fd, level, option, value, name, about);
  }
}
