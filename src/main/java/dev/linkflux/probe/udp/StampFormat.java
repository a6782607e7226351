package dev.linkflux.probe.udp;

/**
 * Where the fields of test packets stand, in bytes from the beginning: RFC 8762 sections 4.2.1 and
 * 4.3.1 (unauthenticated), 4.2.2 and 4.3.2 (authenticated), and RFC 8972 section 3 for the session
 * identifier. Requests and replies are of one size; what a request does not use of it is zero. The
 * sequence number comes first in all of them, an error estimate after the sender's time stamp.
 */
enum StampFormat {
  UNAUTHENTICATED(44, 4, 14, 16, 24, 28, 40),
  AUTHENTICATED(112, 16, 26, 32, 48, 64, 80);

  private final int size;
  private final int timestamp;
  private final int ssid;
  private final int received;
  private final int senderSequence;
  private final int senderTimestamp;
  private final int senderTtl;

  StampFormat(
      int size,
      int timestamp,
      int ssid,
      int received,
      int senderSequence,
      int senderTimestamp,
      int senderTtl) {
    this.size = size;
    this.timestamp = timestamp;
    this.ssid = ssid;
    this.received = received;
    this.senderSequence = senderSequence;
    this.senderTimestamp = senderTimestamp;
    this.senderTtl = senderTtl;
  }

  /** Bytes of a base packet; what is longer has padding or extensions (RFC 8972 section 4). */
  int size() {
    return size;
  }

  int timestamp() {
    return timestamp;
  }

  int estimate() {
    return timestamp + Long.BYTES;
  }

  /** The session identifier, zero before RFC 8972. */
  int ssid() {
    return ssid;
  }

  int received() {
    return received;
  }

  int senderSequence() {
    return senderSequence;
  }

  int senderTimestamp() {
    return senderTimestamp;
  }

  int senderTtl() {
    return senderTtl;
  }
}
