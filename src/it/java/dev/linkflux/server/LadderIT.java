package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
        JsonNode servers = await(program, broken.rows());
        assertSoftly(
            softly ->
                broken.rows().forEach(row -> softly.assertThat(wrong(row, servers)).isEmpty()));
        assertThat(untold(program, broken.rows())).isEmpty();

        broken.changeKeys();
        JsonNode changed = await(program, broken.changed());
        assertThat(broken.changed()).allSatisfy(row -> assertThat(wrong(row, changed)).isEmpty());

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

  /** As soon as all is as it should be; as it is when that takes too long, to be looked at. */
  private static JsonNode await(Program program, List<Row> rows) {
    try {
      return program.awaitAll(
          servers -> rows.stream().allMatch(row -> wrong(row, servers).isEmpty()), PATIENCE);
    } catch (AssertionError _) {
      return program.servers();
    }
  }

  private static String wrong(Row row, JsonNode servers) {
    return row.wrong(Program.of(servers, row.name()), UPLINKS);
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
