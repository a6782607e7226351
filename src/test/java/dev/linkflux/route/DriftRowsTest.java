package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody else has changed is put back, but not at any rate. */
class DriftRowsTest {
  private static final long MILLI = 1_000_000;

  private final Scene scene = new Scene(2).allWell().elect("0 > 1").at(10 * Scene.SECOND).applied();

  /** When there was a plan for that cause, milliseconds from the tenth second. */
  private List<Long> at(Cause cause) {
    return scene.plans().stream()
        .filter(plan -> plan.cause() == cause)
        .map(plan -> plan.at().nanos() / MILLI - 10_000)
        .toList();
  }

  private void drift(long... millis) {
    for (long milli : millis) {
      scene.at((10_000 + milli) * MILLI).drift();
    }
  }

  private void wake(long milli) {
    scene.wake((10_000 + milli) * MILLI);
  }

  @Test
  void theSamePlanComesAnewAtOnce() {
    RoutePlan before = scene.last();
    drift(5);
    RoutePlan again = scene.last();
    assertThat(again.at()).isEqualTo(new Moment(10_005 * MILLI));
    assertThat(again.generation()).isEqualTo(before.generation() + 1);
    assertThat(again.cause()).isEqualTo(Cause.DRIFT);
    assertThat(again.routes()).isEqualTo(before.routes());
    assertThat(again.rules()).isEqualTo(before.rules());
    assertThat(scene.outputs().getLast()).isSameAs(again);
    assertThat(scene.outputs().get(scene.outputs().size() - 2)).isInstanceOf(Drifted.class);
  }

  @Test
  void beforeThereIsAPlanThereIsNothingToPutBack() {
    Scene early = new Scene(2).drift().allWell().drift().wake(9 * Scene.SECOND);
    assertThat(early.plans()).isEmpty();
    assertThat(early.elect("0").plans())
        .extracting(RoutePlan::cause)
        .containsExactly(Cause.ELECTION);
  }

  @Test
  void threeTimesAtOnceThenOnceASecond() {
    for (int i = 0; i < 50; i++) {
      drift(i * 100L);
    }
    wake(99_000);
    assertThat(at(Cause.DRIFT)).containsExactly(0L, 100L, 200L, 1000L, 2000L, 3000L, 4000L, 5000L);
  }

  @Test
  void whatWaitsIsDoneAtItsOwnMomentHoweverLateAnybodyWakes() {
    drift(0, 0, 0, 0);
    wake(7_000);
    assertThat(at(Cause.DRIFT)).containsExactly(0L, 0L, 0L, 1000L);
    assertThat(scene.outputs().getLast()).isEqualTo(new Woken(new Moment(17_000 * MILLI)));
  }

  @Test
  void whatDriftsMeanwhileIsPutBackTogether() {
    drift(0, 0, 0, 0, 10, 20, 999);
    wake(7_000);
    assertThat(at(Cause.DRIFT)).containsExactly(0L, 0L, 0L, 1000L);
  }

  @Test
  void whatWaitsIsDoneBeforeWhatHappensAtItsMoment() {
    drift(0, 0, 0, 0);
    drift(1000);
    assertThat(at(Cause.DRIFT)).containsExactly(0L, 0L, 0L, 1000L);
    wake(2000);
    assertThat(at(Cause.DRIFT)).containsExactly(0L, 0L, 0L, 1000L, 2000L);
  }

  @ParameterizedTest
  @CsvSource({"999, 0", "1000, 1", "1999, 1", "2000, 2", "3000, 3", "9000, 3"})
  void inQuietTimesItRecovers(long pause, int atOnce) {
    drift(0, 0, 0);
    drift(pause, pause, pause, pause);
    assertThat(at(Cause.DRIFT)).hasSize(3 + atOnce);
  }

  @Test
  void anotherPlanPutsBackAsWell() {
    drift(0, 0, 0, 0);
    scene.elect("1 > 0");
    wake(9_000);
    assertThat(at(Cause.DRIFT)).hasSize(3);
  }

  @Test
  void butNotAnElectionThatChangesNothing() {
    drift(0, 0, 0, 0);
    scene.elect("0 > 1");
    wake(9_000);
    assertThat(at(Cause.DRIFT)).hasSize(4);
  }

  @Test
  void aRetryThatIsDueAtTheSameMomentIsEnough() {
    drift(0, 0, 0, 0);
    scene.at(10_000 * MILLI).refused();
    wake(9_000);
    assertThat(at(Cause.DRIFT)).hasSize(3);
    assertThat(at(Cause.RETRY)).containsExactly(1000L);
  }

  @Test
  void whatIsPutBackMeanwhileNeedsNoRetry() {
    scene.refused();
    drift(500);
    wake(9_000);
    assertThat(at(Cause.DRIFT)).containsExactly(500L);
    assertThat(at(Cause.RETRY)).isEmpty();
  }

  @Test
  void aPlanThatIsRefusedAgainAndAgainIsTriedOnceASecond() {
    scene.refused();
    for (int i = 1; i <= 5; i++) {
      wake(i * 1000L);
      scene.at((10_000 + i * 1000L) * MILLI).refused();
    }
    assertThat(at(Cause.RETRY)).containsExactly(1000L, 2000L, 3000L, 4000L, 5000L);
  }

  @Test
  void somebodyWhoUndoesEverythingAtOnceDoesNotMakeItSpin() {
    for (int milli = 0; milli < 10_000; milli += 5) {
      drift(milli);
      if (milli % 50 == 0) {
        scene.refused();
      }
    }
    assertThat(at(Cause.DRIFT)).hasSizeLessThanOrEqualTo(13);
    assertThat(at(Cause.RETRY).size() + at(Cause.DRIFT).size()).isLessThanOrEqualTo(14);
  }
}
