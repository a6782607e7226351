package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.IpCommands.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Our changes of routes and rules are, byte for byte but for the sequence number, what {@code ip}
 * sends, and the kernel takes them. What was captured is left in target/ip-commands.txt, of which
 * the table of {@link IpCommandsTest} is a copy.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class IpCommandsIT {
  private KernelLab lab;

  @BeforeEach
  void build() throws IOException {
    lab = KernelLab.open();
    plug("w1", IpCommands.W1, "10.1.0.2/24", "fd01::2/64");
    plug("w2", IpCommands.W2, "10.2.0.2/24", "fd02::2/64");
  }

  private void plug(String name, int index, String v4, String v6) throws IOException {
    String ip = "ip -n " + lab.near + " ";
    for (String command :
        List.of(
            "link add " + name + " index " + index + " type veth peer name " + name + "p",
            "link set " + name + " up",
            "link set " + name + "p up",
            "address add " + v4 + " dev " + name,
            "address add " + v6 + " dev " + name + " nodad")) {
      String _ = KernelLab.run((ip + command).split(" "));
    }
  }

  @AfterEach
  void remove() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void everyChangeIsSentAsIpSendsIt() throws IOException {
    List<String> captured = new ArrayList<>(List.of("# " + KernelLab.run("ip", "-V").strip()));
    for (IpFamily family : IpFamily.values()) {
      List<Row> rows = IpCommands.rows(family);
      List<byte[]> changes = changes(family, rows);
      assertThat(changes).hasSameSizeAs(rows);
      captured.addAll(IpCommands.lines(rows, changes));
    }
    Files.write(Path.of("target", "ip-commands.txt"), captured);
    assertThat(IpCommands.lines(IpCommands.rows()))
        .as(captured.getFirst())
        .containsExactlyElementsOf(captured.subList(1, captured.size()));
  }

  /** What {@code ip} sends for these rows, with the sequence number 0. */
  private List<byte[]> changes(IpFamily family, List<Row> rows) throws IOException {
    Path batch = Files.createTempFile("ip", ".batch");
    try {
      Files.write(batch, rows.stream().map(Row::words).toList());
      String flag = IpCommands.flag(family);
      return Overheard.sentBy(lab.near, "ip", flag, "-batch", batch.toString()).stream()
          .filter(IpCommandsIT::isChange)
          .toList();
    } finally {
      Files.delete(batch);
    }
  }

  /** It asks for the indexes of interfaces as well. */
  private static boolean isChange(byte[] message) {
    return switch (ByteBuffer.wrap(message).order(ByteOrder.nativeOrder()).getShort(4)) {
      case Netlink.RTM_NEWROUTE, Netlink.RTM_DELROUTE, Netlink.RTM_NEWRULE, Netlink.RTM_DELRULE ->
          true;
      default -> false;
    };
  }

  @Test
  void everyChangeIsTakenByTheKernel() throws IOException {
    List<RouteRequest> requests = IpCommands.rows().stream().map(Row::request).toList();
    try (Rtnetlink rtnetlink = lab.inNear(Rtnetlink::open)) {
      assertThat(rtnetlink.carryOut(requests)).containsOnly(Optional.empty());
      assertThat(rtnetlink.routes(76)).isEmpty();
      assertThat(rtnetlink.rules()).noneMatch(rule -> rule.protocol() == 76);
    }
  }
}
