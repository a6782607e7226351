package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.LossRatio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the comparison of two replies begins anew, and what it leaves out. */
class DirectionsRowsTest {
  private static final long SPAN = 30_000;

  private final Directions directions = new Directions(SPAN);

  private static OneWay lost(int forward, int sent, int backward, int arrived) {
    return new OneWay(new LossRatio(forward, sent), new LossRatio(backward, arrived));
  }

  /** The far end has counted {@code arrived} more while we have sent three more. */
  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "1, true", "3, true", "4, false"})
  void aCountIsBelievedIfItHasRisenByNoMoreThanWasSent(int arrived, boolean believed) {
    directions.replied(1, 1, 10);
    directions.replied(4, 4, 10 + arrived);
    assertThat(directions.oneWay())
        .isEqualTo(believed ? lost(3 - arrived, 3, arrived - 1, arrived) : null);
  }

  @Test
  void whatNeverLeftIsLeftOutOnce() {
    directions.replied(1, 1, 1);
    directions.withheld(3);
    directions.withheld(3);
    directions.withheld(2); // told out of order: not counted
    directions.replied(5, 5, 4);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 3, 2, 3));
  }

  @Test
  void whatIsToldTooLateNeverToHaveLeftEndsTheComparison() {
    directions.replied(1, 1, 1);
    directions.replied(5, 5, 4);
    directions.withheld(3);
    directions.replied(6, 6, 5);
    assertThat(directions.oneWay()).isNull();
    directions.replied(7, 7, 6);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 1, 0, 1));
  }

  @Test
  void aReplyFromBeforeTheOldestIsNotOneOfThoseThatCameBack() {
    directions.replied(1, 3, 3);
    directions.replied(2, 6, 6);
    directions.replied(5, 2, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 3, 2, 3));
  }
}
