package dev.linkflux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Stamping;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoTimesTest {
  private static final long WALL = 1_700_000_000_000_000_000L;

  /**
   * Sent at 1000; handled 10000 later; a transmit stamp of -1 or receive stamp of -1 is missing.
   */
  @ParameterizedTest
  @CsvSource({
    // both stamps
    "2000,  9000,  7000, KERNEL",
    "1000, 11000, 10000, KERNEL",
    "5000,  5000,     0, KERNEL",
    // one longer than seen, or negative: the clock was set between
    " 999, 11000, 10000, KERNEL_RECEIVE",
    "9000,  2000,  1000, KERNEL_RECEIVE",
    // no transmit stamp
    "  -1,  9000,  8000, KERNEL_RECEIVE",
    "  -1, 11000, 10000, KERNEL_RECEIVE",
    "  -1,  1000,     0, KERNEL_RECEIVE",
    // a receive stamp from before the send, or after its handling: the clock was set after it
    "  -1,   999, 10000, PROGRAM",
    "  -1, 11001, 10000, PROGRAM",
    " 999, 11001, 10000, PROGRAM",
    // no receive stamp
    "2000,    -1, 10000, PROGRAM",
    "  -1,    -1, 10000, PROGRAM",
  })
  void theBestCredibleMeasurementIsTaken(
      long transmitted, long received, long nanos, Stamping source) {
    long handled = 11_000;
    EchoTimes times = new EchoTimes(wall(transmitted), wall(received), handled, WALL + handled);
    assertThat(times.rtt(1000)).isEqualTo(new Rtt(nanos, source));
  }

  private static long wall(long at) {
    return at < 0 ? 0 : WALL + at;
  }

  @Test
  void noRttIsNegativeOrLongerThanSeen() {
    long seed = 20261122;
    Random numbers = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      long sent = numbers.nextLong(1_000_000);
      long handled = sent + numbers.nextLong(1_000_000);
      EchoTimes times =
          new EchoTimes(
              numbers.nextInt(4) == 0 ? 0 : WALL + numbers.nextLong(-1_000_000, 3_000_000),
              numbers.nextInt(4) == 0 ? 0 : WALL + numbers.nextLong(-1_000_000, 3_000_000),
              handled,
              WALL + numbers.nextLong(-1_000_000, 3_000_000));
      assertThat(times.rtt(sent).nanos())
          .as("seed %d, round %d", seed, i)
          .isBetween(0L, handled - sent);
    }
  }

  @Test
  void theClocksAreReadTogether() {
    long before = System.nanoTime();
    ClockReading reading = ClockReading.now();
    assertThat(reading.monotonic()).isBetween(before, System.nanoTime());
    assertThat(reading.wall()).isGreaterThan(WALL);
  }
}
