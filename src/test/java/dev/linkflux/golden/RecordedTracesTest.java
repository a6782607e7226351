package dev.linkflux.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real probe logs through the default settings. Most of them may not be published with this
 * project: they are read from {@code ../shared/traces}, or where {@code -Dtraces=} says, and left
 * out, loudly, where they are not. Moments in seconds from the beginning of each log.
 */
class RecordedTracesTest {
  private static final Path ELSEWHERE =
      Path.of(System.getProperty("traces", Path.of("..", "shared", "traces").toString()));

  @TempDir Path directory;

  private static Path recorded(String name) {
    Path trace = ELSEWHERE.resolve(name + ".ndjson.gz");
    boolean isThere = Files.isReadable(trace);
    if (!isThere) {
      System.err.println("NOT TESTED: there is no " + trace.toAbsolutePath().normalize());
    }
    assumeTrue(isThere, () -> "there is no " + trace.toAbsolutePath().normalize());
    return trace;
  }

  private static Replayed replayed(String name) {
    return Replayed.of(recorded(name));
  }

  // What is well is left alone.

  @ParameterizedTest
  @ValueSource(
      strings = {"wanctl_vdsl_quiet", "hpct_simula_9targets", "cicv5g_w2s_n78", "cicv5g_urban_n8"})
  void aQuietLineNeverFalls(String name) {
    assertThat(replayed(name).falls()).isEmpty();
  }

  /** For 0.7 s nothing comes back, once: with 18 probes a second of one target that may be much. */
  @Test
  void aLineThatStallsOnceFallsAtMostOnce() {
    assertThat(replayed("cicv5g_urban_n78").falls()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void deadTargetsTakeNothingDown() {
    Replayed replayed = replayed("hpct_simula_9targets");
    assertThat(replayed.all(Transition.class)).noneMatch(it -> it.to() == StateName.DOWN);
  }

  /**
   * The line came back on another path, 27 ms longer, for a quarter of an hour. (For 24 s of it the
   * jitter is above the limit indeed.)
   */
  @Test
  void anotherPathThatLosesNothingIsNoReasonToFall() {
    Replayed replayed = replayed("exalake_laptop");
    assertThat(replayed.falls(3360, 4290))
        .filteredOn(it -> it.cause() != Cause.JITTER || Replayed.seconds(it) > 3475)
        .isEmpty();
    assertThat(replayed.state("laptop", 4200)).isEqualTo(StateName.UP);
  }

  @ParameterizedTest
  @CsvSource({"1490, 1600", "2420, 2650", "4285, 4500"})
  void singleLossesAreNoReasonToFall(double from, double until) {
    assertThat(replayed("exalake_laptop").falls(from, until)).isEmpty();
  }

  // What is dead is left, soon.

  /**
   * Uplink, from when on nobody answers, and until when; how many seconds it may take, with one
   * probe a second or less. The first time that the train leaves the country all three fall silent
   * at once, and nothing changes until the first one is back.
   */
  @ParameterizedTest
  @CsvSource({
    "nuwins_maine_20240527_3link, starlink, 425.87, 453.8, 5",
    "nuwins_maine_20240527_3link, att, 12279.9, 12285.9, 3",
    "nuwins_maine_20240527_3link, att, 20307.9, 20313.8, 3",
    "exalake_laptop, laptop, 3259, 3282, 6",
    "exalake_laptop, laptop, 3295, 3322, 6",
    "db_train_20250609_1109_3link, Vodafone, 4273.2, 4680, 30",
    "db_train_20250609_1109_3link, Telekom, 4273.2, 4660, 30",
    "db_train_20250609_1109_3link, o2, 15049.7, 15200, 30",
    "db_train_20250609_1109_3link, Telekom, 15082, 15560, 30",
    "db_train_20250616_1554_3link, Telekom, 8315.6, 8790, 30",
  })
  void aDeadLineIsLeftWithinTheTimeOfDetection(
      String name, String uplink, double from, double until, double within) {
    Replayed replayed = replayed(name);
    assertThat(replayed.state(uplink, from + within))
        .as("%s at %s", replayed.of(uplink), from + within)
        .isIn(StateName.DOWN, StateName.DEGRADED);
    assertThat(replayed.of(uplink))
        .as("no return before %s", until)
        .noneMatch(
            it ->
                Replayed.seconds(it) > from + within
                    && Replayed.seconds(it) < until
                    && it.to() != StateName.DOWN);
  }

  /** At the border all three go silent, and o2 alone comes back after two minutes. */
  @ParameterizedTest
  @CsvSource({"4273.2, 4600", "15201, 15560"})
  void theOneThatComesBackCarries(double back, double until) {
    Replayed replayed = replayed("db_train_20250609_1109_3link");
    assertThat(replayed.carrying(back + 30)).containsExactly("o2");
    assertThat(replayed.switches())
        .noneMatch(it -> Replayed.seconds(it) > back + 30 && Replayed.seconds(it) < until);
  }

  // What flaps moves little.

  /** 111 runs of loss in 95 minutes, with a spare beside it that is always well. */
  @Test
  void aLineThatFlapsIsNotReturnedToEveryTime() throws IOException {
    Path both = besideASpare(recorded("recon_wanctl_cable_flap"));
    List<Election> switches = Replayed.of(both).switches();
    assertThat(switches.size() - 1).as("%s", switches).isBetween(1, 12);
    assertThat(switches.getLast().carrying().getFirst().name()).isIn("cable_docsis", "spare");
  }

  private Path besideASpare(Path trace) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader = lines(trace)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        lines.add(
            line.replace("cable_docsis", "spare")
                .replaceFirst("\"rtt_ms\":[^}]*}", "\"rtt_ms\":30}"));
      }
    }
    return Files.write(directory.resolve("both.ndjson"), lines);
  }

  private static BufferedReader lines(Path packed) {
    try {
      return new BufferedReader(
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // What comes late is no sign of life.

  @Test
  void lateAnswersDoNotRaiseADeadLine() {
    LateAnswers.raiseNothing(replayed("cicv5g_rural_n8"), "5g_n8");
  }
}
