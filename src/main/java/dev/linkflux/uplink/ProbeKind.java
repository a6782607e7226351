package dev.linkflux.uplink;

/** How a target is asked. */
public enum ProbeKind {
  ICMP,
  UDP,
  TCP,
  HTTP,
  DNS
}
