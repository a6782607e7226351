package dev.linkflux.uplink;

/** What an uplink's addresses are to Multipath TCP: the kind of their endpoints (RFC 8684). */
public enum Mptcp {
  /** No endpoint: connections use it only as the main table says. */
  OFF,
  /** Connections open a subflow from there. */
  SUBFLOW,
  /** They do, with the B bit: it carries only while no other subflow can (section 3.3.8). */
  BACKUP,
  /** The address is announced to the peer, which opens the subflow (ADD_ADDR, section 3.4.1). */
  SIGNAL
}
