package dev.linkflux.wire.dns;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/** A real name server, of the zone {@code example.test} and of nothing else. */
public final class Dnsmasq implements Closeable {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/dnsmasq"), Path.of("/usr/bin/dnsmasq"));

  private static final List<String> ZONE =
      List.of(
          "host-record=both.example.test,192.0.2.1,2001:db8::1",
          "host-record=four.example.test,192.0.2.4",
          "cname=alias.example.test,both.example.test",
          "txt-record=short.example.test,v=spf1 -all",
          "txt-record=long.example.test," + "x".repeat(250) + ("," + "y".repeat(250)).repeat(2),
          "txt-record=long.example.test," + "z".repeat(250) + ("," + "y".repeat(250)).repeat(2),
          "local=/example.test/",
          "local-ttl=60");

  private final Process process;
  private final int port;

  private Dnsmasq(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on a free port of loopback, or skips the test aloud where there is none. */
  public static Dnsmasq start(Path directory) throws IOException {
    int port;
    try (PortPair free = PortPair.open(InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.port();
    }
    return start(directory, List.of("127.0.0.1", "::1"), port, ZONE, UnaryOperator.identity());
  }

  /**
   * Starts one, or skips the test aloud where there is none.
   *
   * @param directory for its files
   * @param addresses where it listens
   * @param zone lines of its configuration
   * @param launcher turns its command line into the one that starts it
   */
  public static Dnsmasq start(
      Path directory,
      List<String> addresses,
      int port,
      List<String> zone,
      UnaryOperator<List<String>> launcher)
      throws IOException {
    Path program =
        PLACES.stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseGet(
                () ->
                    Assumptions.abort("SKIPPED: dnsmasq is missing (Debian package dnsmasq-base)"));
    Path configuration = directory.resolve("dnsmasq.conf");
    List<String> lines =
        new ArrayList<>(
            List.of(
                "port=" + port,
                "listen-address=" + String.join(",", addresses),
                "bind-interfaces",
                "no-resolv",
                "no-hosts",
                "no-poll",
                "user=" + System.getProperty("user.name"),
                "pid-file=" + directory.resolve("dnsmasq.pid"),
                "log-facility=-"));
    lines.addAll(zone);
    Files.write(configuration, lines);
    List<String> command =
        List.of(program.toString(), "--keep-in-foreground", "-C", configuration.toString());
    Process process = new ProcessBuilder(launcher.apply(command)).redirectErrorStream(true).start();
    Dnsmasq server = new Dnsmasq(process, port);
    server.awaitStarted();
    return server;
  }

  private void awaitStarted() throws IOException {
    BufferedReader log = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      if (line.contains("started, version")) {
        return;
      }
    }
    throw new IOException(Arrays.toString(process.info().arguments().orElse(null)) + said);
  }

  /** Makes it read its files of hosts again, and waits until it has. */
  public void readHostsAgain() throws IOException {
    try {
      int status =
          new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
      if (status != 0) {
        throw new IOException("kill -HUP: " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    BufferedReader log = process.inputReader();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.contains("names")) { // it has read so many of them
        return;
      }
    }
    throw new IOException("dnsmasq has ended");
  }

  public InetSocketAddress four() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  public InetSocketAddress six() {
    return new InetSocketAddress(InetAddress.ofLiteral("::1"), port);
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
