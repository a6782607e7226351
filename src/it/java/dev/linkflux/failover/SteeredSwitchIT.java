package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.Flow;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A switch that somebody orders while all uplinks are good costs nobody a packet. */
@Isolated("it measures how long a switch takes")
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class SteeredSwitchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMillis(400);

  /** How many switches there are. */
  private static final int SWITCHES = 4;

  private static final String MASQUERADE =
      """
      table inet hidden {
       chain outgoing {
        type nat hook postrouting priority srcnat; policy accept;
        oifname "wan*" masquerade
       }
      }
      """;

  @TempDir private Path directory;

  @Test
  void aPlannedSwitchLosesNoPacketThereAndBackOverIpv4AndIpv6() {
    for (Flow flow : flowsOver(Setup.standard().withDenseTraffic())) {
      assertThat(flow.losses()).isEmpty();
      assertThat(flow.byUplink()).containsOnlyKeys("wan1", "wan2", "wan3");
    }
  }

  /**
   * The kernel itself drops the first packet that would leave a masqueraded connection's interface
   * (nf_nat_oif_changed), and forgets the connection.
   */
  @Test
  void behindAMasqueradingRouterAPlannedSwitchLosesAPacketAtMost() {
    Setup hidden =
        Setup.standard()
            .withDenseTraffic()
            .prepared(
                lab -> {
                  var _ = lab.router().run(MASQUERADE, "nft", "-f", "-");
                });
    for (Flow flow : flowsOver(hidden)) {
      assertThat(flow.losses()).hasSizeLessThanOrEqualTo(SWITCHES);
      assertThat(flow.losses()).allMatch(loss -> loss.count() == 1);
      assertThat(flow.byUplink()).containsOnlyKeys("wan1", "wan2", "wan3");
    }
  }

  /** What became of the client's traffic since all was steady, over IPv4 and IPv6. */
  private List<Flow> flowsOver(Setup setup) {
    try (Trial trial = Trial.start(setup, directory)) {
      trial.awaitSteady();
      long steady = System.nanoTime();
      var _ = trial.baseline(BETWEEN);
      order(trial, "wan1", "avoid", "wan2");
      order(trial, "wan3", "pin", "wan3");
      trial.service().steer("wan1", "auto");
      order(trial, "wan3", "auto", "wan1");
      order(trial, "wan2", "pin", "wan2");
      List<Flow> flows = new ArrayList<>();
      for (Flow all : trial.endTraffic()) {
        Flow flow = all.since(steady);
        System.out.println("planned switches: " + flow.summary());
        flows.add(flow);
      }
      assertThat(trial.timesWithoutRoute()).isZero();
      assertThat(trial.end(Signal.TERM).status()).isZero();
      return flows;
    }
  }

  private static void order(Trial trial, String uplink, String how, String carries) {
    trial.service().steer(uplink, how);
    var _ = trial.routes().awaitDefaultVia(carries, PATIENCE);
    var _ = trial.baseline(BETWEEN);
  }
}
