package dev.linkflux.probe.http;

import dev.linkflux.ClosedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real nginx in the foreground, with a directory of its own, on free ports of loopback. */
final class Nginx implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

  private final Process process;
  private final Path directory;
  final int plain;
  final int secure;
  final int old;

  /**
   * Starts it, or skips the test aloud where there is none.
   *
   * @param servers of the configuration; {@code PLAIN}, {@code SECURE} and {@code OLD} stand for
   *     the ports
   */
  Nginx(Path directory, String servers) {
    if (!Files.isExecutable(PROGRAM)) {
      System.err.println("!!! SKIPPED: there is no nginx");
      Assumptions.abort("SKIPPED: there is no " + PROGRAM);
    }
    this.directory = directory;
    InetAddress here = InetAddress.getLoopbackAddress();
    try {
      plain = ClosedPort.of(here);
      secure = ClosedPort.of(here);
      old = ClosedPort.of(here);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String configuration =
        """
        daemon off; master_process off; pid %1$s/pid;
        events { }
        http {
          log_format probes '$request|$status|$http_host|$http_user_agent|$http_connection|$ssl_server_name|$ssl_protocol|$ssl_session_reused|$request_completion';
          access_log %1$s/access probes;
          client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
          uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
          %2$s
        }
        """
            .formatted(
                directory,
                servers
                    .replace("PLAIN", String.valueOf(plain))
                    .replace("SECURE", String.valueOf(secure))
                    .replace("OLD", String.valueOf(old)));
    try {
      Files.writeString(directory.resolve("conf"), configuration);
      process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "-p",
                  directory.toString(),
                  "-e",
                  directory.resolve("errors").toString(),
                  "-c",
                  directory.resolve("conf").toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("said").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpProbes.await("nginx listens: " + directory, () -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new AssertionError(read("said") + read("errors"));
    }
  }

  /** Its log so far, a line for each request. */
  String log() {
    return read("access");
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It writes the file with its number when all its sockets are open. */
  private boolean listens() {
    return Files.exists(directory.resolve("pid"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
