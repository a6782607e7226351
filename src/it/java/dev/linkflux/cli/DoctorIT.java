package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code linkflux doctor} of the built distribution, on a real kernel where much is wrong. */
@NeedsLab
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class DoctorIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;

  @Test
  void whatIsWrongOnPurposeIsFoundWithItsCureByWhoeverHasNoRights() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("linkflux.yml"),
            """
            listen: 127.0.0.1:1
            targets: [{address: 198.51.100.1}]
            uplinks:
              - {name: first, interface: wan1, gateway: 10.77.0.1}
              - {name: second, interface: wan2, gateway: 10.2.0.1}
              - {name: third, interface: wan3, gateway: 10.3.0.1}
              - {name: fourth, interface: lf-none}
            state: %s
            """
                .formatted(directory));
    try (Lab lab = Lab.open()) {
      lab.router()
          .ip(
              "link set wan2 down",
              "route add default via 10.3.0.1 dev wan3 metric 11",
              "route add 203.0.113.0/24 via 10.3.0.1 table 1002",
              "rule add priority 100 lookup 7");
      lab.router()
          .run(
              "",
              "sysctl",
              "-qw",
              "net.ipv4.conf.wan3.rp_filter=1",
              "net.ipv6.conf.all.forwarding=1",
              "net.ipv6.conf.wan1.accept_ra=1");

      List<String> command =
          new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_admin", "--"));
      command.addAll(List.of(LiveProcess.launcher(), "doctor", "--json", config.toString()));
      Process process = new ProcessBuilder(lab.router().command(command)).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();

      JsonNode told = JSON.readTree(out);
      List<String> found = new ArrayList<>();
      for (JsonNode one : told.path("findings")) {
        found.add(
            "%s %s: %s → %s"
                .formatted(
                    one.path("level").asText(),
                    one.path("about").asText(),
                    one.path("what").asText(),
                    one.path("do").asText()));
      }
      for (String begin :
          List.of(
              "warning rights: CAP_NET_ADMIN is missing to this process",
              "error uplink: first: its gateway 10.77.0.1 is in no network of wan1",
              "warning uplink: second: wan2 is switched off → ip link set dev wan2 up",
              "ok uplink: third: wan3 is up, 10.3.0.",
              "warning uplink: fourth: there is no interface lf-none now",
              "warning forwarding: first: wan1 takes no IPv6 address or gateway from router",
              "warning routes: default via 10.3.0.1 dev wan3 metric 11 has a metric that ours",
              "error routes: table 1002, which is to be ours, has routes of others: 203.0.113.0/24",
              "warning routes: rule 100: from all lookup 7 is asked before ours",
              "ok directories: state: ",
              "note service: none of this configuration answers")) {
        assertThat(found).anyMatch(line -> line.startsWith(begin));
      }
      assertThat(found).anyMatch(line -> line.contains("sysctl -w net.ipv4.conf.wan3.rp_filter=2"));
      assertThat(told.path("errors").asInt()).isEqualTo(2);
      assertThat(status).isEqualTo(1);
    }
  }
}
