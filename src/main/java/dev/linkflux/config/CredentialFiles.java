package dev.linkflux.config;

import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Tls;
import dev.linkflux.credential.Identity;
import dev.linkflux.credential.Secret;
import dev.linkflux.credential.Unusable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tokens, certificates and keys before they are used. What is not there now may come: that
 * is a warning, since routes are to be kept whoever may look on. What is wrong is an error.
 */
final class CredentialFiles {
  private CredentialFiles() {}

  private interface Reader<T> {
    T read() throws Unusable;
  }

  static void checkToken(Section section, Source source) {
    switch (source) {
      case Source.File(String path) -> {
        if (Files.exists(Path.of(path))) {
          FileText.checkSecret(section, "file", path);
        }
        Secret _ = read(section, "file", () -> Secret.read(source));
      }
      case Source.Environment _ -> {
        Secret _ = read(section, "environment", () -> Secret.read(source));
      }
    }
  }

  static void checkTls(Section section, Tls tls) {
    List<X509Certificate> chain =
        read(section, "certificate", () -> Identity.certificates(tls.certificate()));
    if (Files.exists(Path.of(tls.key()))) {
      FileText.checkSecret(section, "key", tls.key());
    }
    PrivateKey key = read(section, "key", () -> Identity.key(tls.key()));
    if (chain != null && key != null) {
      Identity _ = read(section, "key", () -> Identity.of(chain, key));
    }
    if (chain != null && !Identity.isValid(chain, Instant.now())) {
      X509Certificate own = chain.getFirst();
      section.warning(
          "certificate",
          "is not valid now, browsers will refuse it: it is from %s until %s"
              .formatted(own.getNotBefore().toInstant(), own.getNotAfter().toInstant()));
    }
  }

  private static <T> @Nullable T read(Section section, String key, Reader<T> reader) {
    try {
      return reader.read();
    } catch (Unusable unusable) {
      switch (unusable.kind()) {
        case ABSENT -> section.warning(key, unusable.reason());
        case WRONG -> section.error(key, unusable.reason());
      }
      return null;
    }
  }
}
