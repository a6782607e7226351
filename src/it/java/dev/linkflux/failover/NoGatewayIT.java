package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.FarSide;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built distribution names a missing route as what it is. One that only watches is given
 * gateways that no route of the kernel uses.
 */
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class NoGatewayIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static String configuration(Path trace) {
    return """
    targets:
      - {name: one, address: 198.51.100.1}
      - {name: two, address: 198.51.100.2}
      - {name: six, address: "2001:db8:ff::1"}
    uplinks:
      - {name: first, interface: wan1, tier: 1, gateway: 10.1.0.1}
      - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
    decision: {holdDown: 1s}
    demands: {loss: {fail: 50%%, recover: 5%%}}  # four answers prove that nothing is lost
    trace: {directory: %s}
    """
        .formatted(trace);
  }

  @TempDir private Path directory;

  @Test
  void anUplinkWithoutAnyRouteIsDownForThatReasonAndOneFamilyWithoutRouteHarmsNobody()
      throws IOException {
    Path config = directory.resolve("linkflux.yaml");
    Files.writeString(config, configuration(directory.resolve("trace")));
    try (Lab lab = Lab.open()) {
      // IPv4 only: the target with an IPv6 address has no route through any uplink.
      lab.router().ip("route add default via 10.1.0.1");
      lab.uplink(2).farSide().watch();
      try (Service service = Service.start(lab, config, List.of("--observe"))) {
        JsonNode down = service.awaitTransition("second", Set.of("Down"), PATIENCE);
        assertThat(down.get("cause").asText()).isEqualTo("no-gateway");
        assertThat(down.get("sentence").asText())
            .isEqualTo("second is down: no route leads through wan2 to any of 3 targets");
        JsonNode status =
            service.awaitStatus(
                "the first one up",
                now -> Service.states(now).equals(Map.of("first", "Up", "second", "Down")));
        assertThat(status.get("uplinks").get(1).get("cause").asText()).isEqualTo("no-gateway");
        assertThat(lab.uplink(2).farSide().seen()).isEqualTo(new FarSide.Seen(0, 0, 0, 0));

        lab.router().ip("route add default via 10.2.0.1 metric 50");
        var _ = service.awaitTransition("second", Set.of("Up"), PATIENCE);
        assertThat(lab.uplink(2).farSide().seen().packets4()).isPositive();
        assertThat(lab.uplink(2).farSide().seen().packets6()).isZero();

        lab.router().ip("route del default via 10.1.0.1");
        JsonNode lost = service.awaitTransition("first", Set.of("Down"), PATIENCE);
        assertThat(lost.get("cause").asText()).isEqualTo("no-gateway");
      }
    }
  }
}
