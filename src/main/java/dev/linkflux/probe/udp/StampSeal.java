package dev.linkflux.probe.udp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * The code at the end of authenticated packets: HMAC-SHA-256 over the 96 bytes before it, cut to
 * 128 bits (RFC 8762 section 4.4). One thread only.
 */
final class StampSeal {
  private static final int COVERED = 96;
  private static final int CODE_BYTES = 16;

  private final Mac mac;
  private final byte[] digest;

  StampSeal(StampKey key) {
    this.mac = key.mac();
    this.digest = new byte[mac.getMacLength()];
  }

  /** Writes the code into a packet that begins at index 0. */
  void seal(ByteBuffer packet) {
    packet.put(COVERED, code(packet));
  }

  /** Whether the code of a packet is the right one; takes as long if it is not. */
  boolean isIntact(ByteBuffer packet) {
    byte[] given = new byte[CODE_BYTES];
    packet.get(COVERED, given);
    return MessageDigest.isEqual(given, code(packet));
  }

  private byte[] code(ByteBuffer packet) {
    mac.update(packet.slice(0, COVERED));
    try {
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the digest is as long as the code says", e);
    }
    return Arrays.copyOf(digest, CODE_BYTES);
  }
}
