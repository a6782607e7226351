package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Lab;
import dev.linkflux.lab.MptcpCounters;
import dev.linkflux.lab.MptcpTransfer;
import dev.linkflux.lab.Namespace;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The built distribution takes the MPTCP endpoint of an uplink that is down away and makes it anew
 * when it is back, and a connection over two uplinks goes on all the while.
 */
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class MptcpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long SOME_BYTES = 200_000;
  private static final Pattern LOCAL = Pattern.compile("(10\\.\\d\\.0\\.2)(?:%\\w+)?:\\d+");

  @TempDir private Path directory;

  private String configuration() {
    return """
    targets:
      - {name: one, address: 198.51.100.1}
      - {name: two, address: 198.51.100.2}
      - {name: three, address: 198.51.100.3}
    uplinks:
      - {name: wan1, interface: wan1, tier: 1, gateway: 10.1.0.1, mptcp: subflow}
      - {name: wan2, interface: wan2, tier: 2, gateway: 10.2.0.1, mptcp: subflow}
    decision: {holdDown: 1s}
    demands: {loss: {fail: 50%%, recover: 10%%}}
    state: %s
    """
        .formatted(directory.resolve("state"));
  }

  /** wan1 has the first subflow of the connection, wan2 one that joined it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aConnectionOverTwoUplinksOutlivesEachAndTakesItUpAgain(int frozen) throws IOException {
    Path config = directory.resolve("linkflux.yml");
    Files.writeString(config, configuration());
    try (Lab lab = Lab.open();
        Service service = Service.start(lab, config, List.of())) {
      Set<String> both = Set.of("10.1.0.2", "10.2.0.2");
      Set<String> other = Set.of(frozen == 1 ? "10.2.0.2" : "10.1.0.2");
      String name = "wan" + frozen;
      var _ =
          service.awaitStatus(
              "both up", now -> Service.states(now).equals(Map.of("wan1", "Up", "wan2", "Up")));
      awaitSame("endpoints", lab, MptcpIT::endpoints, both);
      MptcpTransfer transfer = MptcpTransfer.start(lab);
      awaitSame("subflows", lab, MptcpIT::subflows, both);
      goesOn(lab, transfer);
      MptcpCounters before = MptcpCounters.of(lab.router());
      assertThat(before.get("MPCapableFallbackSYNACK")).isZero();

      long frozenAt = lab.uplink(frozen).freeze();
      var _ = service.awaitTransition(name, Set.of("Down"), PATIENCE);
      long downAt = System.nanoTime();
      awaitSame("endpoints", lab, MptcpIT::endpoints, other);
      awaitSame("subflows", lab, MptcpIT::subflows, other);
      goesOn(lab, transfer);
      MptcpCounters down = MptcpCounters.of(lab.router());
      assertThat(down.get("RmSubflow")).isGreaterThan(before.get("RmSubflow"));

      var _ = lab.uplink(frozen).thaw();
      awaitEndpointsWithoutJoinBefore(lab, both, down.get("MPJoinSynTx"));
      awaitSame("subflows", lab, MptcpIT::subflows, both);
      goesOn(lab, transfer);
      MptcpCounters back = MptcpCounters.of(lab.router());
      assertThat(back.get("MPJoinSynTx")).isGreaterThan(down.get("MPJoinSynTx"));
      assertThat(lab.router().run("", "ss", "-HMn", "state", "established").lines())
          .as("one connection, which never fell back to plain TCP")
          .hasSize(1);
      System.out.printf(
          Locale.ROOT,
          "MPTCP: %s down after %d ms; nothing came back for %d ms at most; %d bytes in all%n",
          name,
          (downAt - frozenAt) / 1_000_000,
          transfer.longestGap().toMillis(),
          transfer.received());
    }
  }

  /** IPv4 addresses of the router's endpoints. */
  private static Set<String> endpoints(Lab lab) {
    return lab.router()
        .run("", "ip", "mptcp", "endpoint", "show")
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(address -> address.indexOf(':') < 0)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Local addresses of the subflows to the sink that are established. */
  private static Set<String> subflows(Lab lab) {
    return LOCAL
        .matcher(
            lab.router()
                .run(
                    "",
                    "ss",
                    "-Htn",
                    "state",
                    "established",
                    "dst",
                    Lab.SINK.getHostAddress() + ":" + MptcpTransfer.PORT))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The kernel opens a subflow anew because the endpoint is made anew, and not before. */
  private static void awaitEndpointsWithoutJoinBefore(Lab lab, Set<String> expected, long joins) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long joinsSoFar = MptcpCounters.of(lab.router()).get("MPJoinSynTx");
      if (endpoints(lab).equals(expected)) {
        return;
      }
      assertThat(joinsSoFar).as("subflows asked for so far").isEqualTo(joins);
      assertThat(System.nanoTime()).as("endpoints are back in time").isLessThan(deadline);
      Pause.of(Duration.ofMillis(50));
    }
  }

  /** Some bytes come through; otherwise it fails with what both ends know of the connection. */
  private static void goesOn(Lab lab, MptcpTransfer transfer) {
    try {
      transfer.awaitMore(SOME_BYTES, PATIENCE);
    } catch (AssertionError stuck) {
      StringBuilder known = new StringBuilder(stuck.getMessage());
      for (Namespace end : List.of(lab.router(), lab.world())) {
        known.append("\n").append(end.run("", "ss", "-tniem"));
        known.append("\n").append(end.run("", "ss", "-Mni"));
        known.append(MptcpCounters.of(end));
      }
      throw new AssertionError(known.toString(), stuck);
    }
  }

  private interface Look {
    Set<String> at(Lab lab);
  }

  private static void awaitSame(String what, Lab lab, Look look, Set<String> expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<String> seen = look.at(lab);
    while (!seen.equals(expected)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            what + " are " + seen + " and not " + expected + " within " + PATIENCE);
      }
      Pause.of(Duration.ofMillis(50));
      seen = look.at(lab);
    }
  }
}
