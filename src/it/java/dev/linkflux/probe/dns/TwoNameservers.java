package dev.linkflux.probe.dns;

import dev.linkflux.lab.Fork;
import dev.linkflux.lab.Namespace;
import dev.linkflux.wire.dns.Dnsmasq;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Two ways out to two routers that serve names, each with answers of its own. */
final class TwoNameservers implements Closeable {
  static final int PORT = 53;

  final Namespace near;
  private final Fork fork;
  private final Deque<Closeable> servers = new ArrayDeque<>();

  private TwoNameservers(Fork fork) {
    this.fork = fork;
    this.near = fork.near();
  }

  static TwoNameservers open(Path directory) throws IOException {
    TwoNameservers lab = new TwoNameservers(Fork.open());
    try {
      for (int number = 1; number <= 2; number++) {
        Namespace router = lab.fork.router(number);
        router.ip(
            "route add unreachable 203.0.113.0/25",
            "route add 203.0.113.128/25 dev u0",
            "route add unreachable fd79:9::/64",
            "route add fd79:a::/64 dev u0");
        lab.serve(router, number, Files.createDirectories(directory.resolve("r" + number)));
      }
      return lab;
    } catch (IOException | RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  private void serve(Namespace router, int number, Path directory) throws IOException {
    List<String> zone =
        List.of(
            "host-record=which.example.test,192.0.2." + number + ",2001:db8::" + number,
            longRecord(number, 'x'),
            longRecord(number, 'y'),
            "local=/example.test/");
    Dnsmasq server =
        Dnsmasq.start(directory, List.of(Fork.V4, Fork.V6), PORT, zone, router::command);
    servers.push(server);
  }

  private static String longRecord(int number, char filling) {
    return "txt-record=long.example.test," + longText(number, filling, ",");
  }

  /** A text of the long answer: too long for UDP together with the other. */
  static String longText(int number, char filling, String between) {
    String part = ("" + filling).repeat(240);
    return "r" + number + between + part + between + part + between + part;
  }

  /** No default in the main table: each uplink has a table, found by the device or by a mark. */
  void routeByTables() throws IOException {
    for (String family : List.of("-4", "-6")) {
      nearby(family, "route flush table main exact default");
      for (int number = 1; number <= 2; number++) {
        String gateway = family.equals("-4") ? "10.79." + number + ".2" : "fd79:" + number + "::2";
        String table = " table 10" + number;
        nearby(family, "route replace default via " + gateway + " dev w" + number + table);
        nearby(family, "rule add oif w" + number + table);
        nearby(family, "rule add fwmark " + number + table);
      }
    }
  }

  private void nearby(String family, String line) throws IOException {
    ip(("-n " + near.name() + " " + family + " " + line).split(" ", -1));
  }

  private static void ip(String... arguments) throws IOException {
    Process process = new ProcessBuilder(concat(arguments)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", arguments) + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<String> concat(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void close() throws IOException {
    while (!servers.isEmpty()) {
      servers.pop().close();
    }
    fork.close();
  }
}
