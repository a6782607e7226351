package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kernel's tracked connections, beside what {@code conntrack} makes and shows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ConntrackIT {
  private KernelLab lab;
  private Conntrack conntrack;
  private ConntrackCommand made;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    made = ConntrackCommand.in(lab.near);
    conntrack = lab.inNear(Conntrack::open);
  }

  @AfterEach
  void remove() throws IOException {
    if (conntrack != null) {
      conntrack.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  private List<FlowEntry> flows() throws IOException {
    List<FlowEntry> flows = new ArrayList<>();
    conntrack.flows(flows::add);
    return flows;
  }

  private FlowEntry only() throws IOException {
    assertThat(flows()).hasSize(1);
    return flows().getFirst();
  }

  @Test
  void flowsOfEveryProtocolAreReadAsTheyWereMade() throws IOException {
    made.make(ConntrackCommand.TRANSLATED, 0x1001);
    FlowEntry translated = only();
    assertThat(translated.source()).isEqualTo(ip("10.1.0.2"));
    assertThat(translated.destination()).isEqualTo(ip("192.0.2.7"));
    assertThat(translated.replySource()).isEqualTo(ip("192.0.2.7"));
    assertThat(translated.replyDestination()).isEqualTo(ip("10.9.0.2"));
    assertThat(translated.original().inner()).isEqualTo(new FlowTuple.Ports(4009, 53));
    assertThat(translated.mark()).isEqualTo(0x1001);
    assertThat(translated.isSourceNat()).isTrue();
    assertThat(made.run("-L -o id")).contains("id=" + Integer.toUnsignedString(translated.id()));

    for (String flow : ConntrackCommand.ALL.subList(2, ConntrackCommand.ALL.size())) {
      made.make(flow, 0);
    }
    assertThat(flows())
        .extracting(
            FlowEntry::protocol, FlowEntry::source, it -> it.original().inner(), FlowEntry::zone)
        .containsExactlyInAnyOrder(
            tuple(17, ip("10.1.0.2"), new FlowTuple.Ports(4009, 53), 0),
            tuple(6, ip("fd00::1"), new FlowTuple.Ports(4001, 443), 0),
            tuple(1, ip("10.1.0.3"), new FlowTuple.Query(77, 8, 0), 0),
            tuple(58, ip("fd00::1"), new FlowTuple.Query(78, 128, 0), 0),
            tuple(47, ip("10.1.0.3"), new FlowTuple.Ports(1, 2), 0),
            tuple(50, ip("10.1.0.3"), new FlowTuple.Bare(), 0),
            tuple(17, ip("10.1.0.2"), new FlowTuple.Ports(4000, 53), 9));
  }

  @Test
  void exactlyTheChosenOneGoesWhicheverItIs() throws IOException {
    for (String flow : ConntrackCommand.ALL) {
      made.make(flow, 0);
    }
    List<FlowEntry> left = new ArrayList<>(flows());
    assertThat(left).hasSize(ConntrackCommand.ALL.size());
    while (!left.isEmpty()) {
      FlowEntry chosen = left.removeLast();
      assertThat(conntrack.expire(flow -> flow.id() == chosen.id())).isOne();
      assertThat(flows()).containsExactlyInAnyOrderElementsOf(left);
    }
  }

  @Test
  void manyGoInOneCallAndThoseOfOthersSurvive() throws IOException {
    int count = 1_000;
    var _ =
        lab.inNear(
            () -> {
              FlowTable.fill(0, count, 0x1001);
              FlowTable.fill(count, count, 0x1002);
              return count;
            });
    Predicate<FlowEntry> ours = flow -> (flow.mark() & 0xffff) == 0x1001;
    assertThat(conntrack.expire(ours)).isEqualTo(count);
    assertThat(flows()).hasSize(count).noneMatch(ours);
    assertThat(made.run("-C").trim()).isEqualTo(Integer.toString(count));
    assertThat(conntrack.expire(ours)).isZero();
  }

  @Test
  void whatIsGoneMeanwhileIsPassedOver() throws IOException {
    made.make(ConntrackCommand.UDP, 1);
    assertThat(conntrack.expire(_ -> deleted(ConntrackCommand.UDP))).isZero();
  }

  @Test
  void oneOfTheSamePacketsButAnotherIdLivesOn() throws IOException {
    made.make(ConntrackCommand.UDP, 1);
    FlowEntry seen = only();
    FlowEntry former =
        new FlowEntry(
            seen.original(), seen.reply(), seen.status(), seen.mark(), seen.id() + 1, seen.zone());
    assertThat(conntrack.forget(List.of(former))).isZero();
    assertThat(flows()).containsExactly(seen);
    assertThat(conntrack.forget(List.of(seen))).isOne();
  }

  private boolean deleted(String flow) {
    try {
      String _ = made.run("-D " + flow);
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void liveTrafficThatWasTranslatedIsFoundByItsNewAddress() throws IOException {
    KernelLab.run(
        "ip",
        "netns",
        "exec",
        lab.near,
        "nft",
        "add table ip t; add chain ip t post { type nat hook postrouting priority 100; };"
            + " add rule ip t post oifname a0 udp dport 9 snat to 10.77.0.1");
    KernelLab.run("ip", "-n", lab.near, "address", "add", "10.88.0.1/32", "dev", "lo");
    var _ =
        lab.inNear(
            () -> {
              try (var socket = new java.net.DatagramSocket(0, ip("10.88.0.1"))) {
                socket.send(new java.net.DatagramPacket(new byte[4], 4, ip("10.77.0.2"), 9));
                socket.send(new java.net.DatagramPacket(new byte[4], 4, ip("10.77.0.2"), 10));
              }
              return 1;
            });
    InetAddress uplink = ip("10.77.0.1");
    assertThat(flows()).hasSize(2);
    assertThat(
            conntrack.expire(flow -> flow.isSourceNat() && flow.replyDestination().equals(uplink)))
        .isOne();
    assertThat(only().original().inner())
        .isInstanceOfSatisfying(
            FlowTuple.Ports.class, ports -> assertThat(ports.destination()).isEqualTo(10));
  }

  /** How long a large table takes, told for the reports; the number comes as a property. */
  @Test
  void aLargeTableIsReadWithoutBeingKept() throws IOException {
    int count = Integer.getInteger("linkflux.flows", 5_000);
    var _ =
        lab.inNear(
            () -> {
              FlowTable.fill(0, count - count / 10, 0x1002);
              FlowTable.fill(count - count / 10, count / 10, 0x1001);
              return count;
            });
    long begin = System.nanoTime();
    assertThat(conntrack.expire(_ -> false)).isZero();
    long read = System.nanoTime();
    assertThat(conntrack.expire(flow -> flow.mark() == 0x1001)).isEqualTo(count / 10);
    long forgotten = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "conntrack: %d entries read in %.1f ms, a tenth of them forgotten in %.1f ms%n",
        count,
        (read - begin) / 1e6,
        (forgotten - read) / 1e6);
  }
}
