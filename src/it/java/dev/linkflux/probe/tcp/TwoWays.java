package dev.linkflux.probe.tcp;

import dev.linkflux.lab.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A machine with two ways out, {@code w1} (the default route) and {@code w2}, to two routers that
 * both own 198.51.100.1 and fd78:f::1. What lies behind the second, 203.0.113.0/24 and fd78:9::/64,
 * is refused there as the last part of the address says: 1 no route to the host, 13 forbidden, 3 no
 * such port; 7 goes round until its hop limit is used up.
 */
final class TwoWays implements AutoCloseable {
  static final int OPEN = 80;
  static final int CLOSED = 81;
  static final int SILENT = 82;
  static final int FIRST_LOST = 83;

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Pattern BYTES = Pattern.compile("bytes (\\d+)");

  final Namespace near;
  final Namespace first;
  final Namespace second;
  final AtomicInteger acceptedByFirst = new AtomicInteger();
  final AtomicInteger acceptedBySecond = new AtomicInteger();
  private final List<ServerSocket> hosts = new ArrayList<>();

  private TwoWays(String name) {
    near = new Namespace(name + "n");
    first = new Namespace(name + "x");
    second = new Namespace(name + "y");
  }

  /** Builds it, or skips the test aloud where this machine does not allow it. */
  static TwoWays open() {
    String name = "lftcp-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    TwoWays lab = new TwoWays(name);
    for (Namespace namespace : lab.all()) {
      if (run(List.of("ip", "netns", "add", namespace.name())).status() != 0) {
        lab.close();
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
        "route add default via 10.78.1.2 dev w1 metric 10",
        "route add default via 10.78.2.2 dev w2 metric 20",
        "route add ::/0 via fd78:1::2 dev w1 metric 10",
        "route add ::/0 via fd78:2::2 dev w2 metric 20");
    near.sysctl("net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/w2/rp_filter=0");
    rules(
        near,
        """
        table inet count {
          chain in { type filter hook input priority 0; ip protocol { tcp, icmp } counter;
            ip6 nexthdr tcp counter; icmpv6 type { destination-unreachable, time-exceeded } counter; }
          chain out { type filter hook output priority 0; meta l4proto tcp counter; }
        }\
        """);
    rules(
        second,
        """
        table inet refuse {
          chain in { type filter hook input priority 0;
            tcp dport 82 drop; tcp dport 83 quota until 60 bytes drop; }
          chain through { type filter hook forward priority 0;
            ip daddr 203.0.113.1 reject with icmp type host-unreachable;
            ip daddr 203.0.113.13 reject with icmp type admin-prohibited;
            ip daddr 203.0.113.3 reject with icmp type port-unreachable;
            ip6 daddr fd78:9::1 reject with icmpv6 type no-route;
            ip6 daddr fd78:9::13 reject with icmpv6 type admin-prohibited;
            ip6 daddr fd78:9::3 reject with icmpv6 type port-unreachable; }
        }\
        """);
    serve(first, OPEN, acceptedByFirst);
    serve(second, OPEN, acceptedBySecond);
    serve(second, FIRST_LOST, acceptedBySecond);
  }

  private void connect(String device, Namespace router, int number) {
    String v4 = "10.78." + number + ".";
    String v6 = "fd78:" + number + "::";
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
        "net/ipv6/icmp/ratelimit=0",
        "net/ipv4/conf/all/send_redirects=0",
        "net/ipv4/conf/u0/send_redirects=0");
    router.ip(
        "link set lo up",
        "address add 198.51.100.1/32 dev lo",
        "address add fd78:f::1/128 dev lo nodad",
        "route add 203.0.113.0/24 via " + v4 + "1 dev u0",
        "route add fd78:9::/64 via " + v6 + "1 dev u0");
  }

  private void serve(Namespace router, int port, AtomicInteger accepted) {
    ServerSocket host =
        router.call(
            () -> {
              ServerSocket socket = new ServerSocket();
              socket.bind(new InetSocketAddress(port), 1_000);
              return socket;
            });
    hosts.add(host);
    Thread.ofPlatform()
        .daemon()
        .name("host in " + router.name())
        .start(
            () -> {
              try {
                while (true) {
                  try (Socket guest = host.accept()) {
                    accepted.incrementAndGet();
                    int _ = guest.getInputStream().read();
                  } catch (SocketException reset) {
                    if (host.isClosed()) {
                      return;
                    }
                  }
                }
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
  }

  /** Bytes of IP of TCP, and of ICMP errors, that went through the near machine up to now. */
  long counted() {
    String said = must(List.of("ip", "netns", "exec", near.name(), "nft", "list", "ruleset"));
    Matcher matcher = BYTES.matcher(said);
    long bytes = 0;
    while (matcher.find()) {
      bytes += Long.parseLong(matcher.group(1));
    }
    return bytes;
  }

  static void rules(Namespace namespace, String rules) {
    must(List.of("ip", "netns", "exec", namespace.name(), "nft", rules));
  }

  static String must(List<String> command) {
    Ended ended = run(command);
    if (ended.status() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + ended.output());
    }
    return ended.output();
  }

  record Ended(int status, String output) {}

  private static Ended run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException failure) {
      return new Ended(127, String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private List<Namespace> all() {
    return List.of(near, first, second);
  }

  @Override
  public void close() {
    for (ServerSocket host : hosts) {
      try {
        host.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    all().forEach(namespace -> run(List.of("ip", "netns", "del", namespace.name())));
  }
}
