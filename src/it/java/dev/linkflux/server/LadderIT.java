package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way in which a server can be out of reach, over IPv4 and IPv6 and from two uplinks, is
 * called by its name.
 */
@NeedsLab
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class LadderIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> UPLINKS = List.of("wan1", "wan2");

  @TempDir private Path directory;

  @Test
  void everyRungIsNamedThroughEveryUplinkAndAFrozenUplinkIsNoDeadServer() {
    try (Far far = Far.open(directory)) {
      BrokenServers broken = new BrokenServers(far);
      try (Program program = far.start(broken.configuration())) {
        awaitAll(program, broken.rows());
        awaitTold(program, broken.rows());

        broken.changeKeys();
        awaitAll(program, broken.changed());

        assertFrozenIsNoDeadServer(far, program);
      }
    }
  }

  private static void assertFrozenIsNoDeadServer(Far far, Program program) {
    var _ = far.lab().uplink(1).freeze();
    JsonNode good =
        program.await(
            "good",
            it -> Program.through(it, "wan1").path("rung").asText().equals("uplink"),
            PATIENCE);
    assertThat(good.path("state").asText()).isEqualTo("Up");
    assertThat(Program.through(good, "wan2").path("rung").isNull()).isTrue();
    assertThat(Program.through(good, "wan1").path("serves").asBoolean()).isFalse();
    assertThat(Program.through(good, "wan1").path("sentence").asText()).contains("wan1");
    assertThat(
            program.told("transition").stream()
                .filter(it -> it.text("server").equals("good"))
                .map(it -> it.text("to")))
        .containsOnly("Up");
  }

  /** Waits until each has been as it should be: on a busy machine one check or another is late. */
  private static void awaitAll(Program program, List<Row> rows) {
    List<Row> left = new ArrayList<>(rows);
    String _ =
        Await.until(
            "servers",
            () -> wrong(left, program.servers()),
            String::isEmpty,
            PATIENCE,
            program::output);
  }

  /** What is not as it should be; what is, is left out from then on. */
  private static String wrong(List<Row> left, JsonNode servers) {
    left.removeIf(row -> row.wrong(Program.of(servers, row.name()), UPLINKS).isEmpty());
    return left.stream()
        .map(row -> row.wrong(Program.of(servers, row.name()), UPLINKS))
        .collect(Collectors.joining());
  }

  /** Waits until an event has told each verdict. */
  private static void awaitTold(Program program, List<Row> rows) {
    var _ =
        Await.until(
            "verdicts that no event has told",
            () -> untold(program, rows),
            List::isEmpty,
            PATIENCE,
            program::output);
  }

  /** Rows whose verdict no event has told, through one of the uplinks. */
  private static List<String> untold(Program program, List<Row> rows) {
    List<JsonNode> told = program.told("verdict").stream().map(Program.Told::event).toList();
    return rows.stream()
        .filter(row -> row.rung() != null)
        .flatMap(
            row ->
                UPLINKS.stream()
                    .filter(
                        uplink ->
                            told.stream()
                                .noneMatch(
                                    it ->
                                        it.path("server").asText().equals(row.name())
                                            && it.path("uplink").asText().equals(uplink)
                                            && row.fits(it)))
                    .map(uplink -> row.name() + " through " + uplink))
        .toList();
  }
}
