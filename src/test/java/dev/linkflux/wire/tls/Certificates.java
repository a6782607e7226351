package dev.linkflux.wire.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates of an authority that exists for one test only, made by openssl in a directory. */
public final class Certificates {
  private final Path directory;

  /**
   * @param directory an empty one
   */
  public Certificates(Path directory) {
    this.directory = directory;
    write("index", "");
    write("serial", "01\n");
    write(
        "ca.cnf",
        """
        [ca]
        default_ca = test
        [test]
        database = %1$s/index
        new_certs_dir = %1$s
        serial = %1$s/serial
        certificate = %1$s/ca.pem
        private_key = %1$s/ca.key
        default_md = sha256
        unique_subject = no
        policy = any
        [any]
        commonName = supplied
        """
            .formatted(directory));
    selfSigned("ca", "/CN=Test Authority", "basicConstraints=critical,CA:TRUE");
  }

  /** A certificate of the authority; dates as openssl takes them, such as 20260101000000Z. */
  public void signed(String name, String alternatives, String from, String to) {
    write(name + ".ext", "subjectAltName=" + alternatives + "\n");
    openssl(
        "req",
        "-new",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        name + ".key",
        "-out",
        name + ".csr",
        "-subj",
        "/CN=" + name);
    openssl(
        "ca",
        "-batch",
        "-notext",
        "-config",
        "ca.cnf",
        "-in",
        name + ".csr",
        "-out",
        name + ".pem",
        "-extfile",
        name + ".ext",
        "-startdate",
        from,
        "-enddate",
        to);
  }

  public void selfSigned(String name, String subject, String extension) {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        name + ".key",
        "-out",
        name + ".pem",
        "-days",
        "30",
        "-subj",
        subject,
        "-addext",
        extension);
  }

  /** The pin of a certificate's key, as RFC 7469 appendix A computes it. */
  public String pin(String name) {
    return "sha256/"
        + run(
                "sh",
                "-c",
                "openssl x509 -in %s.pem -noout -pubkey | openssl pkey -pubin -outform der"
                        .formatted(name)
                    + " | openssl dgst -sha256 -binary | base64")
            .strip();
  }

  /** Trusts the authority alone. */
  public AuthorityTrust trust() {
    try (InputStream input = Files.newInputStream(directory.resolve("ca.pem"))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      X509Certificate authority =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(input);
      store.setCertificateEntry("ca", authority);
      return new AuthorityTrust(() -> AuthorityTrust.platform(store));
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    String _ = run(command.toArray(String[]::new));
  }

  private String run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectError(directory.resolve("errors").toFile())
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            String.join(" ", command) + ": " + Files.readString(directory.resolve("errors")));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(directory.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
