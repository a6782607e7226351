package dev.linkflux.replay.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every trace and every course. */
class ScoreLawsTest {
  private static final int UPLINKS = 3;
  private static final int TARGETS = 2;
  private static final Settings SETTINGS = Scenario.settings(UPLINKS, TARGETS);
  private static final List<Cause> CAUSES =
      List.of(Cause.BLACKOUT, Cause.LOSS, Cause.RECOVERED, Cause.BETTER, Cause.OPERATOR);
  private static final double END = 900;
  private static final Offset<Double> EXACT = within(1e-6);

  static IntStream seeds() {
    return IntStream.range(0, 12);
  }

  /** Good, dead, lossy, slow, shaking or not asked, for a while each. */
  private static List<Event> inputs(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Probes probes = new Probes();
    for (int uplink = 0; uplink < UPLINKS; uplink++) {
      double at = 0;
      while (at < END) {
        double until = Math.min(END, at + random.nextDouble(3, 120));
        int kind = random.nextInt(7);
        for (double sent = at; sent < until && kind != 6; sent += 0.5) {
          double rtt =
              switch (kind) {
                case 0 -> Probes.LOST;
                case 1 -> random.nextInt(100) < 30 ? Probes.LOST : 20;
                case 2 -> random.nextInt(1000, 3000);
                case 3 -> 350;
                case 4 -> random.nextInt(10, 500);
                default -> 20;
              };
          probes.one(uplink, random.nextInt(TARGETS), sent, rtt);
        }
        at = until;
      }
    }
    return probes.inputs();
  }

  private static Truth truth(List<Event> inputs, SplittableRandom cuts) {
    Truth truth = new Truth(SETTINGS);
    for (int at = 0; at < inputs.size(); ) {
      int until = Math.min(inputs.size(), at + cuts.nextInt(1, 700));
      truth.accept(inputs.subList(at, until));
      at = until;
    }
    truth.end(Probes.at(END));
    return truth;
  }

  private static Truth truth(long seed) {
    return truth(inputs(seed), new SplittableRandom(seed));
  }

  private static List<List<Spell>> spells(Truth truth) {
    return truth.uplinks().stream().map(truth::spells).toList();
  }

  /** Somebody carries, sometimes two, for a while. */
  private static Course someCourse(long seed) {
    SplittableRandom random = new SplittableRandom(-seed);
    Decided decided = new Decided(SETTINGS);
    for (double at = 0; at < END; at += random.nextDouble(1, 60)) {
      int one = random.nextInt(UPLINKS);
      int other = random.nextInt(UPLINKS);
      Cause cause = CAUSES.get(random.nextInt(CAUSES.size()));
      decided.carry(at, cause, one == other ? new int[] {one} : new int[] {one, other});
    }
    return decided.course(END);
  }

  private static Condition condition(Truth truth, int uplink, long at) {
    return truth.spells("u" + uplink).stream()
        .filter(spell -> spell.from().nanos() <= at && at < spell.until().nanos())
        .findFirst()
        .orElseThrow()
        .condition();
  }

  private static int badness(Condition condition) {
    return switch (condition) {
      case GOOD -> 0;
      case BREACHING -> 1;
      case DEAD -> 2;
      case UNKNOWN -> 3;
    };
  }

  /**
   * At every change of the truth the best one carries, or the worst.
   *
   * @param worth of a condition: the highest carries
   */
  private static Course oracle(Truth truth, ToDoubleFunction<Condition> worth) {
    Decided decided = new Decided(SETTINGS);
    truth.uplinks().stream()
        .flatMap(uplink -> truth.spells(uplink).stream())
        .mapToLong(spell -> spell.from().nanos())
        .sorted()
        .distinct()
        .forEach(
            at -> {
              int best = 0;
              for (int uplink = 1; uplink < UPLINKS; uplink++) {
                if (worth.applyAsDouble(condition(truth, uplink, at))
                    > worth.applyAsDouble(condition(truth, best, at))) {
                  best = uplink;
                }
              }
              decided.carry(at / 1e9, Cause.LOSS, best);
            });
    return decided.course(END);
  }

