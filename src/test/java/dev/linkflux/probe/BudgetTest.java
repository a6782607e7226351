package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.linkflux.uplink.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a budget of 100 MB allows: 29.9 B/s, and a reserve of 20 MB. Three targets, 88 bytes. */
class BudgetTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SLOWEST = 300 * SECOND;
  private static final long MB = 1_000_000;

  private final Budget budget = new Budget(100 * MB, 3, 88, 0, 0);
  private long spent;

  /** Leaves that much in the reserve. */
  private void reserve(double megabytes) {
    spent += budget.account().reserve() - (long) (megabytes * MB);
    budget.turn(0, spent);
    for (int i = 0; i < 400; i++) { // and what a probe costs is known again
      spent += 88;
      budget.turn(0, spent);
    }
  }

  @ParameterizedTest(name = "{0} MB in reserve: {1} s")
  @CsvSource({"20, 1.0", "15.1, 1.0", "12.5, 1.84", "10, 10.0", "5, 13.4", "0, 20.2", "-5, 20.2"})
  void theIntervalIsTheUsualOneUntilTheReserveIsLow(double megabytes, double seconds) {
    reserve(megabytes);
    assertThat(budget.interval(SECOND, SLOWEST) / 1e9).isCloseTo(seconds, within(seconds * 0.02));
  }

  @ParameterizedTest(name = "{0} MB in reserve: {1} s")
  @CsvSource({"20, 10.0", "15.1, 10.0", "10, 10.1", "5, 13.4"})
  void anIntervalThatIsPaidForIsStretchedOnlyWhenTheReserveIsToFillUp(
      double megabytes, double seconds) {
    reserve(megabytes);
    assertThat(budget.interval(10 * SECOND, SLOWEST) / 1e9)
        .isCloseTo(seconds, within(seconds * 0.02));
  }

  @ParameterizedTest(name = "{0} MB in reserve: {1}")
  @CsvSource({"20, true", "2.1, true", "1.9, false", "-5, false"})
  void suspicionBorrowsDownToATenthOfTheReserve(double megabytes, boolean lends) {
    reserve(megabytes);
    assertThat(budget.lends()).isEqualTo(lends);
  }

  @ParameterizedTest(name = "{0} bytes spent: {1}")
  @CsvSource({"17999999, true", "18000000, false", "18000001, false"})
  void ofTheLastTenthItBorrowsNothing(long bytes, boolean lends) {
    budget.turn(0, bytes);
    assertThat(budget.lends()).isEqualTo(lends);
  }

  @Test
  void theReserveFillsUpByTheAllowanceAndNotAboveAFifth() {
    reserve(10);
    long before = budget.account().reserve();
    budget.turn(3600 * SECOND, spent);
    assertThat(budget.account().reserve() - before).isCloseTo(107_527, within(2L));
    budget.turn(Budget.MONTH.toNanos(), spent);
    assertThat(budget.account().reserve()).isEqualTo(20 * MB);
  }

  @Test
  void howeverLittleIsLeftTheSlowestIntervalHolds() {
    Budget tiny = new Budget(1000, 3, 88, 0, 0);
    tiny.turn(0, 5000);
    assertThat(tiny.interval(SECOND, SLOWEST)).isEqualTo(SLOWEST);
    assertThat(tiny.interval(2 * SLOWEST, SLOWEST)).isEqualTo(2 * SLOWEST);
    assertThat(tiny.account()).isEqualTo(new Budget.Account(1000, 5000, 0));
    assertThat(tiny.account().left()).isZero();
  }

  @Test
  void whatCostsNothingIsFree() {
    reserve(0);
    for (int i = 0; i < 5000; i++) {
      budget.turn(0, spent);
    }
    assertThat(budget.interval(SECOND, SLOWEST)).isEqualTo(SECOND);
  }

  @Test
  void usedIsWhatWasSpentInThirtyOneDays() {
    long day = Duration.ofDays(1).toNanos();
    budget.turn(0, 100);
    budget.turn(day, 300);
    budget.turn(30 * day + day / 2, 600);
    assertThat(budget.account().used()).isEqualTo(600);
    budget.turn(31 * day, 700);
    assertThat(budget.account().used()).as("the first day is over").isEqualTo(600);
    budget.turn(300 * day, 701);
    assertThat(budget.account().used()).isEqualTo(1);
    assertThat(budget.account().left()).isEqualTo(100 * MB - 1);
  }

  @Test
  void daysBeginWithTheHourOfTheFirst() {
    long begin = Duration.ofHours(6).toNanos();
    long end = begin + Budget.MONTH.toNanos();
    Budget later = new Budget(100 * MB, 3, 88, begin, 0);
    later.turn(begin, 100);
    later.turn(end - 1, 300);
    assertThat(later.account().used()).isEqualTo(300);
    later.turn(end, 600);
    assertThat(later.account().used()).as("the first day is over").isEqualTo(500);
  }

  @Test
  void whatWasSpentBeforeDoesNotCount() {
    Budget later = new Budget(100 * MB, 3, 88, 5 * SECOND, 1234);
    later.turn(6 * SECOND, 1300);
    assertThat(later.account().used()).isEqualTo(66);
  }

  @Test
  void theLeastBudgetPaysForEachPauseAtItsShortest() {
    // 31 days of a round of 264 bytes each 225 s are 3.14 MB: four fifths of 3.93 MB.
    assertThat(Budget.least(264, Duration.ofMinutes(5))).isEqualTo(3_928_320);
  }

  @Test
  void anEchoCostsItsBytesBothWays() {
    assertThat(Cost.of(Target.icmp(0, "a", "192.0.2.1").question(), 16)).isEqualTo(88);
    assertThat(Cost.of(Target.icmp(0, "a", "2001:db8::1").question(), 16)).isEqualTo(128);
  }

  @Test
  void whatWasSpentBeforeARestartIsForgottenDayByDay() {
    long day = Duration.ofDays(1).toNanos();
    Budget before = new Budget(1_000_000, 1, 100, 0, 0);
    before.turn(1, 1000);
    before.turn(3 * day, 1500);
    Budget.Past past = before.past();
    assertThat(past.days().subList(0, 5)).containsExactly(500L, 0L, 0L, 1000L, 0L);

    long now = 5 * day;
    Budget after = new Budget(1_000_000, 1, 100, now, 0);
    after.recall(past, now);
    assertThat(after.account().used()).isEqualTo(1500);
    after.turn(30 * day, 100);
    assertThat(after.account().used()).isEqualTo(1600);
    after.turn(31 * day, 100);
    assertThat(after.account().used()).as("the first day is over").isEqualTo(600);
    after.turn(34 * day, 100);
    assertThat(after.account().used()).as("and the fourth").isEqualTo(100);
  }

  @Test
  void aReserveThatWasSpentIsNotFullAgainByARestart() {
    Budget before = new Budget(1_000_000, 1, 100, 0, 0);
    before.turn(1, 150_000);
    Budget after = new Budget(1_000_000, 1, 100, 7, 0);
    after.recall(before.past(), 7);
    assertThat(after.account().reserve()).isBetween(49_000L, 51_000L);
    after.recall(before.past(), Duration.ofDays(40).toNanos());
    assertThat(after.account().reserve()).as("what has flowed in since").isEqualTo(200_000);
  }
}
