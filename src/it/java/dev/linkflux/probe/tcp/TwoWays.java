package dev.linkflux.probe.tcp;

import dev.linkflux.lab.Fork;
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

/**
 * Two ways out to two routers that both take connections. What lies behind the second,
 * 203.0.113.0/24 and fd79:9::/64, is refused there as the last part of the address says: 1 no route
 * to the host, 13 forbidden, 3 no such port; 7 goes round until its hop limit is used up.
 */
final class TwoWays implements AutoCloseable {
  static final int OPEN = 80;
  static final int CLOSED = 81;
  static final int SILENT = 82;
  static final int FIRST_LOST = 83;

  private static final Pattern BYTES = Pattern.compile("bytes (\\d+)");

  final Namespace near;
  final Namespace first;
  final Namespace second;
  final AtomicInteger acceptedByFirst = new AtomicInteger();
  final AtomicInteger acceptedBySecond = new AtomicInteger();
  private final List<ServerSocket> hosts = new ArrayList<>();

  private final Fork fork;

  private TwoWays(Fork fork) {
    this.fork = fork;
    near = fork.near();
    first = fork.router(1);
    second = fork.router(2);
  }

  static TwoWays open() {
    TwoWays lab = new TwoWays(Fork.open());
    try {
      lab.build();
      return lab;
    } catch (RuntimeException failure) {
      lab.close();
      throw failure;
    }
  }

  private void build() {
    second.ip(
        "route add 203.0.113.0/24 via 10.79.2.1 dev u0",
        "route add fd79:9::/64 via fd79:2::1 dev u0");
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
            ip6 daddr fd79:9::1 reject with icmpv6 type no-route;
            ip6 daddr fd79:9::13 reject with icmpv6 type admin-prohibited;
            ip6 daddr fd79:9::3 reject with icmpv6 type port-unreachable; }
        }\
        """);
    serve(first, OPEN, acceptedByFirst);
    serve(second, OPEN, acceptedBySecond);
    serve(second, FIRST_LOST, acceptedBySecond);
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

  @Override
  public void close() {
    for (ServerSocket host : hosts) {
      try {
        host.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    fork.close();
  }
}
