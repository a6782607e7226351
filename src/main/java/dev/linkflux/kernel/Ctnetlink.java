package dev.linkflux.kernel;

/** The numbers of connection tracking (linux/netfilter/nfnetlink.h, nfnetlink_conntrack.h). */
final class Ctnetlink {
  /** NFNL_SUBSYS_CTNETLINK in the upper byte of the type. */
  private static final int SUBSYSTEM = 1 << 8;

  static final int NEW = SUBSYSTEM;
  static final int GET = SUBSYSTEM | 1;
  static final int DELETE = SUBSYSTEM | 2;

  static final int CTA_TUPLE_ORIG = 1;
  static final int CTA_TUPLE_REPLY = 2;
  static final int CTA_STATUS = 3;
  static final int CTA_MARK = 8;
  static final int CTA_ID = 12;
  static final int CTA_ZONE = 18;

  static final int CTA_TUPLE_IP = 1;
  static final int CTA_TUPLE_PROTO = 2;
  static final int CTA_TUPLE_ZONE = 3;

  static final int CTA_IP_V4_SRC = 1;
  static final int CTA_IP_V4_DST = 2;
  static final int CTA_IP_V6_SRC = 3;
  static final int CTA_IP_V6_DST = 4;

  static final int CTA_PROTO_NUM = 1;
  static final int CTA_PROTO_SRC_PORT = 2;
  static final int CTA_PROTO_DST_PORT = 3;
  static final int CTA_PROTO_ICMP_ID = 4;
  static final int CTA_PROTO_ICMP_TYPE = 5;
  static final int CTA_PROTO_ICMP_CODE = 6;
  static final int CTA_PROTO_ICMPV6_ID = 7;
  static final int CTA_PROTO_ICMPV6_TYPE = 8;
  static final int CTA_PROTO_ICMPV6_CODE = 9;

  private Ctnetlink() {}

  /** The name of a request, for error messages. */
  static String requestName(int type) {
    return switch (type) {
      case NEW -> "IPCTNL_MSG_CT_NEW";
      case GET -> "IPCTNL_MSG_CT_GET";
      case DELETE -> "IPCTNL_MSG_CT_DELETE";
      default -> "netfilter request " + type;
    };
  }
}
