package dev.linkflux.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.score.Condition;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.score.Scores;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What uplinks of real traces really were, as a person sees it who looks at them, and what the
 * default settings are worth there. Those that may not be published are read from {@code
 * ../shared/traces}, or where {@code -Dtraces=} says. Moments in seconds from the beginning of
 * each.
 */
class TruthOfTracesTest {
  private static final Path ELSEWHERE =
      Path.of(System.getProperty("traces", Path.of("..", "shared", "traces").toString()));

  private record Held(Truth truth) {
    static Held of(Path trace) {
      Settings settings = Traces.settings(trace);
      Truth truth = new Truth(settings);
      List<Event> last =
          new Replay(List.of(trace))
              .inputs(settings, _ -> {}, _ -> {})
              .doOnNext(truth::accept)
              .blockLast();
      truth.end(Objects.requireNonNull(last).getLast().at());
      return new Held(truth);
    }

    static Held elsewhere(String name) {
      Path trace = ELSEWHERE.resolve(name + ".ndjson.gz");
      boolean isThere = Files.isReadable(trace);
      if (!isThere) {
        System.err.println("NOT TESTED: there is no " + trace.toAbsolutePath().normalize());
      }
      assumeTrue(isThere, () -> "there is no " + trace.toAbsolutePath().normalize());
      return of(trace);
    }

    List<Spell> bad(String uplink) {
      return truth.spells(uplink).stream().filter(spell -> spell.condition().isBad()).toList();
    }

    double seconds(String uplink, Condition condition) {
      return truth.spells(uplink).stream()
          .filter(spell -> spell.condition() == condition)
          .mapToDouble(Spell::seconds)
          .sum();
    }
  }

  private static void isOneSpell(
      Held held, String uplink, Condition condition, double from, double until) {
    assertThat(held.bad(uplink))
        .as("%s: %s", uplink, held.bad(uplink))
        .anySatisfy(
            spell -> {
              assertThat(spell.condition()).isEqualTo(condition);
              assertThat(spell.from().nanos() / 1e9).isCloseTo(from, within(1.0));
              assertThat(spell.until().nanos() / 1e9).isCloseTo(until, within(1.0));
            });
  }

  @Test
  void ofTheSeedTheTroubleIsFoundAsItWasMade() {
    Held held = Held.of(Traces.HERE.resolve("frozen-main.ndjson.gz"));
    assertThat(held.bad("tdlte")).hasSize(1);
    isOneSpell(held, "tdlte", Condition.DEAD, 90, 240);
    assertThat(held.bad("wisp")).hasSize(1);
    isOneSpell(held, "wisp", Condition.BREACHING, 60, 180);
    assertThat(held.bad("adsl")).isEmpty();
  }

  @Test
  void ofTheSeedTheDefaultsLeaveWhatIsDeadAndNothingElse() {
    Path trace = Traces.HERE.resolve("frozen-main.ndjson.gz");
    Settings settings = Traces.settings(trace);
    Course course = new Course(settings);
    List<Event> decided = Traces.replay(trace, settings);
    course.accept(decided);
    Score score =
        Scores.of(Held.of(trace).truth(), course, settings, Moment.ZERO, decided.getLast().at());
    assertThat(score.switches()).isEqualTo(3);
    assertThat(score.needlessSwitches()).isZero();
    assertThat(score.badSeconds()).isBetween(0.1, 2.0);
    assertThat(score.detection().count()).isEqualTo(1);
    assertThat(score.recovery().count()).isEqualTo(2);
  }

  @Test
  void anHourOfSlownessIsOneSpell() {
    Held held = Held.of(Traces.HERE.resolve("slow-other.ndjson.gz"));
    assertThat(held.bad("wisp")).hasSize(1);
    isOneSpell(held, "wisp", Condition.BREACHING, 60, 3660);
    assertThat(held.bad("tdlte")).isEmpty();
  }

  @Test
  void answersThatTakeHalfAMinuteAreNone() {
    Held held = Held.of(Traces.HERE.resolve("cicv5g-rural-n8.ndjson.gz"));
    isOneSpell(held, "5g_n8", Condition.DEAD, 20.4, 53.9);
    assertThat(held.seconds("5g_n8", Condition.DEAD)).isBetween(55.0, 70.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wanctl_vdsl_quiet",
        "hpct_simula_9targets",
        "cicv5g_w2s_n78",
        "cicv5g_urban_n8",
        "cicv5g_urban_n78"
      })
  void aQuietLineIsGood(String name) {
    Held held = Held.elsewhere(name);
    assertThat(held.truth().uplinks()).isNotEmpty();
    held.truth().uplinks().forEach(uplink -> assertThat(held.bad(uplink)).as(uplink).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "nuwins_maine_20240527_3link, starlink, 427.3, 456.3",
    "exalake_laptop, laptop, 3259, 3282",
    "exalake_laptop, laptop, 3295, 3322",
    "db_train_20250609_1109_3link, Telekom, 15294, 15552",
    "db_train_20250609_1109_3link, Vodafone, 15295, 15554",
    "db_train_20250609_1109_3link, o2, 15144, 15201",
  })
  void aDeadLineIsDeadFromItsFirstProbeToItsNextAnswer(
      String name, String uplink, double from, double until) {
    isOneSpell(Held.elsewhere(name), uplink, Condition.DEAD, from, until);
  }

  /** On another path, 27 ms longer, for a quarter of an hour. */
  @Test
  void anotherPathIsNoTrouble() {
    assertThat(Held.elsewhere("exalake_laptop").bad("laptop"))
        .noneMatch(spell -> spell.until().nanos() > 3328e9 && spell.from().nanos() < 4300e9);
  }
}
