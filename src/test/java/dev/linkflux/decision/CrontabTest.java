package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrontabTest {
  private static Instant utc(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }

  @ParameterizedTest(name = "{0} in {1} at {2}: last {3}, next {4}")
  @CsvSource(
      textBlock =
          """
          # cron,         zone,          now (UTC),            last,              next
          30 2 * * *,     UTC,           2026-11-22T02:29:59,  2026-11-21T02:30,  2026-11-22T02:30
          30 2 * * *,     UTC,           2026-11-22T02:30:00,  2026-11-22T02:30,  2026-11-23T02:30
          30 2 * * *,     UTC,           2026-11-22T02:30:01,  2026-11-22T02:30,  2026-11-23T02:30
          30 2 * * *,     Europe/Berlin, 2026-11-22T02:30:00,  2026-11-22T01:30,  2026-11-23T01:30
          0 0 29 2 *,     UTC,           2026-11-22T00:00:00,  2024-02-29T00:00,  2028-02-29T00:00
          0 3 * * 7,      UTC,           2026-11-22T00:00:00,  2026-11-15T03:00,  2026-11-22T03:00
          0 3 * * SUN,    UTC,           2026-11-22T00:00:00,  2026-11-15T03:00,  2026-11-22T03:00
          # either day counts if both are named
          0 3 1 * 1,      UTC,           2026-11-25T00:00:00,  2026-11-23T03:00,  2026-11-30T03:00
          0 3 1 * 1,      UTC,           2026-11-30T04:00:00,  2026-11-30T03:00,  2026-12-01T03:00
          # forward at 01:00 UTC on 2026-03-29: there is no 02:30
          30 2 * * *,     Europe/Berlin, 2026-03-29T00:59:59,  2026-03-28T01:30,  2026-03-29T01:00
          30 2 * * *,     Europe/Berlin, 2026-03-29T01:00:00,  2026-03-29T01:00,  2026-03-30T00:30
          0 3 * * *,      Europe/Berlin, 2026-03-29T00:59:59,  2026-03-28T02:00,  2026-03-29T01:00
          */30 * * * *,   Europe/Berlin, 2026-03-29T00:40:00,  2026-03-29T00:30,  2026-03-29T01:00
          */30 * * * *,   Europe/Berlin, 2026-03-29T01:10:00,  2026-03-29T01:00,  2026-03-29T01:30
          # back at 01:00 UTC on 2026-10-25: 02:30 is twice
          30 2 * * *,     Europe/Berlin, 2026-10-25T00:29:59,  2026-10-24T00:30,  2026-10-25T00:30
          30 2 * * *,     Europe/Berlin, 2026-10-25T00:30:00,  2026-10-25T00:30,  2026-10-26T01:30
          30 2 * * *,     Europe/Berlin, 2026-10-25T01:30:00,  2026-10-25T00:30,  2026-10-26T01:30
          30 2 * * *,     Europe/Berlin, 2026-10-25T01:10:00,  2026-10-25T00:30,  2026-10-26T01:30
          0 3 * * *,      Europe/Berlin, 2026-10-25T01:10:00,  2026-10-24T01:00,  2026-10-25T02:00
          """)
  void rows(String cron, String zone, String now, String last, String next) {
    Crontab crontab = new Crontab(cron, ZoneId.of(zone));
    assertThat(crontab.last(utc(now))).as("last").isEqualTo(utc(last));
    assertThat(crontab.next(utc(now))).as("next").isEqualTo(utc(next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "0 3 * * *",
        " 15 2 * * 1-5 ",
        "*/10 0-6/2 1,15 JAN-MAR mon,SUN",
        "0 0 29 2 *"
      })
  void whatIsOneIsTaken(String cron) {
    Crontab.check(cron);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "3",
        "0 3 * *",
        "0 3 * * * *",
        "60 3 * * *",
        "0 24 * * *",
        "0 0 0 * *",
        "0 0 32 * *",
        "0 0 * 13 *",
        "0 0 * * 8",
        "x 3 * * *",
        "5-1-2 * * * *",
        "*/0 * * * *",
        "0 0 31 2 *",
        "0 0 30 FEB *",
        "0 0 31 4,6 *",
        "@daily",
        "0 3 ? * L",
        "-1 * * * *",
        "1; * * * *"
      })
  void whatIsNoneIsRefusedInAClearSentence(String cron) {
    assertThatThrownBy(() -> Crontab.check(cron))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank()
        .doesNotContain("Exception", "java.");
  }

  /** A crontab whose sets of values are known, so that each minute can be asked by itself. */
  private record Known(
      String cron, Set<Integer> minutes, Set<Integer> hours, Set<Integer> days, Set<Integer> week) {
    static Known random(Random random) {
      Set<Integer> minutes = some(random, 0, 60, 3);
      Set<Integer> hours = some(random, 0, 24, 3);
      Set<Integer> days = random.nextInt(3) == 0 ? some(random, 1, 29, 3) : Set.of();
      Set<Integer> week = random.nextInt(3) == 0 ? some(random, 0, 7, 2) : Set.of();
      String cron = field(minutes) + " " + field(hours) + " " + field(days) + " * " + field(week);
      return new Known(cron, minutes, hours, days, week);
    }

    private static Set<Integer> some(Random random, int from, int to, int most) {
      Set<Integer> values = new TreeSet<>();
      for (int i = 1 + random.nextInt(most); i > 0; i--) {
        values.add(random.nextInt(from, to));
      }
      return values;
    }

    private static String field(Set<Integer> values) {
      return values.isEmpty()
          ? "*"
          : String.join(",", values.stream().map(String::valueOf).toList());
    }

    boolean matches(LocalDateTime at) {
      boolean day = days.contains(at.getDayOfMonth());
      boolean weekday = week.contains(at.getDayOfWeek().getValue() % 7);
      boolean whichDay;
      if (days.isEmpty()) {
        whichDay = week.isEmpty() || weekday;
      } else {
        whichDay = day || weekday;
      }
      return whichDay && minutes.contains(at.getMinute()) && hours.contains(at.getHour());
    }
  }

  @Test
  void lastAndNextAreWhatAskingEveryMinuteWouldFind() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Known known = Known.random(random);
      Crontab crontab = new Crontab(known.cron(), ZoneOffset.UTC);
      LocalDateTime now =
          LocalDateTime.of(2026, 1, 1, 0, 0).plusSeconds(random.nextInt(2 * 365 * 86_400));
      LocalDateTime last = now.withSecond(0);
      while (!known.matches(last)) {
        last = last.minusMinutes(1);
      }
      LocalDateTime next = now.withSecond(0).plusMinutes(1);
      while (!known.matches(next)) {
        next = next.plusMinutes(1);
      }
      Instant instant = now.toInstant(ZoneOffset.UTC);
      assertThat(crontab.last(instant))
          .as("seed %d: last of %s at %s", seed, known.cron(), now)
          .isEqualTo(last.toInstant(ZoneOffset.UTC));
      assertThat(crontab.next(instant))
          .as("seed %d: next of %s at %s", seed, known.cron(), now)
          .isEqualTo(next.toInstant(ZoneOffset.UTC));
    }
  }

  @Test
  void whatIsNextOnceIsLastThen() {
    for (String zone : new String[] {"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"}) {
      for (int seed = 0; seed < 100; seed++) {
        Random random = new Random(seed);
        Known known = Known.random(random);
        Crontab crontab = new Crontab(known.cron(), ZoneId.of(zone));
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
        for (int i = 0; i < 50; i++) {
          Instant next = Objects.requireNonNull(crontab.next(now));
          assertThat(next).as("seed %d: next of %s", seed, known.cron()).isAfter(now);
          assertThat(crontab.last(next))
              .as("seed %d: last of %s", seed, known.cron())
              .isEqualTo(next);
          assertThat(crontab.last(next.minusNanos(1)))
              .as("seed %d: last before the next of %s", seed, known.cron())
              .isEqualTo(crontab.last(now));
          now = next;
        }
      }
    }
  }
}
