package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law: whatever happens, no 31 days cost more than the budget, if it is not below the least. */
class BudgetLawTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final long SLOWEST = 300 * SECOND;

  /** Replies that are under way when the next turn is taken. */
  private static final int UNDER_WAY = 8;

  private enum Mood {
    IDLE,
    REST,
    STEADY,
    FAST
  }

  /** All spending of one run, in order. */
  private static final class Ledger {
    private long[] at = new long[1 << 16];
    private long[] total = new long[1 << 16];
    private int size;

    void add(long now, long spent) {
      if (size == at.length) {
        at = Arrays.copyOf(at, 2 * size);
        total = Arrays.copyOf(total, 2 * size);
      }
      at[size] = now;
      total[size++] = spent;
    }

    /** The most that any 31 days have cost: each that ends with a turn. */
    long most() {
      long most = 0;
      int from = 0;
      for (int to = 0; to < size; to++) {
        while (at[to] - at[from] > Budget.MONTH.toNanos()) {
          from++;
        }
        most = Math.max(most, total[to] - (from == 0 ? 0 : total[from - 1]));
      }
      return most;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noThirtyOneDaysCostMoreThanTheBudget(long seed) {
    holds(seed, false);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {21, 22, 23, 24})
  void norDoTheyThroughRestartsThatRecallWhatWasSpent(long seed) {
    holds(seed, true);
  }

  private static void holds(long seed, boolean restarted) {
    SplittableRandom random = new SplittableRandom(seed);
    int targets = 1 + random.nextInt(3);
    int cost = new int[] {88, 250, 5000}[random.nextInt(3)];
    int dearest = 3 * cost;
    long least = Budget.least((long) targets * dearest, Duration.ofNanos(SLOWEST));
    long bytes = (long) (least * Math.pow(8, random.nextDouble()));
    double shortest = random.nextInt(3) == 0 ? 0.75 : 1; // all pauses the shortest, in some
    Budget budget = new Budget(bytes, targets, cost, 0, 0);
    Ledger ledger = new Ledger();
    long[] replies = new long[UNDER_WAY];
    long spent = 0;
    long now = 0;
    int turn = 0;
    while (now < 100 * DAY) {
      long until = now + (long) (SECOND * Math.pow(1e6, random.nextDouble()));
      Mood mood = Mood.values()[random.nextInt(Mood.values().length)];
      double answered = random.nextInt(3) == 0 ? random.nextDouble() : 1;
      int dear = cost * (1 + random.nextInt(3));
      if (mood == Mood.IDLE) {
        now = until;
      }
      if (restarted) {
        Budget.Past past = budget.past();
        budget = new Budget(bytes, targets, cost, now, spent);
        budget.recall(past, now);
      }
      while (now < until) {
        long interval =
            switch (mood) {
              case IDLE, REST -> budget.interval(10 * SECOND, SLOWEST);
              case STEADY -> budget.interval(SECOND, SLOWEST);
              case FAST -> budget.lends() ? SECOND / 10 : budget.interval(SECOND, SLOWEST);
            };
        double pause = shortest == 1 ? 0.75 + 0.25 * random.nextDouble() : shortest;
        now += (long) (interval * pause / targets);
        int slot = turn++ % UNDER_WAY;
        spent += replies[slot] + dear / 2;
        replies[slot] = random.nextDouble() < answered ? dear / 2 : 0;
        budget.turn(now, spent);
        ledger.add(now, spent);
      }
    }
    assertThat(ledger.most()).as("seed %d, %d turns", seed, turn).isLessThanOrEqualTo(bytes);
    assertThat(turn).isGreaterThan(10_000);
  }

  @Test
  void whoAlwaysWantsMoreGetsWhatTheBudgetPaysForAndNotLess() {
    long bytes = 20_000_000;
    Budget budget = new Budget(bytes, 3, 88, 0, 0);
    Ledger ledger = new Ledger();
    long spent = 0;
    long longest = 0;
    for (long now = 0; now < 93 * DAY; ) {
      long interval = budget.interval(SECOND, SLOWEST);
      longest = Math.max(longest, interval);
      now += (long) (interval * Probing.MEAN_PAUSE / 3);
      spent += 88;
      budget.turn(now, spent);
      ledger.add(now, spent);
    }
    assertThat(ledger.most()).isBetween(bytes * 8 / 10, bytes);
    assertThat(budget.account().used()).isBetween(bytes * 76 / 100, bytes * 82 / 100);
    assertThat(longest).as("seldom, but steadily").isLessThan(55 * SECOND);
  }
}
