package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.Conntrack;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Limits;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Flows that were translated for an uplink, after the main default has left it. */
@NeedsLab
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FlowsIT {
  private static final String FAR = "203.0.113.9";
  private static final String LAN = "10.88.0.1";
  private static final int PORT = 9_000;
  private static final UplinkId FIRST = new UplinkId("u1", 0);

  private SinkLab it;
  private DatagramSocket near;
  private DatagramSocket far;

  @BeforeEach
  void build(@TempDir Path state) throws IOException {
    it = new SinkLab(state);
    Namespace beyond = new Namespace(it.lab.far);
    for (Namespace namespace : List.of(it.namespace, beyond)) {
      namespace.sysctl("net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/default/rp_filter=0");
    }
    beyond.sysctl("net/ipv4/conf/p1/rp_filter=0", "net/ipv4/conf/p2/rp_filter=0");
    beyond.ip("link set lo up", "address add " + FAR + "/32 dev lo");
    it.namespace.ip("address add " + LAN + "/32 dev lo");
    String _ =
        it.namespace.run(
            """
            table ip nat {
              chain post {
                type nat hook postrouting priority 100;
                oifname wan1 snat to 10.1.1.2
                oifname wan2 snat to 10.1.2.2
              }
            }
            """,
            "nft",
            "-f",
            "-");
    far = beyond.call(() -> new DatagramSocket(PORT, RouteLab.ip(FAR)));
    far.setSoTimeout(5_000);
    near = it.namespace.call(() -> new DatagramSocket(4_000, RouteLab.ip(LAN)));
    it.applied(through(1));
  }

  @AfterEach
  void remove() throws IOException {
    near.close();
    far.close();
    it.close();
  }

  private RoutePlan through(int number, Expiry... expiries) throws IOException {
    return it.plan(
        List.of(SinkLab.main(false, 10, List.of(it.hop(false, number, 1)))),
        List.of(),
        List.of(),
        Limits.NONE,
        List.of(expiries));
  }

  private static Expiry expiry(boolean sparingMarked) throws IOException {
    return new Expiry(
        FIRST,
        List.of(RouteLab.ip("10.1.1.2"), RouteLab.ip("fd01:1::2")),
        0x1000,
        0xffff,
        sparingMarked);
  }

  /** Sends one packet of the flow, and gives the source that the far side sees. */
  private InetAddress seen() throws IOException {
    near.send(new DatagramPacket(new byte[8], 8, new InetSocketAddress(FAR, PORT)));
    DatagramPacket arrived = new DatagramPacket(new byte[8], 8);
    far.receive(arrived);
    return arrived.getAddress();
  }

  private String conntrack(String... arguments) {
    List<String> command = new ArrayList<>(List.of("conntrack"));
    command.addAll(List.of(arguments));
    return it.namespace.run("", command.toArray(String[]::new));
  }

  private void make(String flow, int mark) {
    List<String> arguments = new ArrayList<>(List.of("-I", "-t", "600", "-m", "" + mark));
    arguments.addAll(List.of(flow.split(" ", -1)));
    String _ = conntrack(arguments.toArray(String[]::new));
  }

  private void fill() {
    make("-p udp -s 10.5.0.1 -d 192.0.2.7 --sport 1 --dport 53 --src-nat 10.1.1.2", 0);
    make(
        "-p tcp -s 10.5.0.2 -d 192.0.2.7 --sport 2 --dport 53 --src-nat 10.1.1.2"
            + " --state ESTABLISHED",
        0x2_1000);
    make("-p udp -s 10.5.0.3 -d 192.0.2.7 --sport 3 --dport 53", 0x1000);
    make("-p tcp -s fd05::4 -d 2001:db8::7 --sport 4 --dport 443 --state ESTABLISHED", 0x1000);
    // Of the other uplink, of the LAN, and from the first's address without translation.
    make("-p udp -s 10.5.0.5 -d 192.0.2.7 --sport 5 --dport 53 --src-nat 10.1.2.2", 0x1001);
    make("-p udp -s 10.5.0.6 -d 10.5.0.7 --sport 6 --dport 53", 0);
    make("-p udp -s 10.1.1.2 -d 192.0.2.7 --sport 7 --dport 53", 0);
  }

  /** Source ports of those that are left. */
  private List<String> left() {
    return (conntrack("-L", "-f", "ipv4") + conntrack("-L", "-f", "ipv6"))
        .lines()
        .filter(line -> line.contains("sport="))
        .map(line -> line.replaceFirst(".*?sport=(\\d+).*", "$1"))
        .sorted()
        .toList();
  }

  @Test
  void aTranslatedFlowGoesOnThroughTheOtherUplinkWithItsAddress() throws IOException {
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.1.2"));
    // Without an expiry the flow leaves the other uplink with an address that is not of it.
    it.applied(through(2));
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.1.2"));
    assertThat(it.applied(through(2, expiry(false))).flows()).isOne();
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.2.2"));
    assertThat(it.applied(through(2, expiry(false))).flows()).isZero();
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.2.2"));
    assertThat(it.told).isEmpty();
  }

  @Test
  void onlyThoseOfTheUplinkAreForgotten() throws IOException {
    fill();
    assertThat(left()).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(it.applied(through(2, expiry(false))).flows()).isEqualTo(4);
    assertThat(left()).containsExactly("5", "6", "7");
  }

  @Test
  void whatDrainsKeepsThoseThatBearTheMark() throws IOException {
    fill();
    assertThat(it.applied(through(2, expiry(true))).flows()).isOne();
    assertThat(left()).containsExactly("2", "3", "4", "5", "6", "7");
  }

  @Test
  void aPlanThatIsRefusedForAnythingButItsMainRoutesForgetsThemOnce() throws IOException {
    it.namespace.ip("mptcp endpoint add 10.1.2.2 id 9 signal");
    Endpoint endpoint =
        new Endpoint(
            SinkLab.address(false, 2), "wan2", it.lab.index("wan2"), Mptcp.SUBFLOW, false);
    RoutePlan plan = through(2, expiry(false));
    RoutePlan both =
        it.plan(
            plan.routes(), List.of(), List.of(endpoint), Limits.NONE, List.of(expiry(false)));
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.1.2"));
    assertThat(it.refused(both)).contains("is taken by endpoint 9");
    assertThat(seen()).isEqualTo(RouteLab.ip("10.1.2.2"));
    make("-p udp -s 10.5.0.3 -d 192.0.2.7 --sport 3 --dport 53", 0x1000);
    assertThat(it.refused(both)).contains("is taken by endpoint 9");
    assertThat(left()).contains("3");
    assertThat(it.applied(plan).flows()).isOne();
    assertThat(left()).contains("3");
  }

  @Test
  void aPlanWithoutExpiriesForgetsNone() throws IOException {
    fill();
    assertThat(it.applied(through(2)).flows()).isZero();
    assertThat(left()).hasSize(7);
  }

  @Test
  void whatTheKernelDoesNotAllowIsToldOnce() throws Exception {
    fill();
    try (Conntrack weak = it.namespace.call(() -> Unprivileged.call(Conntrack::open))) {
      List<String> told = new ArrayList<>();
      FlowExpiry flows = new FlowExpiry(weak, told::add);
      for (int plan = 0; plan < 2; plan++) {
        flows.carryOut(List.of(expiry(false)));
        assertThat(flows.settle()).isZero();
      }
      assertThat(told).singleElement().asString().contains("cannot be forgotten").contains("EPERM");
    }
    assertThat(left()).hasSize(7);
  }
}
