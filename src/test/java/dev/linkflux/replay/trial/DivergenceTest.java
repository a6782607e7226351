package dev.linkflux.replay.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.replay.Tally;
import dev.linkflux.time.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When configurations do not agree on what carries. Times in seconds. */
class DivergenceTest {
  private static final Settings SETTINGS = Scenario.settings(2, 1);

  private final Tally one = new Tally(SETTINGS, at(10));
  private final Tally other = new Tally(SETTINGS, at(10));

  private static Moment at(long seconds) {
    return new Moment(seconds * 1_000_000_000);
  }

  private static void elect(Tally tally, long seconds, int uplink) {
    tally.accept(
        new Election(
            at(seconds),
            List.of(SETTINGS.uplinks().get(uplink).id()),
            List.of(),
            List.of(),
            Cause.LOSS,
            ""));
  }

  private List<Divergence> found() {
    return Divergence.between(List.of(one, other), at(10), at(100));
  }

  @Test
  void whoAlwaysAgreesDivergesNever() {
    elect(one, 5, 0);
    elect(other, 7, 0);
    elect(one, 20, 1);
    elect(other, 20, 1);
    assertThat(found()).isEmpty();
  }

  @Test
  void whoIsLaterDivergesUntilThen() {
    elect(one, 5, 0);
    elect(other, 5, 0);
    elect(one, 20, 1);
    elect(other, 23, 1);
    assertThat(found())
        .containsExactly(new Divergence(at(20), at(23), List.of(List.of("u1"), List.of("u0"))));
  }

  @Test
  void whatWasBeforeThePartHoldsAtItsBeginningAndTheEndEndsIt() {
    elect(one, 5, 0);
    elect(other, 90, 1);
    assertThat(found())
        .containsExactly(
            new Divergence(at(10), at(90), List.of(List.of("u0"), List.of())),
            new Divergence(at(90), at(100), List.of(List.of("u0"), List.of("u1"))));
    assertThat(found().getLast().length()).hasSeconds(10);
  }
}
