package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a value, right and wrong, and its boundaries. */
class ValueTextTest {
  @ParameterizedTest
  @CsvSource({
    "0s, 0, 0s",
    "0d, 0, 0s",
    "1ns, 1, 1ns",
    "1000ns, 1000, 1us",
    "300ms, 300000000, 300ms",
    "0.3s, 300000000, 300ms",
    "1.5s, 1500000000, 1500ms",
    "2s, 2000000000, 2s",
    "60s, 60000000000, 1m",
    "90s, 90000000000, 90s",
    "5m, 300000000000, 5m",
    "90m, 5400000000000, 90m",
    "1h, 3600000000000, 1h",
    "24h, 86400000000000, 1d",
    "30d, 2592000000000000, 30d",
    "007ms, 7000000, 7ms",
    "36500d, 3153600000000000000, 36500d",
  })
  void aDurationIsANumberAndAUnit(String text, long nanos, String printed) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    assertThat(DurationText.print(Duration.ofNanos(nanos))).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          300          | 300 has no unit: write 300ms or 300s
          1.5          | 1.5 has no unit: write 1.5ms or 1.5s
          1M           | '1M': unknown unit M (ns, us, ms, s, m, h, d)
          1min         | '1min': unknown unit min (ns, us, ms, s, m, h, d)
          1µs          | '1µs': unknown unit µs (ns, us, ms, s, m, h, d)
          36501d       | 36501d is too long: at most 36500d
          99999999999999999999d | 99999999999999999999d is too long: at most 36500d
          0.5ns        | 0.5ns is no whole number of nanoseconds
          """)
  void aWrongDurationSaysWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(MalformedValue.class)
        .hasMessage(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "-1s", "1 s", " 1s", "1s ", "1,5s", ".5s", "1.s", "1h30m", "1e3s"})
  void whatIsNoDurationIsShownHowOneLooks(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(MalformedValue.class)
        .hasMessageContaining("is not a duration: one number and one unit");
  }

  @Test
  void everyDurationPrintsAndParsesToItself() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L}[i % 5];
      Duration duration =
          Duration.ofNanos(random.nextLong(36_500L * 86_400 * 1_000_000_000) / unit * unit);
      assertThat(DurationText.parse(DurationText.print(duration)))
          .as("seed %d, %s", seed, duration)
          .isEqualTo(duration);
    }
  }

  @Test
  void aRangeIncludesItsEnds() {
    Function<String, Duration> range =
        DurationText.between(Duration.ofMillis(10), Duration.ofHours(1));
    assertThat(range.apply("10ms")).isEqualTo(Duration.ofMillis(10));
    assertThat(range.apply("1h")).isEqualTo(Duration.ofHours(1));
    assertThatThrownBy(() -> range.apply("9.999999ms"))
        .hasMessage("9.999999ms is out of range: 10ms to 1h expected");
    assertThatThrownBy(() -> range.apply("3601s")).hasMessageContaining("out of range");
  }

  @ParameterizedTest
  @CsvSource({
    "0%, 0, 0%",
    "2%, 0.02, 2%",
    "0.5%, 0.005, 0.5%",
    "33.3%, 0.333, 33.3%",
    "100%, 1, 100%"
  })
  void aRatioIsAPercentage(String text, double ratio, String printed) {
    assertThat(RatioText.parse(text)).isEqualTo(ratio);
    assertThat(RatioText.print(ratio)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          0.02      | 0.02 has no unit: write a percentage, as in 2%
          2         | 2 has no unit: write a percentage, as in 2%
          100.1%    | 100.1% is out of range: 0% to 100% expected
          -1%       | '-1%' is not a percentage, as in 2% or 0.5%
          2 %       | '2 %' is not a percentage, as in 2% or 0.5%
          %         | '%' is not a percentage, as in 2% or 0.5%
          1/50      | '1/50' is not a percentage, as in 2% or 0.5%
          """)
  void aWrongRatioSaysWhatIsWrong(String text, String reason) {
    assertThatThrownBy(() -> RatioText.parse(text)).hasMessage(reason);
  }

  @Test
  void everyRatioPrintsAndParsesToItself() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double ratio =
          RatioText.parse("%d.%d%%".formatted(random.nextInt(100), random.nextInt(1000)));
      assertThat(RatioText.parse(RatioText.print(ratio))).as("seed %d", seed).isEqualTo(ratio);
    }
  }

  @Test
  void aRatioToFailAtIsAboveZeroAndAtMostItsLimit() {
    assertThat(RatioText.upTo(0.99).apply("0.1%")).isEqualTo(0.001);
    assertThat(RatioText.upTo(0.99).apply("99%")).isEqualTo(0.99);
    assertThatThrownBy(() -> RatioText.upTo(0.99).apply("0.0%"))
        .hasMessage("0.0% is out of range: above 0% to 99% expected");
    assertThatThrownBy(() -> RatioText.upTo(0.99).apply("99.1%")).hasMessageContaining("99%");
  }

  @ParameterizedTest
  @CsvSource({
    "1/30d, 2592000000000000, 1/30d",
    "2/30d, 1296000000000000, 1/15d",
    "1/1h, 3600000000000, 1/1h",
    "9999/9999h, 3600000000000, 1/1h",
  })
  void aFrequencyIsACountPerDuration(String text, long nanos, String printed) {
    assertThat(FrequencyText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    assertThat(FrequencyText.print(Duration.ofNanos(nanos))).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30d",
        "0/30d",
        "-1/30d",
        "1/",
        "/30d",
        "1/30",
        "1/month",
        "1.5/30d",
        "1/-1d",
        "10000/1d"
      })
  void whatIsNoFrequencyIsRefused(String text) {
    assertThatThrownBy(() -> FrequencyText.parse(text)).isInstanceOf(MalformedValue.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2GB/month, 2000000000",
    "50MB/month, 50000000",
    "1.5kB/month, 1500",
    "1B/month, 1",
    "999999999TB/month, 999999999000000000000",
  })
  void aBudgetIsBytesAMonth(String text, String bytes) {
    if (bytes.length() < 19) {
      assertThat(BudgetText.parse(text)).isEqualTo(Long.parseLong(bytes));
    } else {
      assertThatThrownBy(() -> BudgetText.parse(text)).hasMessage(text + " is more than 1000000TB");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2GB",
        "2/month",
        "GB/month",
        "2GB/",
        "2GB/day",
        "2gb/month",
        "2KB/month",
        "-2GB/month",
        "2 GB/month",
        "0GB/month",
        "0.5B/month"
      })
  void whatIsNoBudgetIsRefused(String text) {
    assertThatThrownBy(() -> BudgetText.parse(text)).isInstanceOf(MalformedValue.class);
  }
}
