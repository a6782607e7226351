package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests for MPTCP and connection tracking as {@code ip} (iproute2 6.1.0) and {@code conntrack}
 * (1.4.7) send them, captured by {@code strace -e trace=sendmsg,sendto -e write=all} on Linux 6.18,
 * where the family mptcp_pm had the number 28. Sequence numbers are zeroed.
 */
class MptcpAndFlowBytesTest {
  private static final int FAMILY = 28;
  private static final int CHANGE = Netlink.NLM_F_REQUEST | Netlink.NLM_F_ACK;
  private static final int LOOK = Netlink.NLM_F_REQUEST;
  private static final int DUMP = Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP;

  private static InetAddress ip(String address) throws IOException {
    return InetAddress.getByName(address);
  }

  private static Arguments row(String command, NetlinkWriter ours, int flags, String... bytes) {
    return Arguments.of(command, ours, flags, String.join("", bytes).replace(" ", ""));
  }

  static Stream<Arguments> ofMptcp() throws IOException {
    EndpointEntry four = new EndpointEntry(3, ip("10.77.0.2"), 3, EndpointEntry.SUBFLOW);
    int all = EndpointEntry.SUBFLOW | EndpointEntry.BACKUP | EndpointEntry.FULLMESH;
    EndpointEntry six = new EndpointEntry(4, ip("fd00:77::2"), 3, all);
    return Stream.of(
        // ip leaves the ACK out and takes the answer for one.
        row(
            "the family, asked for by every ip mptcp",
            GenericFamily.query("mptcp_pm"),
            LOOK,
            "24000000 1000 0100 00000000 00000000",
            "03000000 0d000200 6d707463705f706d 00000000"),
        row(
            "ip mptcp endpoint add 10.77.0.2 dev va id 3 subflow",
            MptcpRequests.add(FAMILY, four),
            CHANGE,
            "40000000 1c00 0500 00000000 00000000 01010000 2c000180",
            "05000200 03000000 08000600 02000000 08000700 03000000",
            "06000100 02000000 08000300 0a4d0002"),
        row(
            "ip mptcp endpoint add fd00:77::2 dev va id 4 subflow backup fullmesh",
            MptcpRequests.add(FAMILY, six),
            CHANGE,
            "4c000000 1c00 0500 00000000 00000000 01010000 38000180",
            "05000200 04000000 08000600 0e000000 08000700 03000000",
            "06000100 0a000000 14000400 fd00007700000000 0000000000000002"),
        // With the id or the address alone ip sends the same less the other.
        row(
            "ip mptcp endpoint change id 3 10.77.0.2 backup",
            MptcpRequests.setFlags(FAMILY, four.withFlags(all & ~EndpointEntry.FULLMESH)),
            CHANGE,
            "38000000 1c00 0500 00000000 00000000 07010000 24000180",
            "05000200 03000000 08000600 04000000 06000100 02000000 08000300 0a4d0002"),
        row(
            "ip mptcp endpoint change id 4 fd00:77::2 nobackup nofullmesh",
            MptcpRequests.setFlags(FAMILY, six.withFlags(EndpointEntry.SUBFLOW)),
            CHANGE,
            "3c000000 1c00 0500 00000000 00000000 07010000 28000180",
            "05000200 04000000 06000100 0a000000",
            "14000400 fd00007700000000 0000000000000002"),
        row(
            "ip mptcp endpoint delete id 4",
            MptcpRequests.delete(FAMILY, six),
            CHANGE,
            "20000000 1c00 0500 00000000 00000000 02010000 0c000180 05000200 04000000"),
        row(
            "ip mptcp endpoint show",
            MptcpRequests.endpoints(FAMILY),
            DUMP,
            "14000000 1c00 0103 00000000 00000000 03010000"),
        row(
            "ip mptcp limits set subflows 4 add_addr_accepted 2",
            MptcpRequests.setLimits(FAMILY, new MptcpLimits(4, 2)),
            CHANGE,
            "24000000 1c00 0500 00000000 00000000 05010000 08000200 02000000 08000300 04000000"),
        row(
            "ip mptcp limits show",
            MptcpRequests.limits(FAMILY),
            LOOK,
            "14000000 1c00 0100 00000000 00000000 06010000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void ofMptcp(String command, NetlinkWriter ours, int flags, String bytes) {
    assertThat(hex(ours, flags)).as(command).isEqualTo(bytes);
  }

  /**
   * The header and the original tuple as conntrack sends them. It goes on with the rest of the
   * entry, which the kernel does not look at; we with the id, which conntrack does not send:
   * without it the kernel deletes whatever has these packets now. The length in the header is ours.
   */
  static Stream<Arguments> ofConntrack() throws IOException {
    return Stream.of(
        row(
            "conntrack -D -p udp -s 10.1.0.2 -d 192.0.2.7 --sport 4000",
            deletion(tuple("10.1.0.2", "192.0.2.7", 17, new FlowTuple.Ports(4000, 53)), 0),
            CHANGE,
            "50000000 0201 0500 00000000 00000000 02000000 34000180",
            "14000180 08000100 0a010002 08000200 c0000207",
            "1c000280 05000100 11000000 06000200 0fa00000 06000300 00350000",
            "08000c00 01020304"),
        row(
            "conntrack -D -p tcp -s fd00::1 -f ipv6",
            deletion(tuple("fd00::1", "fd00::2", 6, new FlowTuple.Ports(4001, 443)), 0),
            CHANGE,
            "68000000 0201 0500 00000000 00000000 0a000000 4c000180 2c000180",
            "14000300 fd000000000000000000000000000001 14000400 fd000000000000000000000000000002",
            "1c000280 05000100 06000000 06000200 0fa10000 06000300 01bb0000",
            "08000c00 01020304"),
        row(
            "conntrack -D -p icmp",
            deletion(tuple("10.1.0.3", "192.0.2.8", 1, new FlowTuple.Query(77, 8, 0)), 0),
            CHANGE,
            "58000000 0201 0500 00000000 00000000 02000000 3c000180",
            "14000180 08000100 0a010003 08000200 c0000208",
            "24000280 05000100 01000000 05000600 00000000 05000500 08000000 06000400 004d0000",
            "08000c00 01020304"),
        row(
            "conntrack -D -p gre",
            deletion(tuple("10.1.0.3", "192.0.2.8", 47, new FlowTuple.Ports(1, 2)), 0),
            CHANGE,
            "50000000 0201 0500 00000000 00000000 02000000 34000180",
            "14000180 08000100 0a010003 08000200 c0000208",
            "1c000280 05000100 2f000000 06000200 00010000 06000300 00020000",
            "08000c00 01020304"),
        row(
            "conntrack -D -p 50",
            deletion(tuple("10.1.0.3", "192.0.2.9", 50, new FlowTuple.Bare()), 0),
            CHANGE,
            "40000000 0201 0500 00000000 00000000 02000000 24000180",
            "14000180 08000100 0a010003 08000200 c0000209",
            "0c000280 05000100 32000000",
            "08000c00 01020304"),
        row(
            "conntrack -D -p udp -w 9",
            deletion(tuple("10.1.0.2", "192.0.2.7", 17, new FlowTuple.Ports(4001, 53)), 9),
            CHANGE,
            "58000000 0201 0500 00000000 00000000 02000000 34000180",
            "14000180 08000100 0a010002 08000200 c0000207",
            "1c000280 05000100 11000000 06000200 0fa10000 06000300 00350000",
            "06001200 00090000 08000c00 01020304"),
        row(
            "conntrack -L",
            FlowCodec.begin(Ctnetlink.GET, 0, Linux.AF_UNSPEC),
            DUMP,
            "14000000 0101 0103 00000000 00000000 00000000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void ofConntrack(String command, NetlinkWriter ours, int flags, String bytes) {
    assertThat(hex(ours, flags)).as(command).isEqualTo(bytes);
  }

  private static FlowTuple tuple(String from, String to, int protocol, FlowTuple.Inner inner)
      throws IOException {
    return new FlowTuple(ip(from), ip(to), protocol, inner);
  }

  private static NetlinkWriter deletion(FlowTuple original, int zone) {
    return FlowCodec.deletion(new FlowEntry(original, original, 0, 0, 0x01020304, zone));
  }

  private static String hex(NetlinkWriter writer, int flags) {
    var bytes = writer.finish(flags, 0);
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return HexFormat.of().formatHex(all);
  }
}
