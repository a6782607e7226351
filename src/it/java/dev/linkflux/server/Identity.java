package dev.linkflux.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate that it has signed itself, as an API server has it.
 *
 * @param context of a server that shows it
 * @param pin of the key (RFC 7469 section 2.4), as configurations have it
 */
record Identity(SSLContext context, String pin) {
  private static final String PASSWORD = "of a test";

  /** Makes one, by openssl. */
  static Identity make(Path directory, String name) {
    Path key = directory.resolve(name + ".key");
    Path certificate = directory.resolve(name + ".pem");
    Path store = directory.resolve(name + ".p12");
    String curve = "ec_paramgen_curve:P-256";
    run("req -x509 -newkey ec -pkeyopt " + curve + " -nodes -days 30", key, certificate, name);
    run(
        List.of(
            "openssl",
            "pkcs12",
            "-export",
            "-inkey",
            key.toString(),
            "-in",
            certificate.toString(),
            "-name",
            "it",
            "-passout",
            "pass:" + PASSWORD,
            "-out",
            store.toString()));
    try (InputStream input = Files.newInputStream(store)) {
      return of(input);
    } catch (IOException | GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Identity of(InputStream input) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(input, PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    byte[] key = keys.getCertificate("it").getPublicKey().getEncoded();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
    return new Identity(context, "sha256/" + Base64.getEncoder().encodeToString(digest));
  }

  private static void run(String words, Path key, Path certificate, String name) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    command.addAll(List.of("-subj", "/CN=" + name));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] said = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + new String(said, StandardCharsets.UTF_8));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
