package dev.linkflux.probe.udp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret that senders and reflector share (RFC 8762 section 4.4). It never shows itself. */
public final class StampKey {
  /** As long as the code that it makes: less would be the easier thing to guess. */
  static final int MIN_BYTES = 16;

  /** The block of SHA-256: HMAC itself hashes what is longer (RFC 2104 section 2). */
  static final int MAX_BYTES = 64;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param bytes 16 to 64
   */
  StampKey(byte[] bytes) {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
    }
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** One for each thread: it has a state. */
  Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "a key";
  }
}
