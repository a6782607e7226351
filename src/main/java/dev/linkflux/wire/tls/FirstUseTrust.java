package dev.linkflux.wire.tls;

import java.security.cert.X509Certificate;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Trusts whoever holds the key that was seen first, whatever its certificate says. Which one that
 * was is for somebody else to know.
 */
public final class FirstUseTrust extends ServerTrust {
  private final Function<String, @Nullable String> objection;

  /**
   * @param objection what speaks against a key, by its {@link PinTrust#pinOf pin}, in words; null
   *     if it is the known one or the first. Asked on a thread that may block
   */
  public FirstUseTrust(Function<String, @Nullable String> objection) {
    this.objection = objection;
  }

  @Override
  void check(X509Certificate[] chain, String authType, SSLEngine engine, String name)
      throws UntrustedException {
    String wrong = objection.apply(PinTrust.pinOf(chain[0]));
    if (wrong != null) {
      throw new UntrustedException(UntrustedException.By.PIN, wrong);
    }
  }
}
