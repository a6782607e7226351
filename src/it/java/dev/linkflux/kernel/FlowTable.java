package dev.linkflux.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes tracked connections by the thousand, in the present network namespace. */
final class FlowTable {
  private static final int CTA_TIMEOUT = 7;

  /** IPS_CONFIRMED, which the kernel does not let be taken away. */
  private static final int CONFIRMED = 1 << 3;

  private static final int TIMEOUT_SECONDS = 600;
  private static final int IN_ONE_GO = 1_000;

  private FlowTable() {}

  /** Adds UDP flows from {@code 10.x.y.z}, numbered on from {@code first}. */
  static void fill(int first, int count, int mark) throws IOException {
    try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
      for (int done = 0; done < count; done += IN_ONE_GO) {
        List<NetlinkWriter> requests = new ArrayList<>();
        List<String> about = new ArrayList<>();
        for (int i = done; i < Math.min(count, done + IN_ONE_GO); i++) {
          requests.add(request(first + i, mark));
          about.add("flow " + (first + i));
        }
        for (var refusal : socket.batch(requests, about)) {
          if (refusal.isPresent()) {
            throw refusal.get();
          }
        }
      }
    }
  }

  private static NetlinkWriter request(int number, int mark) throws IOException {
    InetAddress from = InetAddress.getByAddress(address(0x0a000001 + number));
    InetAddress to = InetAddress.getByAddress(address(0xc0000207));
    FlowTuple original = new FlowTuple(from, to, 17, new FlowTuple.Ports(4000, 53));
    FlowTuple reply = new FlowTuple(to, from, 17, new FlowTuple.Ports(53, 4000));
    NetlinkWriter writer =
        FlowCodec.begin(Ctnetlink.NEW, Netlink.NLM_F_CREATE | Netlink.NLM_F_EXCL, Linux.AF_INET)
            .attributeNetwork32(CTA_TIMEOUT, TIMEOUT_SECONDS);
    return FlowCodec.write(writer, new FlowEntry(original, reply, CONFIRMED, mark, 0, 0));
  }

  private static byte[] address(int bits) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(bits).array();
  }
}
