package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import dev.linkflux.credential.Identity;
import dev.linkflux.credential.Unusable;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * TLS by files that may change: the new pair is shown from the next handshake on, and connections
 * that are open live on. A pair that cannot be used is told, and the one before stays.
 */
public final class ServerTls {
  /** Sessions that may be resumed, each of some kilobytes. */
  private static final int RESUMABLE = 512;

  private final Access.Tls files;
  private final Consumer<String> told;
  private final ShownKeys keys = new ShownKeys();
  private String seen = "";

  /**
   * @param told takes sentences for the operator
   */
  public ServerTls(Access.Tls files, Consumer<String> told) {
    this.files = files;
    this.told = told;
  }

  /** Looks whether the files have changed, and reads them if so; blocks. Never twice at once. */
  public synchronized void read() {
    String stamp = stamp(files.certificate()) + stamp(files.key());
    if (stamp.equals(seen)) {
      return;
    }
    boolean isFirst = seen.isEmpty();
    seen = stamp;
    try {
      keys.show(Identity.read(files));
      if (!isFirst) {
        told.accept("the certificate and the key have changed: new connections are shown them");
      }
    } catch (Unusable unusable) {
      told.accept(
          "the certificate or the key cannot be used: "
              + unusable.reason()
              + (keys.shown() == null
                  ? "; nobody can connect until it can"
                  : "; those from before stay"));
    }
  }

  /**
   * What handshakes go by (RFC 9325 section 3.1.1: TLS 1.2 and 1.3).
   *
   * @param random that never waits
   */
  public SslContext context(SecureRandom random) {
    try {
      return SslContextBuilder.forServer(keys)
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .sessionCacheSize(RESUMABLE)
          .secureRandom(random)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static String stamp(String file) {
    try {
      Path path = Path.of(file);
      return Files.getLastModifiedTime(path) + " " + Files.size(path) + " ";
    } catch (IOException _) {
      return "none ";
    }
  }
}
