package dev.linkflux.notify;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * TLS 1.2 or 1.3 towards whom an authority of the platform vouches for under the asked name.
 * Signatures are checked on threads of their own: they would hold up the event loop.
 */
final class Tls extends SslContext {
  private static final Executor ASIDE = Thread::startVirtualThread;

  private final SslContext platform;

  private Tls(SslContext platform) {
    this.platform = platform;
  }

  /** Reads the certificates of the platform's authorities; blocks while it is subscribed. */
  static Mono<Tls> ofThePlatform() {
    return Mono.fromCallable(() -> with(null));
  }

  /**
   * @param trust whom is trusted, or null for the platform's authorities
   */
  static Tls with(@Nullable TrustManager trust) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
    return new Tls((trust == null ? builder : builder.trustManager(trust)).build());
  }

  @Override
  protected SslHandler newHandler(
      ByteBufAllocator allocator, String peerHost, int peerPort, boolean startTls) {
    return new SslHandler(newEngine(allocator, peerHost, peerPort), startTls, ASIDE);
  }

  /** The name of the peer goes to the other side (RFC 6066 section 3) and is checked (RFC 9525). */
  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String peerHost, int peerPort) {
    SSLEngine engine = platform.newEngine(allocator, peerHost, peerPort);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Without the name of a peer nobody could be checked. */
  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    throw new UnsupportedOperationException("TLS towards nobody in particular");
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