  private static Score score(Truth truth, Course course, double from, double until) {
    return Scores.of(truth, course, SETTINGS, Probes.at(from), Probes.at(until));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void howInputsAreCutAndExtraWakeUpsChangeNothing(long seed) {
    List<Event> inputs = inputs(seed);
    Truth whole = new Truth(SETTINGS);
    whole.accept(inputs);
    whole.end(Probes.at(END));
    List<Event> woken = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    Moment last = Moment.ZERO;
    for (Event event : inputs) {
      if (random.nextInt(4) == 0 && event.at().isAfter(last)) {
        woken.add(new Woken(new Moment(random.nextLong(last.nanos(), event.at().nanos()))));
      }
      woken.add(event);
      last = event.at();
    }
    assertThat(spells(truth(inputs, random))).isEqualTo(spells(whole));
    assertThat(spells(truth(woken, random))).isEqualTo(spells(whole));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spellsFollowOneAnotherWithoutHoles(long seed) {
    for (List<Spell> spells : spells(truth(seed))) {
      Moment at = Moment.ZERO;
      Condition before = null;
      for (Spell spell : spells) {
        assertThat(spell.from()).isEqualTo(at);
        assertThat(spell.until()).isGreaterThan(at);
        assertThat(spell.condition()).isNotEqualTo(before);
        assertThat(spell.why().isEmpty()).isEqualTo(spell.condition() == Condition.GOOD);
        at = spell.until();
        before = spell.condition();
      }
      assertThat(at).isEqualTo(Probes.at(END));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whoAlwaysCarriesByTheBestScoresNothing(long seed) {
    Truth truth = truth(seed);
    Score score = score(truth, oracle(truth, condition -> -badness(condition)), 0, END);
    assertThat(score.badSeconds()).isZero();
    assertThat(score.needlessSwitches()).isZero();
    assertThat(score.detection().missed()).isZero();
    assertThat(score.detection().count() == 0 || score.detection().max() == 0).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whoAlwaysCarriesByTheWorstScoresAllTheTimeInWhichAnyIsBad(long seed) {
    Truth truth = truth(seed);
    Course course =
        oracle(truth, condition -> condition == Condition.UNKNOWN ? -1 : badness(condition));
    Score score = score(truth, course, 0, END);
    double anyIsBad = 0;
    for (int second = 0; second < END * 2; second++) {
      long at = second * 500_000_000L;
      boolean bad =
          IntStream.range(0, UPLINKS).anyMatch(uplink -> condition(truth, uplink, at).isBad());
      anyIsBad += bad ? 0.5 : 0;
    }
    double spells = truth.uplinks().stream().mapToInt(uplink -> truth.spells(uplink).size()).sum();
    assertThat(score.badSeconds() + score.hopelessSeconds())
        .isCloseTo(anyIsBad, within(0.5 * spells));
    assertThat(score.badSeconds()).isPositive();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void twoSpansAddUpToBoth(long seed) {
    Truth truth = truth(seed);
    Course course = someCourse(seed);
    double cut = new SplittableRandom(seed).nextDouble(1, END);
    Score one = score(truth, course, 0, cut);
    Score other = score(truth, course, cut, END);
    Score both = score(truth, course, 0, END);
    assertThat(one.seconds() + other.seconds()).isCloseTo(both.seconds(), EXACT);
    assertThat(one.badSeconds() + other.badSeconds()).isCloseTo(both.badSeconds(), EXACT);
    assertThat(one.hopelessSeconds() + other.hopelessSeconds())
        .isCloseTo(both.hopelessSeconds(), EXACT);
    assertThat(one.switches() + other.switches()).isEqualTo(both.switches());
    assertThat(one.flaps() + other.flaps()).isEqualTo(both.flaps());
    assertThat(one.needlessSwitches() + other.needlessSwitches())
        .isEqualTo(both.needlessSwitches());
    assertThat((double) (one.probeBytes() + other.probeBytes()))
        .isCloseTo((double) both.probeBytes(), within(1.0));
    both.carried()
        .forEach(
            (uplink, seconds) ->
                assertThat(
                        one.carried().getOrDefault(uplink, 0.0)
                            + other.carried().getOrDefault(uplink, 0.0))
                    .isCloseTo(seconds, EXACT));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noMoreIsBadThanThereIsAndSharesMakeAWhole(long seed) {
    Truth truth = truth(seed);
    Score score = score(truth, someCourse(seed), 0, END);
    assertThat(score.badSeconds() + score.hopelessSeconds()).isLessThanOrEqualTo(score.seconds());
    assertThat(score.carried().values().stream().mapToDouble(one -> one).sum())
        .isCloseTo(END, EXACT);
    score
        .inState()
        .values()
        .forEach(
            states ->
                assertThat(states.values().stream().mapToDouble(one -> one).sum())
                    .isCloseTo(END, EXACT));
  }
}
