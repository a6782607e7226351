package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run decided, counted. Times in seconds. */
class TallyTest {
  private static final Settings SETTINGS = Scenario.settings(2, 1);

  private Tally tally = new Tally(SETTINGS);

  private static Moment at(double seconds) {
    return new Moment(Math.round(seconds * 1e9));
  }

  private void move(double seconds, int uplink, StateName from, StateName to) {
    tally.accept(
        new Transition(
            at(seconds), SETTINGS.uplinks().get(uplink).id(), from, to, Cause.LOSS, List.of(), ""));
  }

  private Election elect(double seconds, int... carrying) {
    Election election =
        new Election(
            at(seconds),
            Arrays.stream(carrying)
                .mapToObj(uplink -> SETTINGS.uplinks().get(uplink).id())
                .toList(),
            List.of(),
            List.of(),
            Cause.LOSS,
            "");
    tally.accept(election);
    return election;
  }

  private double seconds(String uplink, StateName state) {
    return tally.inState(uplink, state).toNanos() / 1e9;
  }

  @Test
  void nothingHasHappenedYet() {
    assertThat(tally.transitions()).isZero();
    assertThat(tally.switches()).isZero();
    assertThat(tally.elections()).isEmpty();
    assertThat(tally.length()).isZero();
    assertThat(tally.names()).containsExactly("u0", "u1");
  }

  @Test
  void timeInStatesAddsUpToTheLength() {
    move(10, 0, StateName.UNKNOWN, StateName.UP);
    move(70, 0, StateName.UP, StateName.DOWN);
    move(75, 0, StateName.DOWN, StateName.UP);
    tally.accept(new Woken(at(100)));
    assertThat(seconds("u0", StateName.UNKNOWN)).isEqualTo(10);
    assertThat(seconds("u0", StateName.UP)).isEqualTo(60 + 25);
    assertThat(seconds("u0", StateName.DOWN)).isEqualTo(5);
    assertThat(seconds("u0", StateName.DEGRADED)).isZero();
    assertThat(seconds("u1", StateName.UNKNOWN)).isEqualTo(100);
    assertThat(tally.length()).isEqualTo(Duration.ofSeconds(100));
    assertThat(tally.transitions()).isEqualTo(3);
  }

  @Test
  void anUplinkThatIsDisabledIsSoFromTheBeginning() {
    Uplink off = new Uplink(SETTINGS.uplinks().getFirst().id(), "wan0", 1, List.of(), 1, true);
    Tally other =
        new Tally(
            new Settings(
                List.of(off),
                SETTINGS.targets(),
                SETTINGS.demands(),
                SETTINGS.probing(),
                SETTINGS.windowing(),
                SETTINGS.rules(),
                SETTINGS.routing()));
    other.accept(new Woken(at(7)));
    assertThat(other.inState("u0", StateName.DISABLED)).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void onlyAChangeOfWhatCarriesIsASwitchAndTheFirstIsNone() {
    Election first = elect(1, 0);
    elect(2, 0);
    Election second = elect(3, 1);
    elect(4, 1);
    Election third = elect(5, 0);
    assertThat(tally.switches()).isEqualTo(2);
    assertThat(tally.elections()).containsExactly(first, second, third);
  }

  @Test
  void anUplinkOfAnotherNameWasNeverInAnyState() {
    tally.accept(new Woken(at(7)));
    assertThat(tally.inState("nobody", StateName.UNKNOWN)).isZero();
  }

  @Test
  void whatWasBeforeOnlySaysHowThingsStoodThen() {
    Tally later = new Tally(SETTINGS, at(50));
    tally = later;
    move(10, 0, StateName.UNKNOWN, StateName.UP);
    Election standing = elect(20, 0);
    tally.accept(new Woken(at(49)));
    assertThat(later.length()).isZero();
    move(60, 0, StateName.UP, StateName.DOWN);
    Election second = elect(61, 1);
    tally.accept(new Woken(at(80)));
    assertThat(later.standing()).isEqualTo(standing);
    assertThat(later.elections()).containsExactly(second);
    assertThat(later.switches()).isEqualTo(1);
    assertThat(later.transitions()).isEqualTo(1);
    assertThat(later.length()).isEqualTo(Duration.ofSeconds(30));
    assertThat(seconds("u0", StateName.UNKNOWN)).isZero();
    assertThat(seconds("u0", StateName.UP)).isEqualTo(10);
    assertThat(seconds("u0", StateName.DOWN)).isEqualTo(20);
  }
}
