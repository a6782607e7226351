package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From how closely an uplink has to be watched, and who carries, to how quickly it is probed. */
class PaceStageTest {
  private static final Uplink PLAIN = uplink(0, Uplink.UNMETERED);
  private static final Uplink METERED = uplink(1, 100_000);

  private final PaceStage stage = new PaceStage(List.of(PLAIN, METERED));
  private final List<Event> told = new ArrayList<>();

  private static Uplink uplink(int ordinal, long budget) {
    UplinkId id = new UplinkId("u" + ordinal, ordinal);
    return new Uplink(id, "wan" + ordinal, ordinal + 1, List.of(), 1, false, budget, 0);
  }

  private static Moment at(long nanos) {
    return new Moment(nanos);
  }

  private static Attention attention(long at, Uplink uplink, Tempo tempo) {
    return new Attention(at(at), uplink.id(), tempo);
  }

  private static Election carriedBy(long at, Uplink uplink) {
    return new Election(at(at), List.of(uplink.id()), List.of(), List.of(), Cause.STARTED, "");
  }

  private List<Event> give(Event... events) {
    told.clear();
    for (Event event : events) {
      stage.accept(event, told::add);
    }
    return told;
  }

  /** Each uplink while the other carries, and while it carries itself; empty: nothing is told. */
  @ParameterizedTest
  @CsvSource({
    "FAST, true, FAST, FAST",
    "FAST, false, FAST, FAST",
    "STEADY, true, , ",
    "STEADY, false, , ",
    "REST, true, REST, ",
    "REST, false, , "
  })
  void onlyAMeteredUplinkThatStandsByRests(
      Tempo wanted, boolean metered, Tempo standingBy, Tempo carrying) {
    Uplink uplink = metered ? METERED : PLAIN;
    Uplink other = metered ? PLAIN : METERED;
    for (Uplink carrier : List.of(other, uplink)) {
      Tempo expected = carrier.equals(uplink) ? carrying : standingBy;
      List<Event> paces = new ArrayList<>();
      PaceStage fresh = new PaceStage(List.of(PLAIN, METERED));
      fresh.accept(carriedBy(1, carrier), event -> {});
      fresh.accept(attention(2, uplink, wanted), paces::add);
      assertThat(paces)
          .isEqualTo(
              expected == null ? List.of() : List.of(new Pace(at(2), uplink.id(), expected)));
    }
  }

  @Test
  void whoBeginsToCarryRestsNoMoreAndWhoCeasesToRestsAgain() {
    give(carriedBy(1, PLAIN), attention(2, METERED, Tempo.REST));
    assertThat(give(carriedBy(3, METERED)))
        .containsExactly(carriedBy(3, METERED), new Pace(at(3), METERED.id(), Tempo.STEADY));
    assertThat(give(carriedBy(4, PLAIN)))
        .containsExactly(carriedBy(4, PLAIN), new Pace(at(4), METERED.id(), Tempo.REST));
  }

  @Test
  void whatIsSaidIsNotSaidAgain() {
    give(attention(1, PLAIN, Tempo.FAST));
    assertThat(give(attention(2, PLAIN, Tempo.FAST), carriedBy(3, PLAIN)))
        .containsExactly(carriedBy(3, PLAIN));
    assertThat(give(attention(4, PLAIN, Tempo.REST)))
        .containsExactly(new Pace(at(4), PLAIN.id(), Tempo.STEADY));
  }

  @Test
  void allElseIsPassedOn() {
    assertThat(give(new Woken(at(7)))).containsExactly(new Woken(at(7)));
  }

  @Test
  void onlyFastIsFast() {
    for (Tempo tempo : Tempo.values()) {
      assertThat(new Pace(at(1), PLAIN.id(), tempo).isFast()).isEqualTo(tempo == Tempo.FAST);
    }
  }
}
