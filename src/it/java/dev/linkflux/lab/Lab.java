package dev.linkflux.lab;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A router with three uplinks, a world behind them and a client in its LAN, all in network
 * namespaces of this machine.
 *
 * <pre>
 *  client ── lan ─┬────────┬─ wan1 ── modem1 ─ air1 ~ relay ~ air1 ─┬───────┐
 *  192.168.77.2   │ router ├─ wan2 ── modem2 ─ air2 ~ relay ~ air2 ─┤ world │ 198.51.100.1, .2, .3, .10
 *             .1 ─┴────────┴─ wan3 ── modem3 ─ air3 ~ relay ~ air3 ─┴───────┘
 *                       10.N.0.2   10.N.0.1
 * </pre>
 *
 * Everything has IPv6 addresses too: the LAN is 2001:db8:77::/64 (router ::1, client ::2), uplink N
 * is 2001:db8:N::/64 (router ::2, modem ::1), targets are 2001:db8:ff::1, ::2 and ::3, and the sink
 * is ::10 there.
 *
 * <p>It goes when it is closed, and when this process ends by SIGTERM, SIGINT or by itself.
 */
public final class Lab implements AutoCloseable {
  public static final int UPLINKS = 3;
  public static final int TARGETS = 3;

  /** The host that client flows go to. */
  public static final Inet4Address SINK = Inet4Address.ofLiteral("198.51.100.10");

  /** The same for IPv6. */
  public static final Inet6Address SINK6 = (Inet6Address) InetAddress.ofLiteral("2001:db8:ff::10");

  /** Where the IPv6 addresses of the targets lie. */
  public static final String TARGETS6 = "2001:db8:ff::/64";

  static final InetAddress LAN6_ADDRESS = InetAddress.ofLiteral("2001:db8:77::");
  static final int LAN6_PREFIX = 64;
  static final String LAN6 = "2001:db8:77::/64";
  static final String ROUTER6 = "2001:db8:77::1";
  static final String CLIENT6 = "2001:db8:77::2";

  static final Inet4Address LAN = Inet4Address.ofLiteral("192.168.77.0");
  static final int LAN_PREFIX = 24;

  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private final Topology topology;
  private final List<Uplink> uplinks = new ArrayList<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::remove, "lab removal");

  private Lab(Topology topology) {
    this.topology = topology;
  }

  public static Lab open() {
    return open(LabOptions.standard());
  }

  /** Builds a lab; other labs, of this process or another, do not matter to it. */
  public static Lab open(LabOptions options) {
    String missing = LabRights.missing().orElse("");
    if (!missing.isEmpty()) {
      throw new IllegalStateException(missing);
    }
    Lab lab = new Lab(new Topology(Topology.prefix(INSTANCES.incrementAndGet())));
    Runtime.getRuntime().addShutdownHook(lab.atExit);
    try {
      // Whoever ends the process meanwhile waits, and then finds all that is to be removed.
      synchronized (lab.parts) {
        lab.build(options);
      }
      return lab;
    } catch (RuntimeException failure) {
      lab.close();
      throw failure;
    }
  }

  public Namespace router() {
    return topology.router;
  }

  public Namespace client() {
    return topology.client;
  }

  public Namespace world() {
    return topology.world;
  }

  /** The far end of the cable of uplink 1, 2 or 3. */
  public Namespace modem(int number) {
    return topology.modems.get(number - 1);
  }

  public List<Namespace> namespaces() {
    return topology.namespaces();
  }

  /** Uplink 1, 2 or 3. */
  public Uplink uplink(int number) {
    return uplinks.get(number - 1);
  }

  /** Address of target 1, 2 or 3. */
  public static Inet4Address target(int number) {
    if (number < 1 || number > TARGETS) {
      throw new IllegalArgumentException("targets are 1 to " + TARGETS + ", not " + number);
    }
    return Inet4Address.ofLiteral("198.51.100." + number);
  }

  /** IPv6 address of target 1, 2 or 3. */
  public static Inet6Address target6(int number) {
    if (number < 1 || number > TARGETS) {
      throw new IllegalArgumentException("targets are 1 to " + TARGETS + ", not " + number);
    }
    return (Inet6Address) InetAddress.ofLiteral("2001:db8:ff::" + number);
  }

  /**
   * Takes a target away, so that whatever is sent to it gets no answer at all.
   *
   * @return nanoTime just before the kernel was asked
   */
  public long silence(int target) {
    return setTarget(target, false);
  }

  /**
   * Takes all targets away in one moment, from whichever uplink they are asked: whatever is sent to
   * them gets no answer at all.
   */
  public void silence() {
    world()
        .run(
            """
            add table inet silence
            add chain inet silence incoming { type filter hook prerouting priority -300; }
            add rule inet silence incoming ip daddr 198.51.100.0/24 drop
            add rule inet silence incoming ip6 daddr 2001:db8:ff::/64 drop
            """,
            "nft",
            "-f",
            "-");
  }

  /** Somebody pulls the whole interface of an uplink out of the router: it is no more. */
  public void unplug(int uplink) {
    router().ip("link del wan" + uplink);
  }

  /** A new interface of that name is plugged in, with the addresses that the old one had. */
  public void plug(int uplink) {
    topology.cable(uplink);
  }

  /** Removes what labs have left behind whose process is gone; gives the names. */
  public static List<String> sweep() {
    List<Namespace> left = Topology.leftBehind();
    if (!left.isEmpty()) {
      Namespace.delete(left);
    }
    return left.stream().map(Namespace::name).toList();
  }

  /** Brings all targets back in one moment. */
  public void restore() {
    world().run("add table inet silence\ndelete table inet silence\n", "nft", "-f", "-");
  }

  /**
   * Brings a target back.
   *
   * @return nanoTime just before the kernel was asked
   */
  public long restore(int target) {
    return setTarget(target, true);
  }

  /** Has a part closed together with the lab, before the namespaces go. */
  public <T extends AutoCloseable> T owned(T part) {
    synchronized (parts) {
      parts.push(part);
    }
    return part;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // The process ends just now, and its hook finds nothing left to do.
      return;
    }
  }

  private void build(LabOptions options) {
    topology.build(options);
    for (int number = 1; number <= UPLINKS; number++) {
      String air = Topology.air(number);
      Impairment eachWay = Impairment.ofDelay(options.roundTrips().get(number - 1).dividedBy(2));
      Relay relay =
          new Relay(
              "uplink " + number,
              Tun.open(modem(number), air),
              Tun.open(world(), air),
              eachWay,
              options.seed() * UPLINKS + number);
      FarSide farSide = new FarSide(modem(number));
      uplinks.add(
          owned(new Uplink(number, eachWay, relay, Rtnetlink.open(modem(number)), farSide)));
      topology.connect(number);
    }
  }

  private long setTarget(int target, boolean present) {
    try (Rtnetlink kernel = Rtnetlink.open(world())) {
      long now = System.nanoTime();
      kernel.loopbackAddress(target(target), present);
      kernel.loopbackAddress(target6(target), present);
      return now;
    }
  }

  private void remove() {
    synchronized (parts) {
      RuntimeException failed = null;
      AssertionError wrong = null;
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (AssertionError found) {
          wrong = found;
        } catch (Exception failure) {
          failed = new IllegalStateException("a part of the lab did not close", failure);
        }
      }
      topology.remove();
      if (wrong != null) {
        throw wrong;
      }
      if (failed != null) {
        throw failed;
      }
    }
  }
}
