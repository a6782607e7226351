package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code linkflux routes} of the built distribution, on a real kernel. */
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class RoutesIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;

  private record Ended(int status, String out) {}

  private Path config() throws IOException {
    return Files.writeString(
        directory.resolve("routes.yml"),
        """
        targets: [{address: 198.51.100.1}, {address: 198.51.100.2}, {address: 198.51.100.3}]
        uplinks:
          - {name: first, interface: wan1, gateway: 10.1.0.1}
          - {name: second, interface: wan2, tier: 2, gateway: 10.2.0.1}
        servers: [{name: vps, address: 198.51.100.10}]
        state: %s
        """
            .formatted(directory));
  }

  private static Ended routes(Lab lab, List<String> before, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("linkflux.home"), "bin", "linkflux").toString());
    command.add("routes");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(lab.router().command(command)).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out);
  }

  private static String said(Lab lab, String... ip) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(ip));
    return lab.router().run("", command.toArray(String[]::new));
  }

  /** Everything of everybody, to be compared. */
  private static String everything(Lab lab) {
    return said(lab, "route", "show", "table", "all")
        + said(lab, "-6", "route", "show", "table", "all")
        + said(lab, "rule")
        + said(lab, "-6", "rule");
  }

  @Test
  void itShowsWhatIsMissingMakesItSoFindsDamageAndTakesBackExactlyOurs() throws Exception {
    String config = config().toString();
    try (Lab lab = Lab.open()) {
      lab.router().ip("route add 203.0.113.0/24 via 10.3.0.1", "rule add from 10.9.9.9 lookup 7");
      String before = everything(lab);

      Ended nothing = routes(lab, List.of(), config, "--remove");
      assertThat(nothing.out()).contains("Nothing was to be done.");
      assertThat(nothing.status()).isZero();
      Ended missing = routes(lab, List.of(), config);
      assertThat(missing.out())
          .contains("first carries")
          .contains("+ missing      default via 10.1.0.1 dev wan1 table main metric 10")
          .contains("+ missing      198.51.100.10/32 via 10.1.0.1 dev wan1 table main")
          .contains("\nsecond, table 1002\n")
          .contains("The kernel does not hold the plan")
          .doesNotContain("stands");
      assertThat(missing.status()).isEqualTo(3);
      assertThat(everything(lab)).isEqualTo(before);

      Ended applied = routes(lab, List.of(), config, "--apply");
      assertThat(applied.out()).contains("add default via 10.1.0.1 dev wan1").contains("Done:");
      assertThat(applied.status()).isZero();
      assertThat(routes(lab, List.of(), config).out())
          .contains("= stands       20000: oif wan1 lookup 1001")
          .contains("The kernel holds the plan.")
          .doesNotContain("missing");

      damage(lab);
      JsonNode damaged = JSON.readTree(routes(lab, List.of(), config, "--json").out());
      assertThat(damaged.path("equal").asBoolean()).isFalse();
      assertThat(standing(damaged, "default via 10.2.0.1 dev wan2 table main metric 11"))
          .isEqualTo("missing");
      assertThat(standing(damaged, "20000: oif wan1 lookup 1001")).isEqualTo("missing");
      assertThat(standing(damaged, "default via 10.3.0.1 dev wan3 table main metric 99"))
          .isEqualTo("superfluous");
      assertThat(damaged.path("warnings").path(0).asText())
          .contains("goes before our default route");

      assertThat(routes(lab, List.of(), config, "--apply").status()).isZero();
      said(lab, "route", "del", "default", "via", "10.3.0.1", "dev", "wan3", "metric", "5");
      assertThat(routes(lab, List.of(), config).status()).isZero();
      assertThat(routes(lab, List.of(), config, "--remove").status()).isZero();
      assertThat(everything(lab)).isEqualTo(before);
    }
  }

  /** Somebody else takes a route and a rule, puts one like ours, and one that goes before ours. */
  private static void damage(Lab lab) {
    lab.router()
        .ip(
            "route del default via 10.2.0.1 dev wan2 metric 11",
            "rule del priority 20000",
            "route add default via 10.3.0.1 dev wan3 metric 99 proto 76",
            "route add default via 10.3.0.1 dev wan3 metric 5");
  }

  private static String standing(JsonNode shown, String what) {
    for (JsonNode object : shown.path("objects")) {
      if (object.path("what").asText().equals(what)) {
        return object.path("standing").asText();
      }
    }
    throw new AssertionError(what + " is not in " + shown.path("objects"));
  }

  @Test
  void whoMayNotChangeRoutesIsToldSoAndMayLook() throws Exception {
    String config = config().toString();
    try (Lab lab = Lab.open()) {
      List<String> without = List.of("setpriv", "--bounding-set", "-net_admin");
      for (String option : List.of("--apply", "--remove")) {
        Ended refused = routes(lab, without, config, option);
        assertThat(refused.out())
            .isEqualTo(
                ("linkflux: %s: this user may not change routes: CAP_NET_ADMIN is missing."
                        + " Run it as root.\n")
                    .formatted(option));
        assertThat(refused.status()).isEqualTo(1);
      }
      Ended shown = routes(lab, without, config);
      assertThat(shown.out()).contains("+ missing      default via 10.1.0.1 dev wan1");
      assertThat(shown.status()).isEqualTo(3);
    }
  }
}
