package dev.linkflux.wire.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Judges the servers of connections that a {@link SSLEngine} runs, and nobody else. */
public abstract sealed class ServerTrust extends X509ExtendedTrustManager
    permits AuthorityTrust, FirstUseTrust, PinTrust {
  /**
   * Judges a server.
   *
   * @param chain that it has shown, its own certificate first
   * @param name or address that it must be
   * @throws UntrustedException that says what is wrong
   */
  abstract void check(X509Certificate[] chain, String authType, SSLEngine engine, String name)
      throws UntrustedException;

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (chain.length == 0) {
      throw new UntrustedException(
          UntrustedException.By.AUTHORITY, "TLS: the server shows no certificate");
    }
    check(chain, authType, engine, engine.getPeerHost());
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("not known which server it is");
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("only engines are served");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("no client is trusted");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("no client is trusted");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("no client is trusted");
  }

  @Override
  public final X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
