package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What we send for MPTCP and connection tracking, byte for byte beside the usual commands. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RequestBytesIT {
  private static final int CHANGE = Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK;

  private KernelLab lab;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
  }

  @AfterEach
  void remove() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  @Test
  void weSendWhatTheIpCommandSends() throws IOException {
    int family = lab.inNear(() -> number());
    int a0 = lab.inNear(() -> BoundSocket.interfaceIndex("a0")).orElseThrow();
    EndpointEntry four = new EndpointEntry(7, ip("10.77.0.1"), a0, EndpointEntry.SUBFLOW);
    EndpointEntry six =
        new EndpointEntry(
            9,
            ip("fd77::1"),
            a0,
            EndpointEntry.SUBFLOW | EndpointEntry.BACKUP | EndpointEntry.FULLMESH);
    List<byte[]> adding = sent("endpoint", "add", "10.77.0.1", "dev", "a0", "id", "7", "subflow");
    // Beside the ACK, which ip does not ask for: it takes the answer for one.
    assertThat(adding.getFirst())
        .isEqualTo(ours(GenericFamily.query("mptcp_pm"), Netlink.NLM_F_REQUEST));
    assertThat(adding.getLast()).isEqualTo(ours(MptcpRequests.add(family, four), CHANGE));
    assertThat(
            sent(
                    "endpoint",
                    "add",
                    "fd77::1",
                    "dev",
                    "a0",
                    "id",
                    "9",
                    "subflow",
                    "backup",
                    "fullmesh")
                .getLast())
        .isEqualTo(ours(MptcpRequests.add(family, six), CHANGE));
    assertThat(sent("endpoint", "change", "id", "7", "10.77.0.1", "backup").getLast())
        .isEqualTo(
            ours(
                MptcpRequests.setFlags(
                    family, four.withFlags(EndpointEntry.SUBFLOW | EndpointEntry.BACKUP)),
                CHANGE));
    assertThat(sent("endpoint", "change", "id", "9", "fd77::1", "nobackup", "nofullmesh").getLast())
        .isEqualTo(
            ours(MptcpRequests.setFlags(family, six.withFlags(EndpointEntry.SUBFLOW)), CHANGE));
    assertThat(sent("endpoint", "delete", "id", "9").getLast())
        .isEqualTo(ours(MptcpRequests.delete(family, six), CHANGE));
    assertThat(sent("limits", "set", "subflows", "4", "add_addr_accepted", "2").getLast())
        .isEqualTo(ours(MptcpRequests.setLimits(family, new MptcpLimits(4, 2)), CHANGE));
    assertThat(sent("limits", "show").getLast())
        .isEqualTo(ours(MptcpRequests.limits(family), Netlink.NLM_F_REQUEST));
    assertThat(sent("endpoint", "show"))
        .contains(
            ours(MptcpRequests.endpoints(family), Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP));
  }

  private static int number() throws IOException {
    try (GenericFamily family = GenericFamily.open(Genetlink.MPTCP_PM_NAME, "MPTCP")) {
      return family.number();
    }
  }

  private static byte[] ours(NetlinkWriter request, int flags) {
    return Overheard.ours(request, flags);
  }

  private List<byte[]> sent(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "mptcp"));
    command.addAll(List.of(arguments));
    return Overheard.sentBy(lab.near, command.toArray(String[]::new));
  }

  /**
   * Of what {@code conntrack -D} sends, ours is the header and the original tuple. It sends the
   * rest of the entry as well, of which the kernel looks at the zone only, but no id: it would
   * delete the one that came into the place of the one it saw.
   */
  @Test
  void weSendOfWhatTheConntrackCommandSendsThatWhichCounts() throws IOException {
    ConntrackCommand conntrack = ConntrackCommand.in(lab.near);
    for (String flow : ConntrackCommand.ALL) {
      conntrack.make(flow, 5);
      FlowEntry entry = only();
      byte[] ours = Overheard.ours(FlowCodec.deletion(entry), CHANGE);
      String family = entry.family() == IpFamily.V6 ? " -f ipv6" : "";
      byte[] theirs = conntrack.sent("-D -p " + entry.protocol() + family).getLast();
      assertThat(DeletionBytes.of(ours).id()).isEqualTo(entry.id());
      assertThat(DeletionBytes.of(ours).counting())
          .as(flow)
          .isEqualTo(DeletionBytes.of(theirs).counting());
    }
    assertThat(conntrack.sent("-L").getFirst())
        .isEqualTo(
            Overheard.ours(
                FlowCodec.begin(Ctnetlink.GET, 0, Linux.AF_UNSPEC),
                Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP));
  }

  private FlowEntry only() {
    return lab.inNear(
        () -> {
          List<FlowEntry> flows = new ArrayList<>();
          try (Conntrack conntrack = Conntrack.open()) {
            conntrack.flows(flows::add);
          }
          assertThat(flows).hasSize(1);
          return flows.getFirst();
        });
  }
}
