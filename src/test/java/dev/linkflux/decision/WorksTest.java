package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorksTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Moment START = new Moment(10_000_000_000L);

  private static Maintenance work(String cron, ZoneId zone, int minutes, int ahead) {
    return new Maintenance(cron, zone, Duration.ofMinutes(minutes), Duration.ofMinutes(ahead));
  }

  private static Uplink uplink(int ordinal, Maintenance... works) {
    return new Uplink(Monitors.id(ordinal), "wan", 1, List.of(), 1, false, 0, 0, 0, List.of(works));
  }

  private static boolean isWorkedOn(Works works, int uplink) {
    return works.until(Monitors.id(uplink)) != null;
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      textBlock =
          """
          # 03:00 for 30 minutes, left 10 minutes ahead; wall clock (UTC), worked on, until, next change
          2026-11-22T02:49:59.999999999Z, false, -,                    2026-11-22T02:50:00Z
          2026-11-22T02:50:00Z,           true,  2026-11-22T03:30:00Z, 2026-11-22T03:30:00Z
          2026-11-22T02:50:00.000000001Z, true,  2026-11-22T03:30:00Z, 2026-11-22T03:30:00Z
          2026-11-22T03:00:00Z,           true,  2026-11-22T03:30:00Z, 2026-11-22T03:30:00Z
          2026-11-22T03:29:59.999999999Z, true,  2026-11-22T03:30:00Z, 2026-11-22T03:30:00Z
          2026-11-22T03:30:00Z,           false, -,                    2026-11-23T02:50:00Z
          2026-11-22T03:30:00.000000001Z, false, -,                    2026-11-23T02:50:00Z
          """)
  void aWindowIsFromAheadOfItsBeginningToItsEnd(
      Instant wall, boolean now, String until, Instant change) {
    Works works = new Works(List.of(uplink(0, work("0 3 * * *", UTC, 30, 10))));
    assertThat(works.take(new Dated(START, wall))).isEqualTo(now);
    assertThat(works.until(Monitors.id(0))).isEqualTo(now ? at(wall, Instant.parse(until)) : null);
    assertThat(works.due()).isEqualTo(at(wall, change));
  }

  private static Moment at(Instant wall, Instant then) {
    return START.plus(Duration.between(wall, then));
  }

  @Test
  void itBeginsAndEndsByItselfAtItsMoments() {
    Works works = new Works(List.of(uplink(0), uplink(1, work("0 3 * * *", UTC, 30, 10))));
    Instant wall = Instant.parse("2026-11-22T02:00:00Z");
    assertThat(works.take(new Dated(START, wall))).isFalse();
    Moment begin = START.plus(Duration.ofMinutes(50));
    assertThat(works.expire(begin.plusNanos(-1))).isFalse();
    assertThat(isWorkedOn(works, 1)).isFalse();
    assertThat(works.expire(begin)).isTrue();
    assertThat(isWorkedOn(works, 0)).isFalse();
    assertThat(isWorkedOn(works, 1)).isTrue();
    Moment end = START.plus(Duration.ofMinutes(90));
    assertThat(works.due()).isEqualTo(end);
    assertThat(works.expire(end.plusNanos(-1))).isFalse();
    assertThat(isWorkedOn(works, 1)).isTrue();
    assertThat(works.expire(end)).isTrue();
    assertThat(isWorkedOn(works, 1)).isFalse();
    assertThat(works.due()).isEqualTo(begin.plus(Duration.ofDays(1)));
  }

  @Test
  void withoutAClockThereIsNoWork() {
    Works works = new Works(List.of(uplink(0, work("* * * * *", UTC, 60, 0))));
    assertThat(works.expire(START)).isFalse();
    assertThat(isWorkedOn(works, 0)).isFalse();
    assertThat(works.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void aClockThatIsSetIsTakenUp() {
    Works works = new Works(List.of(uplink(0, work("0 3 * * *", UTC, 30, 10))));
    Instant in = Instant.parse("2026-11-22T03:10:00Z");
    assertThat(works.take(new Dated(START, in))).isTrue();
    assertThat(works.take(new Dated(START.plusNanos(1), in))).as("the same again").isFalse();
    assertThat(works.take(new Dated(START.plusNanos(2), in.plusSeconds(3600)))).isTrue();
    assertThat(isWorkedOn(works, 0)).isFalse();
    assertThat(works.take(new Dated(START.plusNanos(3), in))).isTrue();
  }

  @Test
  void windowsThatTouchOrOverlapAreOne() {
    Works works =
        new Works(
            List.of(uplink(0, work("0 3 * * *", UTC, 30, 0), work("20,50 3 * * *", UTC, 30, 0))));
    assertThat(works.take(new Dated(START, Instant.parse("2026-11-22T03:00:00Z")))).isTrue();
    for (int minute = 1; minute < 80; minute++) {
      assertThat(works.expire(START.plus(Duration.ofMinutes(minute)))).as("%d", minute).isFalse();
    }
    assertThat(works.expire(START.plus(Duration.ofMinutes(80)))).isTrue();
  }

  /** Beginning and end in UTC of a night's work at 02:30 for an hour, around the changes. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "2026-11-24T12:00:00Z, 2026-11-25T01:30:00Z"
  })
  void theClocksOfItsZoneCount(Instant noon, Instant begins) {
    Works works = new Works(List.of(uplink(0, work("30 2 * * *", BERLIN, 60, 0))));
    works.take(new Dated(START, noon));
    assertThat(works.due()).isEqualTo(at(noon, begins));
    assertThat(works.expire(works.due())).isTrue();
    assertThat(works.until(Monitors.id(0))).isEqualTo(at(noon, begins.plus(Duration.ofHours(1))));
    assertThat(works.expire(works.due())).isTrue();
    assertThat(works.due()).isGreaterThan(at(noon, begins.plus(Duration.ofHours(20))));
  }

  /** Going from deadline to deadline finds the same as looking at any moment. */
  @Test
  void noDeadlineIsMissed() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      String cron = random.nextInt(60) + " */" + (1 + random.nextInt(12)) + " * * *";
      Maintenance one = work(cron, BERLIN, 1 + random.nextInt(300), random.nextInt(200));
      Maintenance other = work("0 3 * * 0", BERLIN, 1 + random.nextInt(300), random.nextInt(200));
      Works walking = new Works(List.of(uplink(0, one, other)));
      Instant wall = Instant.parse("2026-03-28T00:00:00Z").plusSeconds(random.nextInt(20_000_000));
      walking.take(new Dated(START, wall));
      for (int i = 0; i < 40; i++) {
        Moment at = START.plus(Duration.ofMinutes(37L * i));
        while (!walking.due().isAfter(at)) {
          boolean _ = walking.expire(walking.due());
        }
        Works looking = new Works(List.of(uplink(0, one, other)));
        looking.take(new Dated(at, wall.plus(at.since(START))));
        assertThat(isWorkedOn(walking, 0))
            .as("seed %d, %s, %s", seed, one, at)
            .isEqualTo(isWorkedOn(looking, 0));
      }
    }
  }
}
