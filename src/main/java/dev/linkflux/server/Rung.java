package dev.linkflux.server;

/**
 * The ladder from a router to its server: what has to work, in the order in which it is needed. The
 * first that does not is what is wrong. The names on the wire are fixed.
 */
public enum Rung {
  /** There is no such name, or it has no address (NXDOMAIN, NODATA). */
  DNS_NO_NAME("dns-no-name"),
  /** A name server answered that it will not or cannot find out (REFUSED, SERVFAIL). */
  DNS_REFUSED("dns-refused"),
  /** No name server answered. */
  DNS_SILENT("dns-silent"),
  /** Nothing comes through the uplink itself. */
  UPLINK("uplink"),
  /** The host, or the network before it, does not answer. */
  HOST_UNREACHABLE("host-unreachable"),
  /** The host is there; somebody drops what is sent to the port. */
  PORT_FILTERED("port-filtered"),
  /** The host is there; nobody listens at the port. */
  PORT_REFUSED("port-refused"),
  /** No TLS connection comes about, or its certificate is not acceptable. */
  TLS("tls"),
  /** Its key is another than the pinned one. */
  TLS_PIN("tls-pin"),
  /** The API answers, but not as it should. */
  API_ERROR("api-error"),
  /** The API does not accept name and password. */
  CREDENTIALS("credentials"),
  /** Its clock and ours differ. */
  CLOCK("clock");

  private final String wire;

  Rung(String wire) {
    this.wire = wire;
  }

  /** The name in JSON and documents. */
  public String wire() {
    return wire;
  }

  /** True if it is about finding the address. */
  public boolean isDns() {
    return this == DNS_NO_NAME || this == DNS_REFUSED || this == DNS_SILENT;
  }

  @Override
  public String toString() {
    return wire;
  }
}
