package dev.linkflux.cli;

import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.PinTrust;
import dev.linkflux.wire.tls.ServerTrust;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where a running service is, how it proves that it is the one, and how we prove who we are. A
 * token is never an argument: everybody on the machine could read it there.
 */
final class Reaching {
  static final String TOKEN = "LINKFLUX_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = Place.USUAL,
      description = "where it listens, http or https (default: ${DEFAULT-VALUE})")
  private String url = Place.USUAL;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "its first line is the token, if one is needed; default: the environment variable "
              + TOKEN)
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "https: trust who has a certificate of these (PEM), instead of the system's")
  private @Nullable Path authorities;

  @Option(
      names = "--pin",
      paramLabel = "sha256/...",
      description = "https: trust who has this public key, and no other")
  private @Nullable String pin;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * As the options say.
   *
   * @throws ParameterException if they make no sense
   * @throws Refusal if a file cannot be read
   */
  ServiceClient client() {
    return client(System.getenv());
  }

  ServiceClient client(Map<String, String> environment) {
    String place = Place.of(spec, url);
    String token = token(environment);
    if (token != null && goesInClear(place)) {
      spec.commandLine()
          .getErr()
          .println("linkflux: the token goes to " + place + " unencrypted; https keeps it secret");
      spec.commandLine().getErr().flush();
    }
    return ServiceClient.of(place, trust(place), token);
  }

  private static boolean goesInClear(String place) {
    String host = URI.create(place).getHost();
    return place.startsWith("http://")
        && !host.equals("localhost")
        && !host.startsWith("127.")
        && !host.equals("[::1]");
  }

  private @Nullable String token(Map<String, String> environment) {
    Path file = tokenFile;
    String said = file == null ? environment.get(TOKEN) : read(file).lines().findFirst().orElse("");
    if (said == null || said.isBlank()) {
      if (file != null) {
        throw new Refusal(Refusal.WRONG, "linkflux: --token-file: " + file + " is empty");
      }
      return null;
    }
    String token = said.strip();
    if (!token.chars().allMatch(it -> it > ' ' && it <= '~')) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: the token in %s has characters that no token has"
              .formatted(file == null ? TOKEN : file));
    }
    return token;
  }

  private ServerTrust trust(String place) {
    boolean given = authorities != null || pin != null;
    if (given && !place.startsWith("https://")) {
      throw new ParameterException(
          spec.commandLine(), "--ca and --pin are for https; --url is " + place);
    }
    String key = pin;
    if (key != null) {
      if (!key.matches("sha256/[A-Za-z0-9+/]{43}=")) {
        throw new ParameterException(
            spec.commandLine(), "--pin: `" + key + "` is no pin like sha256/ and 44 characters");
      }
      return new PinTrust(key);
    }
    Path file = authorities;
    if (file == null) {
      return new AuthorityTrust();
    }
    KeyStore known = store(file);
    return new AuthorityTrust(() -> AuthorityTrust.platform(known));
  }

  private static KeyStore store(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, one);
      }
      if (number > 0) {
        return store;
      }
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: --ca: cannot read certificates from %s: %s"
              .formatted(file, unreadable.getMessage()));
    }
    throw new Refusal(Refusal.WRONG, "linkflux: --ca: no certificate in " + file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new Refusal(
          Refusal.WRONG, "linkflux: --token-file: cannot read " + unreadable.getMessage());
    }
  }
}
