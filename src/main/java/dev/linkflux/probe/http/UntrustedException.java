package dev.linkflux.probe.http;

import java.io.Serial;
import java.security.cert.CertificateException;

/** A TLS server is not whom it should be; the message says it in words that are safe to show. */
final class UntrustedException extends CertificateException {
  @Serial private static final long serialVersionUID = 1;

  UntrustedException(String message) {
    super(message);
  }
}
