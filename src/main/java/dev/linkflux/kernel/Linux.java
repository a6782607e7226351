package dev.linkflux.kernel;

/** The numbers of the Linux socket interface that we use; the same on x86_64 and aarch64. */
final class Linux {
  static final int AF_UNSPEC = 0;
  static final int AF_UNIX = 1;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;

  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_RAW = 3;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;

  static final int IPPROTO_IP = 0;
  static final int IPPROTO_ICMP = 1;
  static final int IPPROTO_UDP = 17;
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_IPV6 = 41;
  static final int IPPROTO_ICMPV6 = 58;

  static final int SOL_SOCKET = 1;
  static final int SO_RCVBUF = 8;
  static final int SO_RCVTIMEO = 20;
  static final int SO_BINDTODEVICE = 25;
  static final int SO_RCVBUFFORCE = 33;
  static final int SO_MARK = 36;
  static final int SO_TIMESTAMPING = 37;
  static final int SO_DOMAIN = 39;

  static final int TCP_SYNCNT = 7;
  static final int TCP_INFO = 11;

  static final int IP_TTL = 2;
  static final int IP_PKTINFO = 8;
  static final int IP_RECVERR = 11;
  static final int IP_RECVTTL = 12;
  static final int IPV6_UNICAST_HOPS = 16;
  static final int IPV6_RECVERR = 25;
  static final int IPV6_V6ONLY = 26;
  static final int IPV6_RECVPKTINFO = 49;
  static final int IPV6_PKTINFO = 50;
  static final int IPV6_RECVHOPLIMIT = 51;
  static final int IPV6_HOPLIMIT = 52;

  static final int SOL_RAW = 255;
  static final int ICMP_FILTER = 1;
  static final int ICMP6_FILTER = 1;

  static final int SOF_TIMESTAMPING_TX_SOFTWARE = 1 << 1;
  static final int SOF_TIMESTAMPING_RX_SOFTWARE = 1 << 3;
  static final int SOF_TIMESTAMPING_SOFTWARE = 1 << 4;
  static final int SOF_TIMESTAMPING_OPT_ID = 1 << 7;
  static final int SOF_TIMESTAMPING_OPT_TSONLY = 1 << 11;

  static final int SO_EE_ORIGIN_ICMP = 2;
  static final int SO_EE_ORIGIN_ICMP6 = 3;
  static final int SO_EE_ORIGIN_TIMESTAMPING = 4;

  static final int MSG_TRUNC = 0x20;
  static final int MSG_ERRQUEUE = 0x2000;

  static final int SOL_NETLINK = 270;
  static final int NETLINK_CAP_ACK = 10;
  static final int NETLINK_EXT_ACK = 11;
  static final int NETLINK_GET_STRICT_CHK = 12;

  /** Longest name of an interface: IFNAMSIZ less its end mark. */
  static final int MAX_INTERFACE_NAME = 15;

  private Linux() {}
}
