package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a link message tells of the traffic. */
class LinkTrafficTest {
  private static final int AF_BRIDGE = 7;

  private static NetlinkWriter link(int family) {
    return new NetlinkWriter(Netlink.RTM_NEWLINK, 0)
        .u8(family)
        .u8(0)
        .u16(0)
        .s32(3)
        .s32(0)
        .s32(0)
        .attribute(Netlink.IFLA_IFNAME, "wan1");
  }

  /** As struct rtnl_link_stats64 begins: packets, then bytes, in and out. */
  private static byte[] counters(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  private static @Nullable LinkTraffic read(NetlinkWriter message) throws IOException {
    return LinkCodec.readTraffic(NetlinkReader.messages(message.finish(0, 1)).getFirst().body());
  }

  @Test
  void bytesAreBehindThePackets() throws IOException {
    byte[] counters = counters(1, 2, 5_000_000_000L, 7, 9, 9);
    assertThat(read(link(Linux.AF_UNSPEC).attribute(Netlink.IFLA_STATS64, counters)))
        .isEqualTo(new LinkTraffic(3, 5_000_000_000L, 7));
  }

  @Test
  void withoutCountersOrOfABridgesPortNothingIsKnown() throws IOException {
    assertThat(read(link(Linux.AF_UNSPEC))).isNull();
    assertThat(read(link(AF_BRIDGE).attribute(Netlink.IFLA_STATS64, counters(1, 2, 3, 4))))
        .isNull();
  }

  @Test
  void countersThatAreCutShortAreMalformed() {
    assertThatThrownBy(
            () -> read(link(Linux.AF_UNSPEC).attribute(Netlink.IFLA_STATS64, counters(1, 2, 3))))
        .isInstanceOf(MalformedNetlinkException.class);
  }
}
