package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read eight digits at a time, and say what they say one by one. */
class CursorTest {
  private static Cursor at(String line) {
    Cursor cursor = new Cursor();
    byte[] bytes = ("x" + line).getBytes(US_ASCII);
    cursor.begin(bytes, 1, bytes.length);
    return cursor;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aNumberOfAnyLengthIsReadToItsEnd(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5000; i++) {
      int digits = 1 + random.nextInt(18);
      long number = random.nextLong((long) Math.pow(10, digits - 1), (long) Math.pow(10, digits));
      char behind = " ,}/:\0\u007f".charAt(random.nextInt(7));
      Cursor cursor = at("" + number + behind + random.nextInt(1000));
      assertThat(cursor.number()).as("seed %d: %d", seed, number).isEqualTo(number);
      assertThat(cursor.skip(behind)).as("seed %d: %d", seed, number).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void soIsADecimalNumber(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5000; i++) {
      int scale = 1 + random.nextInt(9);
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong(1_000_000_000), random.nextInt(scale + 1));
      assertThat(at(number.toPlainString() + "}").decimal(scale))
          .as("seed %d: %s times ten to %d", seed, number, scale)
          .isEqualTo(number.movePointRight(scale).longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "00, -1",
    "01, -1",
    "-1, -1",
    "'', -1",
    "x, -1",
    "999999999999999999, 999999999999999999",
    "1000000000000000000, -1",
    "99999999999999999999999999, -1"
  })
  void aCountHasEighteenDigitsAtMostAndNoLeadingZero(String written, long read) {
    assertThat(at(written).number()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "4000000000, 4000000000000000000",
    "4000000001, -1",
    "1., -1",
    ".5, -1",
    "1.0000000001, -1",
    "1.5, 1500000000"
  })
  void aDecimalNumberIsOneThatFits(String written, long read) {
    assertThat(at(written).decimal(9)).isEqualTo(read);
  }
}
