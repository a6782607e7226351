package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it is quiet; on days when the clock is set as well. */
class QuietHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 2026-11-22T20:59:59Z, false",
    "22:00, 07:00, 2026-11-22T21:00:00Z, true",
    "22:00, 07:00, 2026-11-22T23:00:00Z, true",
    "22:00, 07:00, 2026-11-23T05:59:59Z, true",
    "22:00, 07:00, 2026-11-23T06:00:00Z, false",
    "12:00, 13:30, 2026-11-22T10:59:59Z, false",
    "12:00, 13:30, 2026-11-22T11:00:00Z, true",
    "12:00, 13:30, 2026-11-22T12:30:00Z, false",
  })
  void theyAreByTheClockOnTheWall(LocalTime from, LocalTime to, Instant wall, boolean quiet) {
    assertThat(new QuietHours(from, to, BERLIN, true).includes(wall)).isEqualTo(quiet);
  }

  /** The clock is set forward at 01:00Z on 29 March, and back at 01:00Z on 25 October. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 07:00, 2026-03-28T12:00:00Z, 480",
    "22:00, 07:00, 2026-10-24T12:00:00Z, 600",
    "22:00, 07:00, 2026-11-22T12:00:00Z, 540",
    "22:00, 02:30, 2026-03-28T12:00:00Z, 240", // the half hour after 02:00 is not there
    "22:00, 02:30, 2026-10-24T12:00:00Z, 300", // and here it is there twice
  })
  void theNightIsAsLongAsTheClockSays(LocalTime from, LocalTime to, Instant noon, int minutes) {
    QuietHours hours = new QuietHours(from, to, BERLIN, true);
    assertThat(
            IntStream.range(0, 24 * 60)
                .filter(minute -> hours.includes(noon.plusSeconds(minute * 60L)))
                .count())
        .isEqualTo(minutes);
  }
}
