package dev.linkflux.probe.http;

import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A machine with two ways out, {@code w1} (the default route) and {@code w2} (a worse one), to two
 * routers that both own 198.51.100.1 and fd79:f::1, and say over HTTP which they are. What lies
 * behind the second, 203.0.113.0/24 and fd79:9::/64, is refused there as unreachable.
 */
final class TwoRouters implements AutoCloseable {
  static final int PORT = 80;
  static final String V4 = "198.51.100.1";
  static final String V6 = "fd79:f::1";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final Namespace near;
  private final Namespace first;
  private final Namespace second;
  private final List<RawServer> servers = new ArrayList<>();

  private TwoRouters(String name) {
    near = new Namespace(name + "n");
    first = new Namespace(name + "x");
    second = new Namespace(name + "y");
  }

  /** Builds it, or skips the test aloud where this machine does not allow it. */
  static TwoRouters open() {
    TwoRouters lab =
        new TwoRouters("lfhttp-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet());
    for (Namespace namespace : lab.all()) {
      if (!run("ip", "netns", "add", namespace.name())) {
        lab.close();
        System.err.println("!!! SKIPPED: network namespaces need root and iproute2");
        Assumptions.abort("SKIPPED: network namespaces need root and the ip command (iproute2)");
      }
    }
    try {
      lab.build();
      return lab;
    } catch (RuntimeException failure) {
      lab.close();
      throw failure;
    }
  }

  private void build() {
    near.ip("link set lo up");
    connect("w1", first, 1);
    connect("w2", second, 2);
    near.ip(
        "route add default via 10.79.1.2 dev w1 metric 10",
        "route add default via 10.79.2.2 dev w2 metric 20",
        "route add ::/0 via fd79:1::2 dev w1 metric 10",
        "route add ::/0 via fd79:2::2 dev w2 metric 20");
    near.sysctl("net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/w2/rp_filter=0");
    second.ip("route add unreachable 203.0.113.0/24", "route add unreachable fd79:9::/64");
  }

  private void connect(String device, Namespace router, int number) {
    String v4 = "10.79." + number + ".";
    String v6 = "fd79:" + number + "::";
    near.ip("link add " + device + " type veth peer name u0 netns " + router.name());
    for (Namespace namespace : List.of(near, router)) {
      String end = namespace.equals(near) ? device : "u0";
      String host = namespace.equals(near) ? "1" : "2";
      namespace.sysctl("net/ipv6/conf/" + end + "/accept_dad=0");
      namespace.ip(
          "address add " + v4 + host + "/24 dev " + end,
          "address add " + v6 + host + "/64 dev " + end + " nodad",
          "link set " + end + " up");
    }
    router.sysctl(
        "net/ipv4/ip_forward=1",
        "net/ipv6/conf/all/forwarding=1",
        "net/ipv4/icmp_ratemask=0",
        "net/ipv6/icmp/ratelimit=0");
    router.ip(
        "link set lo up",
        "address add " + V4 + "/32 dev lo",
        "address add " + V6 + "/128 dev lo nodad");
    for (String address : List.of(V4, V6)) {
      servers.add(
          router.call(
              () ->
                  new RawServer(
                      address,
                      PORT,
                      client ->
                          RawServer.send(
                              client, "HTTP/1.1 200 OK\r\n\r\nthis is router " + number))));
    }
  }

  private List<Namespace> all() {
    return List.of(near, first, second);
  }

  private static boolean run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String _ = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    servers.forEach(RawServer::close);
    all().forEach(namespace -> run("ip", "netns", "del", namespace.name()));
  }
}
