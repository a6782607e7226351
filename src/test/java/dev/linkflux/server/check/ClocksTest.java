package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times of servers are read, and which of them are wrong. */
class ClocksTest {
  private static final Instant SENT = Instant.parse("2026-11-22T18:00:00Z");
  private static final Instant NOW = SENT.plusSeconds(2);
  private static final Duration SKEW = Duration.ofSeconds(10);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1795370400       | 2026-11-22T18:00:00Z",
        "1795370400.25    | 2026-11-22T18:00:00.250Z",
        "1.7953704E9      | 2026-11-22T18:00:00Z",
        "\"1795370400\"   | 2026-11-22T18:00:00Z",
        "\"Sun Nov 22\"   | ",
        "null             | ",
        "{}               | ",
        "1e300            | ",
        "\"NaN\"          | ",
      })
  void secondsAreReadHoweverTheyAreWritten(String json, Instant time)
      throws JsonProcessingException {
    assertThat(Clocks.time(JsonMapper.builder().build().readTree(json))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({"-10", "0", "2", "12"})
  void whatIsWithinTheToleranceOfWhenItWasAskedIsFine(long seconds) {
    assertThat(Clocks.differ(SENT.plusSeconds(seconds), SENT, NOW, SKEW)).isNull();
  }

  @Test
  void whatIsBeyondIsSaidWithBothTimes() {
    assertThat(Clocks.differ(SENT.minusMillis(10_100), SENT, NOW, SKEW))
        .isEqualTo(
            new Breach(
                Rung.CLOCK,
                "its clock is 10.1 s behind ours: 2026-11-22T17:59:49Z there,"
                    + " 2026-11-22T18:00:02Z here"));
    assertThat(Clocks.differ(SENT.plusSeconds(3602), SENT, NOW, SKEW))
        .isEqualTo(
            new Breach(
                Rung.CLOCK,
                "its clock is 3600.0 s ahead of ours: 2026-11-22T19:00:02Z there,"
                    + " 2026-11-22T18:00:02Z here"));
  }
}
