package dev.linkflux.probe.dns;

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

/**
 * A namespace with two uplinks, w1 and w2, each to a router of its own. Both routers own the same
 * addresses {@link #FOUR} and {@link #SIX} and serve names there, each with answers of its own, so
 * that an answer proves its path. Main default route: w1.
 */
final class TwoNameservers implements Closeable {
  static final String FOUR = "198.51.100.53";
  static final String SIX = "fd79:f::53";
  static final int PORT = 53;

  final Namespace near;
  private final Deque<Closeable> built = new ArrayDeque<>();

  private TwoNameservers(String prefix) {
    near = new Namespace(prefix + "a");
  }

  static TwoNameservers open(Path directory) throws IOException {
    String prefix = "lfdns-" + ProcessHandle.current().pid();
    TwoNameservers lab = new TwoNameservers(prefix);
    try {
      lab.add(lab.near);
      lab.near.ip("link set lo up");
      lab.near.sysctl("net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/default/rp_filter=0");
      for (int number = 1; number <= 2; number++) {
        Namespace router = new Namespace(prefix + "r" + number);
        lab.add(router);
        lab.connect(router, number);
        lab.serve(router, number, Files.createDirectories(directory.resolve("r" + number)));
      }
      lab.route();
      return lab;
    } catch (IOException | RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  private void add(Namespace namespace) throws IOException {
    ip("netns", "add", namespace.name());
    built.push(() -> ip("netns", "del", namespace.name()));
  }

  private void connect(Namespace router, int number) {
    String w = "w" + number;
    near.ip(
        "link add " + w + " type veth peer name r0 netns " + router.name(),
        "address add 10.79." + number + ".1/24 dev " + w,
        "address add fd79:" + number + "::1/64 dev " + w + " nodad",
        "link set " + w + " up");
    router.ip(
        "link set lo up",
        "address add 10.79." + number + ".2/24 dev r0",
        "address add fd79:" + number + "::2/64 dev r0 nodad",
        "link set r0 up",
        "address add " + FOUR + "/32 dev lo",
        "address add " + SIX + "/128 dev lo nodad",
        "route add unreachable 203.0.113.0/25",
        "route add 203.0.113.128/25 dev r0",
        "route add unreachable fd79:9::/64",
        "route add fd79:a::/64 dev r0");
    router.sysctl(
        "net/ipv4/ip_forward=1",
        "net/ipv6/conf/all/forwarding=1",
        "net/ipv4/icmp_ratemask=0",
        "net/ipv6/icmp/ratelimit=0",
        "net/ipv4/conf/r0/send_redirects=0");
  }

  private void serve(Namespace router, int number, Path directory) throws IOException {
    List<String> zone =
        List.of(
            "host-record=which.example.test,192.0.2." + number + ",2001:db8::" + number,
            longRecord(number, 'x'),
            longRecord(number, 'y'),
            "local=/example.test/");
    Dnsmasq server = Dnsmasq.start(directory, List.of(FOUR, SIX), PORT, zone, router::command);
    built.push(server);
  }

  private static String longRecord(int number, char filling) {
    return "txt-record=long.example.test," + longText(number, filling, ",");
  }

  /** A text of the long answer: too long for UDP together with the other. */
  static String longText(int number, char filling, String between) {
    String part = ("" + filling).repeat(240);
    return "r" + number + between + part + between + part + between + part;
  }

  /** The way back to the present main table: its default leads to w1, a worse one to w2. */
  void route() {
    near.ip(
        "route replace default via 10.79.1.2 dev w1",
        "route replace default via 10.79.2.2 dev w2 metric 1000",
        "route replace default via fd79:1::2 dev w1",
        "route replace default via fd79:2::2 dev w2 metric 2000");
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
    while (!built.isEmpty()) {
      built.pop().close();
    }
  }
}
