package dev.linkflux.wire.tls;

import java.io.Serial;
import java.security.cert.CertificateException;

/** A TLS server is not whom it should be; the message says it in words that are safe to show. */
public final class UntrustedException extends CertificateException {
  @Serial private static final long serialVersionUID = 1;

  private final By by;

  /** By what it was known. */
  public enum By {
    /** No authority vouches for it under this name, now. */
    AUTHORITY,
    /** Its key is another than the pinned one. */
    PIN
  }

  UntrustedException(By by, String message) {
    super(message);
    this.by = by;
  }

  /** What it does not satisfy. */
  public By by() {
    return by;
  }
}
