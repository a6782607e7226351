package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a letter by the status of its answer. */
class JudgementTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

  private static Answer of(int status, @Nullable String retryAfter) {
    return Judgement.of(status, retryAfter, NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void itIsTaken(int status) {
    assertThat(of(status, null)).isEqualTo(new Answer.Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void itIsTriedAgain(int status) {
    assertThat(of(status, null)).isEqualTo(new Answer.Later("status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 413, 422, 426, 428, 499, 600})
  void itIsRefused(int status) {
    assertThat(of(status, "5")).isEqualTo(new Answer.Refused("status " + status));
  }

  @Test
  void itDoesNotFollow() {
    assertThat(of(308, null))
        .isEqualTo(new Answer.Refused("status 308, and redirections are not followed"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          120                           | PT2M
          0                             | PT0S
          999999999                     | PT277777H46M39S
          9999999999                    | PT0S
          -5                            | PT0S
          soon                          | PT0S
          Sun, 22 Nov 2026 03:01:40 GMT | PT1M40S
          Sun, 22 Nov 2026 02:00:00 GMT | PT0S
          """)
  void theOtherSideMayNameATime(String header, Duration wait) {
    assertThat(of(503, header)).isEqualTo(new Answer.Later("status 503", wait));
    assertThat(of(429, header)).isEqualTo(new Answer.Later("status 429", wait));
  }
}
