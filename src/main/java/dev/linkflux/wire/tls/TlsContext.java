package dev.linkflux.wire.tls;

import dev.linkflux.uplink.Host;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;

/**
 * TLS 1.2 or 1.3 towards one host, by the platform's provider. Signatures are checked on threads of
 * their own: they would hold up the other probes of the event loop, the first by a tenth of a
 * second.
 */
public final class TlsContext extends SslContext {
  /** As SSLContext has it: the engine needs the host only. */
  private static final int UNKNOWN_PORT = -1;

  private static final Executor ASIDE = Thread::startVirtualThread;

  private final SslContext platform;
  private final String host;
  private final boolean named;

  /**
   * The context of connections to one host.
   *
   * @param host whom the server must prove to be; told to it (RFC 6066 section 3) if it is a name
   */
  public static TlsContext towards(Host host, ServerTrust trust) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .protocols("TLSv1.3", "TLSv1.2")
              .sessionTimeout(1) // second; a resumed session's certificate is not checked again
              .trustManager(trust);
      return new TlsContext(builder.build(), host);
    } catch (SSLException e) {
      throw new IllegalStateException(e); // the platform has these protocols
    }
  }

  private TlsContext(SslContext platform, Host host) {
    this.platform = platform;
    this.host = HostText.plain(host);
    this.named = host.address() == null;
  }

  /** The given host is an address that was found for the name, and proves nothing. */
  @Override
  protected SslHandler newHandler(
      ByteBufAllocator allocator, String peerHost, int peerPort, boolean startTls) {
    return new SslHandler(newEngine(allocator, peerHost, peerPort), startTls, ASIDE);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
    SSLEngine engine = platform.newEngine(allocator, host, peerPort);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(named ? List.of(new SNIHostName(host)) : List.of());
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return newEngine(allocator, host, UNKNOWN_PORT);
  }

  @Override
  public boolean isClient() {
    return true;
  }

  @Override
  public List<String> cipherSuites() {
    return platform.cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation") // there is no other way to say it
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return platform.applicationProtocolNegotiator();
  }

  @Override
  public SSLSessionContext sessionContext() {
    return platform.sessionContext();
  }
}
