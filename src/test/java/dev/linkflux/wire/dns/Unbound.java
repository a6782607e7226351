package dev.linkflux.wire.dns;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real resolver on loopback, by UDP and TCP, and by TLS at a port of its own. */
public final class Unbound implements Closeable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/unbound"), Path.of("/usr/bin/unbound"));

  private final Process process;
  private final int port;
  private final int tlsPort;

  private Unbound(Process process, int port, int tlsPort) {
    this.process = process;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /**
   * Starts one on free ports of loopback, or skips the test aloud where there is none.
   *
   * @param directory for its files; {@code NAME.key} and {@code NAME.pem} are there
   * @param certificate that NAME
   * @param server lines of its section {@code server}
   */
  public static Unbound start(Path directory, String certificate, List<String> server)
      throws IOException {
    Path program =
        PLACES.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(
                () -> Assumptions.abort("SKIPPED: unbound is missing (Debian package unbound)"));
    InetAddress host = InetAddress.ofLiteral("127.0.0.1");
    int port;
    int tlsPort;
    try (PortPair plain = PortPair.open(host);
        PortPair tls = PortPair.open(host)) {
      port = plain.port();
      tlsPort = tls.port();
    }
    Path configuration = directory.resolve("unbound.conf");
    Files.writeString(
        configuration,
        """
        server:
          interface: 127.0.0.1@%1$d
          interface: 127.0.0.1@%2$d
          tls-port: %2$d
          tls-service-key: "%3$s/%4$s.key"
          tls-service-pem: "%3$s/%4$s.pem"
          num-threads: 1
          module-config: "iterator"
          do-not-query-localhost: no
          directory: "%3$s"
          chroot: ""
          username: ""
          pidfile: ""
          use-syslog: no
          logfile: ""
          verbosity: 1
          %5$s
        remote-control:
          control-enable: no
        """
            .formatted(port, tlsPort, directory, certificate, String.join("\n  ", server)));
    Process process =
        new ProcessBuilder(program.toString(), "-d", "-d", "-c", configuration.toString())
            .redirectErrorStream(true)
            .start();
    Unbound unbound = new Unbound(process, port, tlsPort);
    unbound.awaitStarted();
    return unbound;
  }

  private void awaitStarted() throws IOException {
    BufferedReader log = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      if (line.contains("start of service")) {
        return;
      }
    }
    throw new IOException("unbound did not start: " + said);
  }

  /** By UDP and TCP. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** By TLS. */
  public InetSocketAddress tlsAddress() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), tlsPort);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
