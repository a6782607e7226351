package dev.linkflux.kernel;

/** The numbers of netlink and rtnetlink that we use (linux/netlink.h, rtnetlink.h, if_link.h). */
final class Netlink {
  static final int HEADER_BYTES = 16;
  static final int ATTRIBUTE_HEADER_BYTES = 4;

  static final int NLMSG_ERROR = 2;
  static final int NLMSG_DONE = 3;

  static final int NLM_F_REQUEST = 0x1;
  static final int NLM_F_ACK = 0x4;
  static final int NLM_F_DUMP_INTR = 0x10;
  static final int NLM_F_REPLACE = 0x100;
  static final int NLM_F_EXCL = 0x200;
  static final int NLM_F_CREATE = 0x400;
  static final int NLM_F_DUMP = 0x300;
  static final int NLM_F_CAPPED = 0x100;
  static final int NLM_F_ACK_TLVS = 0x200;

  static final int NLMSGERR_ATTR_MSG = 1;

  static final int NLA_F_NESTED = 0x8000;
  static final int NLA_TYPE_MASK = 0x3fff;

  static final int RTM_NEWLINK = 16;
  static final int RTM_DELLINK = 17;
  static final int RTM_GETLINK = 18;
  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;
  static final int RTM_NEWROUTE = 24;
  static final int RTM_DELROUTE = 25;
  static final int RTM_GETROUTE = 26;
  static final int RTM_NEWRULE = 32;
  static final int RTM_DELRULE = 33;
  static final int RTM_GETRULE = 34;

  static final int RTMGRP_LINK = 0x1;
  static final int RTMGRP_IPV4_IFADDR = 0x10;
  static final int RTMGRP_IPV4_ROUTE = 0x40;
  static final int RTMGRP_IPV4_RULE = 0x80;
  static final int RTMGRP_IPV6_IFADDR = 0x100;
  static final int RTMGRP_IPV6_ROUTE = 0x400;
  static final int RTMGRP_IPV6_RULE = 0x40000;

  static final int IFLA_IFNAME = 3;
  static final int IFLA_MTU = 4;
  static final int IFLA_OPERSTATE = 16;
  static final int IFLA_STATS64 = 23;

  static final int IFA_ADDRESS = 1;
  static final int IFA_LOCAL = 2;
  static final int IFA_FLAGS = 8;

  static final int RTA_DST = 1;
  static final int RTA_OIF = 4;
  static final int RTA_GATEWAY = 5;
  static final int RTA_PRIORITY = 6;
  static final int RTA_PREFSRC = 7;
  static final int RTA_MULTIPATH = 9;
  static final int RTA_TABLE = 15;
  static final int RTA_MARK = 16;
  static final int RTA_VIA = 18;
  static final int RTNH_F_ONLINK = 4;
  static final int RTM_F_CLONED = 0x200;
  static final int RTM_F_FIB_MATCH = 0x2000;

  static final int FRA_DST = 1;
  static final int FRA_SRC = 2;
  static final int FRA_IIFNAME = 3;
  static final int FRA_PRIORITY = 6;
  static final int FRA_FWMARK = 10;
  static final int FRA_SUPPRESS_PREFIXLEN = 14;
  static final int FRA_TABLE = 15;
  static final int FRA_FWMASK = 16;
  static final int FRA_OIFNAME = 17;
  static final int FRA_PROTOCOL = 21;

  private Netlink() {}

  /** Lengths in netlink are of multiples of four bytes. */
  static int align(int length) {
    return (length + 3) & ~3;
  }

  /** The name of a request, for error messages. */
  static String requestName(int protocol, NetlinkWriter request) {
    return switch (protocol) {
      case NetlinkSocket.ROUTE -> routeRequestName(request.type());
      case NetlinkSocket.GENERIC -> Genetlink.commandName(request.type(), request.firstByte());
      case NetlinkSocket.NETFILTER -> Ctnetlink.requestName(request.type());
      default -> "request " + request.type() + " of netlink protocol " + protocol;
    };
  }

  static String routeRequestName(int type) {
    return switch (type) {
      case RTM_NEWLINK -> "RTM_NEWLINK";
      case RTM_GETLINK -> "RTM_GETLINK";
      case RTM_GETADDR -> "RTM_GETADDR";
      case RTM_NEWROUTE -> "RTM_NEWROUTE";
      case RTM_DELROUTE -> "RTM_DELROUTE";
      case RTM_GETROUTE -> "RTM_GETROUTE";
      case RTM_NEWRULE -> "RTM_NEWRULE";
      case RTM_DELRULE -> "RTM_DELRULE";
      case RTM_GETRULE -> "RTM_GETRULE";
      default -> "netlink request " + type;
    };
  }
}
