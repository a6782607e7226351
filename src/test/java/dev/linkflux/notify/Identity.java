package dev.linkflux.notify;

import dev.linkflux.wire.tls.AuthorityTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A key with a certificate that it has signed itself, made by openssl for one test. */
record Identity(SSLContext server, X509ExtendedTrustManager trust) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * @param directory an empty one
   * @param names as openssl takes them, such as {@code DNS:hooks.example}
   */
  static Identity of(Path directory, String names) throws Exception {
    Path keys = directory.resolve("keys.p12");
    run(
        directory,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=x"
            + " -addext subjectAltName="
            + names
            + " -keyout key.pem -out cert.pem"
            + " && openssl pkcs12 -export -inkey key.pem -in cert.pem -name x -out keys.p12"
            + " -passout pass:changeit");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(keys)) {
      store.load(input, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    SSLContext server = SSLContext.getInstance("TLS");
    server.init(own.getKeyManagers(), null, null);
    return new Identity(server, trusting(store));
  }

  private static X509ExtendedTrustManager trusting(KeyStore store)
      throws GeneralSecurityException, IOException {
    @Nullable X509Certificate certificate = (X509Certificate) store.getCertificate("x");
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("x", certificate);
    return AuthorityTrust.platform(trusted);
  }

  private static void run(Path directory, String script) throws IOException, InterruptedException {
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(said));
    }
  }
}
