package dev.linkflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever was ever found by fuzzing, and its neighbours, is read without a fault. */
class CorpusTest {
  private static final int CHANGES = 200;

  @ParameterizedTest
  @EnumSource
  void whatIsInTheCorpusIsRead(Parser parser) {
    assertThat(parser.inputs()).hasSizeGreaterThan(3);
    parser.inputs().forEach(input -> read(parser, input));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCutShortOrChangedIsReadToo(Parser parser) {
    List<byte[]> inputs = parser.inputs();
    SplittableRandom random = new SplittableRandom(parser.name().hashCode());
    for (byte[] input : inputs) {
      for (int length = 0; length < input.length; length++) {
        read(parser, Arrays.copyOf(input, length));
      }
      for (int i = 0; i < CHANGES && input.length > 0; i++) {
        byte[] changed = input.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        read(parser, changed);
      }
    }
  }

  private static void read(Parser parser, byte[] input) {
    assertThatCode(() -> parser.read(input))
        .as("%s of %s", parser, HexFormat.of().formatHex(input))
        .doesNotThrowAnyException();
  }
}
