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

  private final Mac prototype;

  /**
   * @param bytes 16 to 64
   */
  StampKey(byte[] bytes) {
    if (bytes.length < MIN_BYTES || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a key of " + bytes.length + " bytes");
    }
    try {
      this.prototype = Mac.getInstance(ALGORITHM);
      prototype.init(new SecretKeySpec(bytes, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** One for each thread: it has a state. Looks nothing up, so that an event loop may ask. */
  Mac mac() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(ALGORITHM + " of every Java can be copied", e);
    }
  }

  @Override
  public String toString() {
    return "a key";
  }
}
