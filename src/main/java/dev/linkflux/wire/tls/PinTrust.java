package dev.linkflux.wire.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLEngine;

/**
 * Trusts whoever holds one key, whatever its certificate says: names, dates and signatures of the
 * certificate are not looked at. That the server holds the key is proven by the handshake.
 */
public final class PinTrust extends ServerTrust {
  private static final String ALGORITHM = "sha256/";

  private final String pin;

  /**
   * @param pin as in {@link dev.linkflux.uplink.Question.Http#pin()}
   */
  public PinTrust(String pin) {
    this.pin = pin;
  }

  @Override
  void check(X509Certificate[] chain, String authType, SSLEngine engine, String name)
      throws UntrustedException {
    String shown = pinOf(chain[0]);
    if (!shown.equals(pin)) {
      throw new UntrustedException(
          UntrustedException.By.PIN, "the public key is not the pinned one but " + shown);
    }
  }

  /** The pin of a certificate's key (RFC 7469 section 2.4). */
  public static String pinOf(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return ALGORITHM
          + Base64.getEncoder()
              .encodeToString(digest.digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
