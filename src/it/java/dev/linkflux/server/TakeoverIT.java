package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.wire.dns.Dnsmasq;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The backup takes over from a main server that dies, and everybody who has to know is told. */
@Isolated("it measures how long a switch takes")
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class TakeoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration HOLD_DOWN = Duration.ofSeconds(1);

  /** What the first death costs outlives the restart, and would delay the second return. */
  private static final String CALM = "decision: {dampening: {penalty: 0}}\n";

  @TempDir private Path directory;

  @Test
  void theBackupTakesOverAndHandsBackHoweverBadlyHooksBehave() {
    try (Far far = Far.open(directory)) {
      Pair pair = new Pair(far);
      Dnsmasq _ = pair.dnsmasq();
      Duration alone;
      try (Program program = far.start(Pair.configuration("manual") + CALM)) {
        alone = takeOver(far, pair, program);
        assertReturnsOnlyByOrder(far, pair, program);
      }
      Path told = directory.resolve("told");
      try (Program program = far.start(Pair.configuration("auto") + CALM + hooks(far, told))) {
        Duration withHooks = takeOver(far, pair, program);
        System.out.printf(
            "take-over: %d ms, with hooks that hang and fail %d ms%n",
            alone.toMillis(), withHooks.toMillis());
        assertThat(withHooks).isLessThan(alone.plusMillis(800));
        assertToldToHook(far, told, Pair.BACKUP);

        long back = pair.rise();
        Program.Told returned = program.awaitTold("election", back, isActive(Pair.MAIN), PATIENCE);
        assertThat(Duration.ofNanos(returned.seen() - back))
            .as("the proof is as long as it was away, three times the hold-down at most")
            .isBetween(HOLD_DOWN, HOLD_DOWN.multipliedBy(3).plus(SOON));
        assertInUse(far, program, Pair.MAIN);
        assertToldToHook(far, told, Pair.MAIN);
      }
    }
  }

  /** Has the main server die; from there until there is a route to the backup. */
  private static Duration takeOver(Far far, Pair pair, Program program) {
    var _ =
        program.awaitAll(
            it ->
                it.path("active").asText().equals(Pair.MAIN)
                    && isUp(Program.of(it, Pair.MAIN))
                    && isUp(Program.of(it, Pair.BACKUP)),
            PATIENCE);
    assertInUse(far, program, Pair.MAIN);
    assertThat(far.hostRoute(Pair.BACKUP4)).isEmpty();
    long died = pair.die();
    Program.Told election = program.awaitTold("election", died, isActive(Pair.BACKUP), PATIENCE);
    assertThat(election.text("cause")).isEqualTo(Rung.HOST_UNREACHABLE.wire());
    assertThat(election.text("sentence")).contains(Pair.MAIN, Pair.BACKUP);
    assertInUse(far, program, Pair.BACKUP);
    far.awaitHostRoute(Pair.MAIN4, "wan1", PATIENCE);
    JsonNode main = program.server(Pair.MAIN);
    assertThat(main.path("state").asText()).isEqualTo("Down");
    assertThat(main.path("cause").asText()).isEqualTo(Rung.HOST_UNREACHABLE.wire());
    assertThat(main.path("hint").asText()).isNotBlank();
    return Duration.ofNanos(election.seen() - died);
  }

  private static void assertReturnsOnlyByOrder(Far far, Pair pair, Program program) {
    long back = pair.rise();
    var _ = program.await(Pair.MAIN, TakeoverIT::isUp, PATIENCE);
    Await.pass(HOLD_DOWN);
    assertThat(program.servers().path("active").asText()).isEqualTo(Pair.BACKUP);
    program.order("/api/v1/servers/" + Pair.MAIN + "/use");
    Program.Told election = program.awaitTold("election", back, isActive(Pair.MAIN), PATIENCE);
    assertThat(election.text("cause")).isEqualTo("operator");
    assertInUse(far, program, Pair.MAIN);
    program.order("/api/v1/servers/" + Pair.MAIN + "/auto");
  }

  /** That the one is in use is seen in the API, in the kernel and in the file for others. */
  private static void assertInUse(Far far, Program program, String active) {
    boolean main = active.equals(Pair.MAIN);
    far.awaitHostRoute(main ? Pair.MAIN4 : Pair.BACKUP4, "wan1", PATIENCE);
    far.awaitHostRoute(main ? Pair.MAIN6 : Pair.BACKUP6, "wan1", PATIENCE);
    var _ =
        program.awaitAll(
            it ->
                it.path("active").asText().equals(active)
                    && Program.of(it, active).path("active").asBoolean(),
            PATIENCE);
    Path file = far.state().resolve("server.json");
    String address = (main ? Pair.MAIN4 : Pair.BACKUP4).getHostAddress();
    var _ =
        Await.until(
            "server.json",
            () -> far.read(file),
            it ->
                !it.isEmpty()
                    && Program.json(it).path("active").asText().equals(active)
                    && Program.json(it).path("addresses").toString().contains(address),
            PATIENCE,
            () -> "");
  }

  /** A program that writes down what it is told, one that hangs and one that fails. */
  private static String hooks(Far far, Path told) {
    Path good =
        script(
            far,
            "good",
            "env | grep ^LINKFLUX_ | sort | tr '\\n' ';' | sed 's/$/\\n/' >> %s".formatted(told));
    Path hanging = script(far, "hanging", "exec sleep 600");
    Path failing = script(far, "failing", "echo to no avail; exit 3");
    return """
    hooks:
      - {run: [%s], on: [transition, election, server], timeout: 1s}
      - {run: [%s], on: [transition, election, server], timeout: 1s}
      - {run: [%s, argument], on: [server], timeout: 5s}
    """
        .formatted(hanging, failing, good);
  }

  private static Path script(Far far, String name, String line) {
    Path script = far.write(name, "#!/bin/sh\n" + line + "\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IllegalStateException(script + " cannot be made executable");
    }
    return script;
  }

  private static void assertToldToHook(Far far, Path told, String active) {
    var _ =
        Await.until(
            "what the hook was told",
            () -> far.read(told),
            it ->
                it.lines()
                    .anyMatch(
                        line ->
                            line.contains("LINKFLUX_EVENT=server;")
                                && line.contains("LINKFLUX_WHAT=election;")
                                && line.contains("LINKFLUX_TO=" + active + ";")),
            PATIENCE,
            () -> "");
  }

  private static boolean isUp(JsonNode server) {
    return server.path("state").asText().equals("Up");
  }

  private static Predicate<JsonNode> isActive(String name) {
    return it -> it.path("active").asText().equals(name);
  }
}
