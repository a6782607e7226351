package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small fields: error estimates, time stamps, padding, keys. */
class StampFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "0x0000, false, false, 0, 0",
    "0x8000, true, false, 0, 0",
    "0x4000, false, true, 0, 0",
    "0x3f00, false, false, 63, 0",
    "0x00ff, false, false, 0, 255",
    "0x1001, false, false, 16, 1",
    "0xffff, true, true, 63, 255",
  })
  void anErrorEstimateIsReadAndWritten(
      int wire, boolean synchronised, boolean ptp, int scale, int multiplier) {
    StampEstimate estimate = new StampEstimate(synchronised, ptp, scale, multiplier);

    assertThat(StampEstimate.of((short) wire)).isEqualTo(estimate);
    assertThat(estimate.wire()).isEqualTo((short) wire);
  }

  @Test
  void anErrorEstimateKnowsItsBounds() {
    assertThatIllegalArgumentException().isThrownBy(() -> new StampEstimate(false, false, 64, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new StampEstimate(false, false, 0, 256));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0x83aa7e80_00000000", // RFC 5905, figure 4: 1 January 1970
    "500000000, 0x83aa7e80_80000000",
    "1732240000123456789, 0xeaea6100_1f9add37",
    "-1000000000, 0x83aa7e7f_00000000",
    "2085978495999999999, 0xffffffff_fffffffb", // the last moment of the first era
    "2085978496000000000, 0x00000000_00000000", // 7 February 2036, figure 4: the next era
  })
  void theWallClockIsToldInTheFormatOfNtp(long wallNanos, String ntp) {
    String hex = ntp.substring(2).replace("_", "");

    assertThat(HexFormat.of().toHexDigits(StampTime.ntp(wallNanos))).isEqualTo(hex);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1500000000, 1500000000",
    "1500000000, 0, -1500000000",
    "2085978495999000000, 2085978496001000000, 2000000", // over the end of an era
    "2085978496001000000, 2085978495999000000, -2000000",
  })
  void timeBetweenTwoStampsOfNtpIsExactToANanosecond(long from, long to, long between) {
    long told = StampTime.ntpBetween(StampTime.ntp(from), StampTime.ntp(to));

    assertThat(told).isBetween(between - 1, between + 1);
    assertThat(StampTime.between(StampTime.ntp(from), StampTime.ntp(to), false)).hasValue(told);
  }

  @Test
  void timeBetweenTwoStampsOfNtpHoldsForAllTimes() {
    SplittableRandom random = new SplittableRandom(8762);
    for (int round = 0; round < 10_000; round++) {
      long from = random.nextLong(4_000_000_000_000_000_000L);
      long gap = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);

      assertThat(StampTime.ntpBetween(StampTime.ntp(from), StampTime.ntp(from + gap)))
          .as("from %d", from)
          .isBetween(gap - 1, gap + 1);
    }
  }

  @Test
  void timeBetweenTwoStampsOfPtp() {
    long before = 100L << 32 | 999_999_999;
    long after = 101L << 32 | 1;
    long lastSecond = 0xffffffffL << 32;

    assertThat(StampTime.between(before, after, true)).hasValue(2);
    assertThat(StampTime.between(after, before, true)).hasValue(-2);
    assertThat(StampTime.between(lastSecond, 0, true)).hasValue(1_000_000_000L);
    assertThat(StampTime.between(100L << 32 | 1_000_000_000, after, true)).isEmpty();
    assertThat(StampTime.between(before, 101L << 32 | 0xffffffffL, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-28, 0", "0, 0", "1, 4", "4, 4", "5, 5", "1000, 1000", "100000, 65539"})
  void paddingIsAnExtensionOfItsOwn(int wanted, int size) {
    byte[] padding = StampPadding.of(wanted);

    assertThat(padding).hasSize(size);
    if (size > 0) {
      ByteBuffer extension = ByteBuffer.wrap(padding);
      assertThat(extension.get()).as("flags").isEqualTo((byte) 0x80);
      assertThat(extension.get()).as("type").isEqualTo((byte) 1);
      assertThat(Short.toUnsignedInt(extension.getShort())).isEqualTo(size - 4);
    }
  }

  @Test
  void aKeyHasItsBoundsAndDoesNotShowItself() {
    byte[] secret = "secret secret secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    assertThat(new StampKey(secret).toString()).isEqualTo("a key");
    assertThatIllegalArgumentException().isThrownBy(() -> new StampKey(new byte[15]));
    assertThatIllegalArgumentException().isThrownBy(() -> new StampKey(new byte[65]));
  }
}
