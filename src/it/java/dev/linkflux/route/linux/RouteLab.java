package dev.linkflux.route.linux;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.lab.Namespace;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A router with uplinks wan1 and wan2 (10.1.1.2/24 and 10.1.2.2/24, fd01:1::2/64 and fd01:2::2/64)
 * whose cables end in another namespace (p1, p2; hosts .1 and ::1 there).
 */
final class RouteLab implements AutoCloseable {
  static final Routing ROUTING = Routing.DEFAULT;

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String router;
  final String far;

  RouteLab() throws IOException {
    String name = "lfr-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();
    this.router = name + "a";
    this.far = name + "b";
    run("ip", "netns", "add", router);
    run("ip", "netns", "add", far);
    inRouter("link", "set", "lo", "up");
    addWan(1);
    addWan(2);
  }

  void addWan(int number) throws IOException {
    String wan = "wan" + number;
    String peer = "p" + number;
    run(
        "ip", "link", "add", wan, "netns", router, "type", "veth", "peer", "name", peer, "netns",
        far);
    new Namespace(router)
        .sysctl(
            "net/ipv6/conf/" + wan + "/accept_dad=0",
            "net/ipv6/conf/" + wan + "/keep_addr_on_down=1");
    inRouter("address", "add", "10.1." + number + ".2/24", "dev", wan);
    inRouter("address", "add", "fd01:" + number + "::2/64", "dev", wan, "nodad");
    inRouter("link", "set", wan, "up");
    inFar("address", "add", "10.1." + number + ".1/24", "dev", peer);
    inFar("link", "set", peer, "up");
    await(wan + " has carrier", () -> said("link", "show", wan).contains("LOWER_UP"));
  }

  static List<Uplink> uplinks(String... gateways) throws IOException {
    List<Uplink> uplinks = new ArrayList<>();
    for (int i = 0; i < gateways.length; i++) {
      List<InetAddress> configured = gateways[i].isEmpty() ? List.of() : List.of(ip(gateways[i]));
      uplinks.add(
          new Uplink(new UplinkId("u" + (i + 1), i), "wan" + (i + 1), i + 1, configured, 1, false));
    }
    return uplinks;
  }

  static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  /** The index of an interface of the router. */
  int index(String device) throws IOException {
    return new Namespace(router)
        .call(
            () -> {
              NetworkInterface found = NetworkInterface.getByName(device);
              if (found == null) {
                throw new IOException("no interface " + device);
              }
              return found.getIndex();
            });
  }

  String inRouter(String... arguments) throws IOException {
    return ip(router, arguments);
  }

  String inFar(String... arguments) throws IOException {
    return ip(far, arguments);
  }

  /** As {@link #inRouter}, for conditions. */
  String said(String... arguments) {
    try {
      return inRouter(arguments);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  String routes(IpFamily family, Object table) {
    String flag = family == IpFamily.V4 ? "-4" : "-6";
    return said(flag, "route", "show", "table", String.valueOf(table), "proto", "76");
  }

  private static String ip(String namespace, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 10 s for: " + what);
      }
      LockSupport.parkNanos(50_000);
    }
  }

  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    run("ip", "netns", "del", router);
    run("ip", "netns", "del", far);
  }
}
