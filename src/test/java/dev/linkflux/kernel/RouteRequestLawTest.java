package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.NetlinkEvent.RouteChanged;
import dev.linkflux.kernel.NetlinkEvent.RuleChanged;
import dev.linkflux.kernel.RouteRequest.AddRoute;
import dev.linkflux.kernel.RouteRequest.AddRule;
import dev.linkflux.kernel.RouteRequest.DeleteRoute;
import dev.linkflux.kernel.RouteRequest.DeleteRule;
import dev.linkflux.kernel.RouteRequest.ReplaceRoute;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Law: a request reads as the announcement of what it asks for, but for the port, which the kernel
 * adds.
 */
class RouteRequestLawTest {
  private static final long SEED = 1970;
  private static final int ROUNDS = 2_000;

  @Test
  void aRequestIsReadOutOfItsBatchAsWhatItAsksFor() throws IOException {
    Random random = new Random(SEED);
    EntryGenerator generator = new EntryGenerator(random);
    for (int round = 0; round < ROUNDS; round++) {
      List<RouteRequest> requests =
          Stream.generate(generator::request).limit(1 + random.nextInt(20)).toList();
      int first = random.nextInt();
      NetlinkBatch batch =
          new NetlinkBatch(
              NetlinkSocket.ROUTE,
              requests.stream().map(RouteRequestCodec::write).toList(),
              requests.stream().map(RouteRequestCodec::about).toList(),
              first);
      ByteBuffer datagram = batch.datagram().order(ByteOrder.nativeOrder());
      int port = random.nextInt();
      for (int at = 0; at < datagram.limit(); at += Netlink.align(datagram.getInt(at))) {
        datagram.putInt(at + 12, port);
      }
      List<NetlinkMessage> messages = NetlinkReader.messages(datagram);
      assertThat(messages).as("seed %d, round %d", SEED, round).hasSameSizeAs(requests);
      for (int i = 0; i < requests.size(); i++) {
        NetlinkMessage message = messages.get(i);
        assertThat(message.sequence()).isEqualTo(first + i);
        assertThat(message.flags()).isEqualTo(flags(requests.get(i)));
        assertThat(NetlinkEvent.read(message))
            .as("seed %d, round %d", SEED, round)
            .isEqualTo(event(requests.get(i), port));
      }
    }
  }

  /** REQUEST and ACK; REPLACE 0x100, EXCL 0x200, CREATE 0x400. */
  private static int flags(RouteRequest request) {
    return 5
        | switch (request) {
          case AddRoute _, AddRule _ -> 0x600;
          case ReplaceRoute _ -> 0x500;
          case DeleteRoute _, DeleteRule _ -> 0;
        };
  }

  private static NetlinkEvent event(RouteRequest request, int port) {
    return switch (request) {
      case AddRoute(var route) -> new RouteChanged(route, false, port);
      case ReplaceRoute(var route) -> new RouteChanged(route, false, port);
      case DeleteRoute(var route) -> new RouteChanged(route, true, port);
      case AddRule(var rule) -> new RuleChanged(rule, false, port);
      case DeleteRule(var rule) -> new RuleChanged(rule, true, port);
    };
  }
}
