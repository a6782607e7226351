package dev.linkflux.bench.scoreboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.control.Preset;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Probing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain lives in its simulation as it lives in the engine. */
class SimulationTest {
  private static final Linkflux DEFAULT = new Linkflux(Preset.DEFAULT);
  private static final long MINUTE = 60 * Rule.SECOND;

  private static Course run(Weather weather, long from, long until) {
    Course course = new Course(from);
    DEFAULT.run(weather.since(from, 1), Weather.CLEAR.way(2), 3, until, course);
    return course;
  }

  @Test
  void clearWeatherIsProbedEvenlyAndNothingMoves() {
    Course course = run(Weather.CLEAR, MINUTE, MINUTE + Trials.HOUR);

    double perHour = 3 * 3600 / (1 * Probing.MEAN_PAUSE);
    assertThat(course.switches()).isZero();
    assertThat(course.probes()).isCloseTo((long) perHour, within(100L));
    assertThat(course.bytes()).isEqualTo(course.probes() * 2 * (20 + 8 + 16));
  }

  @Test
  void aFrozenUplinkIsLeftAndTakenBackNever() {
    Course course = run(Weather.BLACKOUT, MINUTE, 10 * MINUTE);

    assertThat(course.switches()).isEqualTo(1);
    assertThat(course.departures()).containsOnlyKeys("blackout");
    assertThat(course.delay() / 1e9).isBetween(0.1, 2.0);
  }

  @Test
  void suspicionIsProbedFast() {
    double second = run(Weather.BLACKOUT, MINUTE, MINUTE + Rule.SECOND).probes();

    assertThat(second).isGreaterThan(2 * 3 / Probing.MEAN_PAUSE);
  }

  @Test
  void theSameSeedGivesTheSameCourse() {
    Course one = run(Weather.LOSS_30, MINUTE, 10 * MINUTE);
    Course other = run(Weather.LOSS_30, MINUTE, 10 * MINUTE);

    assertThat(one).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void turnsAreSpreadAnewWhenTheTempoChanges() {
    Turns turns = new Turns(Probing.DEFAULT, 2, new SplittableRandom(1));
    int next = turns.next();

    turns.spread(Tempo.FAST, 1000);

    assertThat(turns.due()).isEqualTo(1000);
    assertThat(turns.take()).isEqualTo(next);
    assertThat(turns.due()).isEqualTo(1000 + Probing.DEFAULT.fast().toNanos() / 2);
  }

  @Test
  void aTraceIsRiddenByBoth(@TempDir Path directory) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < 400; second++) {
      boolean lost = second >= 100 && second < 250;
      lines
          .append(
              "{\"t\":%d.0,\"link\":\"a\",\"target\":\"x\",\"rtt_ms\":%s}\n"
                  .formatted(1_700_000_000 + second, lost ? "null" : "20.0"))
          .append(
              "{\"t\":%d.1,\"link\":\"b\",\"target\":\"x\",\"rtt_ms\":30.0}\n"
                  .formatted(1_700_000_000 + second));
    }
    Path file = directory.resolve("two.ndjson.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    Trace trace = Trace.all(directory).getFirst();

    assertThat(trace.name()).isEqualTo("two");
    assertThat(trace.isQuiet()).isFalse();
    assertThat(trace.switches(DEFAULT)).as("away and back").isEqualTo(2);
    for (Peer peer : Peer.ALL) {
      assertThat(trace.switches(peer)).as(peer.name()).isEqualTo(2);
    }
  }

  @Test
  void noDirectoryMeansNoTraces(@TempDir Path directory) throws Exception {
    assertThat(Trace.all(directory.resolve("none"))).isEmpty();
  }
}
