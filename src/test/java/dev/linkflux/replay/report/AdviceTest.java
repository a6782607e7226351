package dev.linkflux.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.replay.score.Delays;
import dev.linkflux.replay.score.Score;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every kind of advice, and what it takes to give it. */
class AdviceTest {
  private static final double THREE_DAYS = 3 * 86_400;
  private static final Delays NEVER = new Delays(0, 0, Double.NaN, Double.NaN, Double.NaN);

  @Test
  void theOneThatSavesMoreThanItCostsIsTakenAndThePriceIsNamed() {
    assertThat(of(40, rated("default.yml", 63, 12), rated("strict.yml", 22, 14)))
        .isEqualTo(
            "Take strict.yml: it would have had 41 fewer bad seconds (22 instead of 63) at the"
                + " price of 2 more switches (14 instead of 12) in 3 d.");
  }

  @Test
  void theOneThatIsBetterInBothIsTakenForBoth() {
    assertThat(of(40, rated("default.yml", 63, 12), rated("calm.yml", 22, 11)))
        .isEqualTo(
            "Take calm.yml: it would have had 41 fewer bad seconds (22 instead of 63) and 1 fewer"
                + " switch (11 instead of 12) in 3 d.");
  }

  @Test
  void fewSecondsAreNotWorthManySwitches() {
    assertThat(of(40, rated("default.yml", 63, 12), rated("nervous.yml", 60, 400)))
        .isEqualTo(
            "Keep default.yml: nervous.yml would have had 3 fewer bad seconds (60 instead of 63)"
                + " at the price of 388 more switches (400 instead of 12) in 3 d.");
  }

  @Test
  void manySwitchesLessAreWorthFewSeconds() {
    assertThat(of(40, rated("default.yml", 63, 100), rated("calm.yml", 70, 20)))
        .isEqualTo(
            "Take calm.yml: it would have had 7 more bad seconds (70 instead of 63) for 80 fewer"
                + " switches (20 instead of 100) in 3 d.");
  }

  @Test
  void equalSecondsAndEqualSwitchesAreSaidSo() {
    assertThat(of(40, rated("a.yml", 63, 100), rated("b.yml", 63, 20)))
        .contains("as many bad seconds (63) and 80 fewer switches (20 instead of 100)");
    assertThat(of(40, rated("a.yml", 63, 12), rated("b.yml", 22, 12)))
        .contains("41 fewer bad seconds (22 instead of 63) with as many switches (12)");
  }

  @Test
  void whatIsAlikeIsNotToldApart() {
    assertThat(of(40, rated("a.yml", 63, 12), rated("b.yml", 63.4, 12), rated("c.yml", 62, 12)))
        .isEqualTo(
            "Nothing in this trace speaks for one of them: all 3 have 63 bad seconds and 12"
                + " switches in 3 d.");
  }

  @Test
  void whoIsBestStaysAndTheNextBestThatDiffersIsNamed() {
    assertThat(of(40, rated("a.yml", 63, 12), rated("b.yml", 63, 12), rated("c.yml", 900, 12)))
        .isEqualTo(
            "Keep a.yml: c.yml would have had 837 more bad seconds (900 instead of 63) with as"
                + " many switches (12) in 3 d.");
  }

  @Test
  void whatCostsAboutTheSameIsNotClearlyBetter() {
    assertThat(
            Advice.of(
                List.of(rated("a.yml", 613, 19), rated("b.yml", 613, 19), rated("c.yml", 627, 9)),
                3,
                THREE_DAYS))
        .endsWith(
            "but none is clearly better than a.yml: c.yml would have had 14 more bad seconds (627"
                + " instead of 613) for 10 fewer switches (9 instead of 19).");
  }

  @Test
  void fewBadSpellsAreTooLittle() {
    assertThat(of(9, rated("a.yml", 63, 12), rated("strict.yml", 22, 12)))
        .isEqualTo(
            "Too little to decide by (9 bad spells in 3 d), but strict.yml would have had 41 fewer"
                + " bad seconds (22 instead of 63) with as many switches (12).");
    assertThat(of(10, rated("a.yml", 63, 12), rated("strict.yml", 22, 12))).startsWith("Take");
  }

  @Test
  void lessThanADayIsTooLittle() {
    Score brief = score(86_399, 63, 12);
    assertThat(
            Advice.of(
                List.of(new Rated("as recorded", brief), new Rated("b.yml", score(86_399, 90, 3))),
                40,
                86_399))
        .isEqualTo(
            "Too little to decide by (23 h 59 min, less than a day), but none is better than “as"
                + " recorded”: b.yml would have had 27 more bad seconds (90 instead of 63) for 9"
                + " fewer switches (3 instead of 12).");
  }

  @Test
  void whatWasHardlyLookedAtIsTooLittleHoweverLongItLasted() {
    assertThat(Advice.of(List.of(rated("a.yml", 63, 12), rated("b.yml", 22, 12)), 40, 2_100))
        .startsWith(
            "Too little to decide by (probes of 35 min in 3 d, less than a day), but b.yml");
  }

  @Test
  void whereNothingWasBadOnlyTheSwitchesAreTold() {
    assertThat(of(0, rated("a.yml", 0, 0), rated("b.yml", 0, 0)))
        .isEqualTo(
            "No uplink was ever bad in 3 d: this trace does not say which settings are better.");
    assertThat(of(0, rated("a.yml", 0, 2)))
        .endsWith("better, but every switch in it was for nothing.");
    assertThat(of(0, rated("a.yml", 0, 7), rated("b.yml", 0, 1)))
        .endsWith("only says that b.yml switches least for nothing (1 against up to 7).");
  }

  @Test
  void oneAloneIsHeldAgainstNobody() {
    assertThat(of(40, rated("a.yml", 3.26, 1)))
        .isEqualTo(
            "a.yml has 3.3 bad seconds and 1 switch in 3 d; name a second --config to see whether"
                + " another one does better.");
  }

  private static String of(long badSpells, Rated... all) {
    return Advice.of(List.of(all), badSpells, THREE_DAYS);
  }

  private static Rated rated(String name, double badSeconds, long switches) {
    return new Rated(name, score(THREE_DAYS, badSeconds, switches));
  }

  private static Score score(double seconds, double badSeconds, long switches) {
    return new Score(seconds, switches, 0, badSeconds, 0, 0, NEVER, NEVER, 0, Map.of(), Map.of());
  }
}
