package dev.linkflux.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A machine with two ways out, {@code w1} and {@code w2} (10.79.1.1 and 10.79.2.1, fd79:1::1 and
 * fd79:2::1), to a router each. Both routers own the same addresses, so that an answer proves its
 * path. The default route leads to the first, a worse one to the second.
 */
public final class Fork implements AutoCloseable {
  /** Of both routers. */
  public static final String V4 = "198.51.100.1";

  public static final String V6 = "fd79:f::1";

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Namespace near;
  private final List<Namespace> routers;

  private Fork(String name) {
    near = new Namespace(name + "n");
    routers = List.of(new Namespace(name + "x"), new Namespace(name + "y"));
  }

  /** Builds it, or skips the test aloud where this machine does not allow it. */
  public static Fork open() {
    Fork fork =
        new Fork("lffork-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet());
    try {
      fork.add(fork.near);
      fork.near.ip("link set lo up");
      fork.near.sysctl("net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/default/rp_filter=0");
      for (int number = 1; number <= 2; number++) {
        fork.add(fork.router(number));
        fork.connect(number);
      }
      return fork;
    } catch (RuntimeException | Error failure) {
      fork.close();
      throw failure;
    }
  }

  /** The machine itself. */
  public Namespace near() {
    return near;
  }

  /** The router behind w1 or w2. */
  public Namespace router(int number) {
    return routers.get(number - 1);
  }

  private void add(Namespace namespace) {
    if (run("ip", "netns", "add", namespace.name()) != 0) {
      System.err.println("!!! SKIPPED: network namespaces need root and iproute2");
      Assumptions.abort("SKIPPED: network namespaces need root and the ip command (iproute2)");
    }
  }

  private void connect(int number) {
    String device = "w" + number;
    String v4 = "10.79." + number + ".";
    String v6 = "fd79:" + number + "::";
    Namespace router = router(number);
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
        "address add " + V4 + "/32 dev lo",
        "address add " + V6 + "/128 dev lo nodad");
    near.ip(
        "route add default via " + v4 + "2 dev " + device + " metric " + 10 * number,
        "route add ::/0 via " + v6 + "2 dev " + device + " metric " + 10 * number);
  }

  private static int run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String _ = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor();
    } catch (IOException _) {
      return 127;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    int _ = run("ip", "netns", "del", near.name());
    routers.forEach(router -> run("ip", "netns", "del", router.name()));
  }
}
