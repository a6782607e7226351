package dev.linkflux.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates and keys for one test, made by openssl in a directory. */
public final class Credentials {
  private Credentials() {}

  /**
   * A certificate that signs itself, {@code NAME.pem}, for 127.0.0.1 and localhost, and its key.
   */
  public static void selfSigned(Path directory, String name) {
    run(
        directory,
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN="
            + name
            + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout "
            + name
            + ".key -out "
            + name
            + ".pem && chmod 600 "
            + name
            + ".key");
  }

  /** Runs a shell script there; an AssertionError with what it said if it fails. */
  public static void run(Path directory, String script) {
    Path said = directory.resolve("said");
    try {
      Process process =
          new ProcessBuilder("sh", "-c", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(script + "\n" + Files.readString(said));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
