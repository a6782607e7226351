package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.control.Access;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.PinTrust;
import dev.linkflux.wire.tls.ServerTrust;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the service that a configuration describes, on this machine: with a token that stands
 * there, and by the very certificate that it shows.
 */
final class OwnService {
  private OwnService() {}

  static ServiceClient client(Configuration configuration) {
    InetSocketAddress at = configuration.listen();
    String host = at.getAddress().getHostAddress();
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + at.getPort();
    Access.Tls tls = configuration.access().tls();
    return ServiceClient.of(
        (tls == null ? "http://" : "https://") + authority,
        tls == null ? new AuthorityTrust() : trust(Path.of(tls.certificate())),
        token(configuration.access()));
  }

  /** By the key alone: the certificate need not be for this address. */
  private static ServerTrust trust(Path certificate) {
    try (InputStream in = Files.newInputStream(certificate)) {
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        if (one instanceof X509Certificate first) {
          return new PinTrust(PinTrust.pinOf(first));
        }
      }
    } catch (IOException | CertificateException _) {
      // As if it were any other server, then.
    }
    return new AuthorityTrust();
  }

  /** The first that this user may read, or null. */
  private static @Nullable String token(Access access) {
    for (Access.Token token : access.tokens()) {
      String secret =
          switch (token.source()) {
            case Access.Source.File(String path) -> firstLine(Path.of(path));
            case Access.Source.Environment(String name) -> System.getenv(name);
          };
      if (secret != null && !secret.isBlank()) {
        return secret.strip();
      }
    }
    return null;
  }

  private static @Nullable String firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse(null);
    } catch (IOException _) {
      return null;
    }
  }
}
