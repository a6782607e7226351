package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Dated;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotasTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** The first of the month in Berlin. */
  private static final Instant DECEMBER = Instant.parse("2026-11-30T23:00:00Z");

  private static final Moment START = new Moment(10_000_000_000L);

  private final Quotas quotas = new Quotas(List.of(uplink(0, 1000), uplink(1, 0)), BERLIN);

  private static Uplink uplink(int ordinal, long quota) {
    return new Uplink(Monitors.id(ordinal), "wan", 1, List.of(), 1, false, 0, 0, quota, List.of());
  }

  private boolean use(Moment at, int uplink, long bytes) {
    return quotas.take(new Used(at, Monitors.id(uplink), bytes));
  }

  private long used(int uplink) {
    return quotas.used(Monitors.id(uplink));
  }

  private boolean date(Moment at, Instant wall) {
    return quotas.take(new Dated(at, wall));
  }

  @Test
  void aQuotaIsUsedUpWhenItIsReached() {
    assertThat(use(START, 0, 999)).isFalse();
    assertThat(use(START, 0, 1)).isTrue();
    assertThat(use(START, 0, 1)).as("it is already").isFalse();
    assertThat(used(0)).isEqualTo(1001);
  }

  @Test
  void withoutAQuotaThereIsNoEndOfIt() {
    assertThat(use(START, 1, Long.MAX_VALUE)).isFalse();
    assertThat(use(START, 1, Long.MAX_VALUE)).isFalse();
    assertThat(used(1)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void withoutAClockThereIsNoMonth() {
    use(START, 0, 1000);
    assertThat(quotas.due()).isEqualTo(Moment.NEVER);
    assertThat(quotas.expire(START.plus(Duration.ofDays(40)))).isFalse();
    assertThat(used(0)).isEqualTo(1000);
  }

  @Test
  void onTheFirstOfTheMonthOfTheZoneItBeginsAnew() {
    assertThat(date(START, DECEMBER.minusSeconds(60))).isFalse();
    use(START, 0, 1000);
    Moment first = START.plus(Duration.ofSeconds(60));
    assertThat(quotas.due()).isEqualTo(first);
    assertThat(quotas.expire(first.plusNanos(-1))).isFalse();
    assertThat(used(0)).isEqualTo(1000);
    assertThat(quotas.expire(first)).isTrue();
    assertThat(used(0)).isZero();
    assertThat(quotas.due()).isEqualTo(first.plus(Duration.ofDays(31)));
  }

  @Test
  void aMonthThatBeginsBelowTheQuotaIsNoNews() {
    date(START, DECEMBER.minusSeconds(60));
    use(START, 0, 999);
    use(START, 1, 5000);
    assertThat(quotas.expire(START.plus(Duration.ofSeconds(60)))).isFalse();
    assertThat(used(0)).isZero();
    assertThat(used(1)).isZero();
  }

  @Test
  void aMonthIsAsLongAsTheClocksOfTheZoneSay() {
    date(START, Instant.parse("2026-02-28T23:00:00Z"));
    assertThat(quotas.due()).isEqualTo(START.plus(Duration.ofDays(31).minusHours(1)));
  }

  @Test
  void whatWasCountedBeforeTheClockWasKnownIsOfThisMonth() {
    use(START, 0, 1000);
    assertThat(date(START.plusNanos(5), DECEMBER.plusSeconds(3600))).isFalse();
    assertThat(used(0)).isEqualTo(1000);
  }

  @Test
  void aClockThatIsSetByYearsForgetsNothingOfThisMonth() {
    date(Moment.ZERO, Instant.EPOCH);
    use(START, 0, 1000);
    date(START, DECEMBER.plus(Duration.ofDays(3)));
    assertThat(used(0)).isEqualTo(1000);
    assertThat(quotas.due()).isEqualTo(START.plus(Duration.ofDays(28)));
  }

  @Test
  void aClockThatIsSetOverTheFirstBeginsTheMonth() {
    date(Moment.ZERO, DECEMBER.minusSeconds(60));
    use(START, 0, 1000);
    assertThat(date(START, DECEMBER.plusSeconds(5))).isTrue();
    assertThat(used(0)).isZero();
  }

  @Test
  void aClockThatIsSetBackOverTheFirstKeepsWhatIsCountedSince() {
    date(Moment.ZERO, DECEMBER.minusSeconds(5));
    use(Moment.ZERO, 0, 1000);
    quotas.expire(new Moment(5_000_000_000L));
    use(START, 0, 7);
    assertThat(date(START, DECEMBER.minusSeconds(30))).isFalse();
    assertThat(used(0)).isEqualTo(7);
    assertThat(quotas.due()).isEqualTo(START.plus(Duration.ofSeconds(30)));
  }

  @Test
  void whatWasCountedUnderAClockThatWasFastEndsWithTheMonth() {
    date(Moment.ZERO, DECEMBER.minusSeconds(60));
    quotas.take(
        new RecalledConsumption(
            Moment.ZERO, Monitors.id(0), 1000, DECEMBER.plus(Duration.ofDays(9999))));
    use(START, 0, 5);
    assertThat(used(0)).isEqualTo(1005);
    assertThat(quotas.expire(new Moment(60_000_000_000L))).isTrue();
    assertThat(used(0)).isZero();
  }

  @Test
  void aClockThatIsSetExactlyToTheFirstBeginsTheMonthNowAndOnlyOnce() {
    use(START, 0, 1000);
    assertThat(date(START, DECEMBER)).isTrue();
    use(START, 0, 1000);
    assertThat(date(START, DECEMBER)).isFalse();
    assertThat(used(0)).isEqualTo(1000);
  }
}
