package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The retransmission timer of RFC 6298 section 2, by figures worked out by hand. */
class ReplyLimitTest {
  private static final long MS = 1_000_000;
  private static final long MOST = 1000 * MS;

  record Row(String what, List<Integer> rttMillis, long limitMicros) {}

  static List<Row> rows() {
    return List.of(
        // 2.2: SRTT <- R, RTTVAR <- R/2, RTO <- SRTT + 4 RTTVAR
        new Row("first sample", List.of(200), 600_000),
        // 2.3: RTTVAR 3/4*100 + 1/4*80 = 95, SRTT 7/8*200 + 1/8*280 = 210
        new Row("a slower one", List.of(200, 280), 590_000),
        // RTTVAR 3/4*100 + 1/4*40 = 85, SRTT 7/8*200 + 1/8*160 = 195
        new Row("a quicker one", List.of(200, 160), 535_000),
        // RTTVAR 3/4*100 = 75, SRTT 200
        new Row("the same again", List.of(200, 200), 500_000),
        // third: RTTVAR 3/4*95 + 1/4*50 = 83.75, SRTT 7/8*210 + 1/8*260 = 216.25
        new Row("three", List.of(200, 280, 260), 551_250),
        new Row("not below the floor", List.of(10), 100_000),
        new Row("just above the floor", List.of(34), 102_000),
        new Row("not above the time-out", List.of(400), 1_000_000));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void followsTheFiguresOfTheRfc(Row row) {
    ReplyLimit limit = new ReplyLimit();
    row.rttMillis().forEach(rtt -> limit.sample(rtt * MS));
    assertThat(limit.limit(MOST)).isEqualTo(row.limitMicros() * 1000);
  }

  @Test
  void isTheTimeOutBeforeTheFirstSample() {
    assertThat(new ReplyLimit().limit(MOST)).isEqualTo(MOST);
  }

  @Test
  void aTimeOutBelowTheFloorWins() {
    ReplyLimit limit = new ReplyLimit();
    limit.sample(MS);
    assertThat(limit.limit(50 * MS)).isEqualTo(50 * MS);
  }

  @Test
  void settlesOnASteadyRoundTrip() {
    ReplyLimit limit = new ReplyLimit();
    for (int i = 0; i < 200; i++) {
      limit.sample(300 * MS);
    }
    assertThat(limit.limit(MOST)).isBetween(300 * MS, 300 * MS + 1000);
  }
}
