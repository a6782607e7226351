package dev.linkflux.notify;

import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.wire.tls.PinTrust;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Whom a mail server must prove to be, on the plain sockets that the mail library uses. */
final class MailTrust {
  private final Trust trust;

  MailTrust(Trust trust) {
    this.trust = trust;
  }

  /** Of the authorities of this system, or of one key. Reads files. */
  SSLSocketFactory factory() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          trust instanceof Trust.Pin(String pin) ? new TrustManager[] {new Pinned(pin)} : null,
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has TLS", e);
    }
  }

  /** Whoever holds one key, whatever its certificate says. */
  private record Pinned(String pin) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      String shown = PinTrust.pinOf(chain[0]);
      if (!shown.equals(pin)) {
        throw new CertificateException("the public key is not the pinned one but " + shown);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("no client is trusted");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
