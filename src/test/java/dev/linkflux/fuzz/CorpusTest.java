package dev.linkflux.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.linkflux.Cases;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever was ever found by fuzzing, and its neighbours, is read without a fault. */
class CorpusTest {
  /** Of each parser, so that the slowest takes some seconds. */
  private static final int READS = Cases.of(6_000);

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
    int each = READS / inputs.size() / 2;
    for (byte[] input : inputs) {
      for (int i = 0; i < each && input.length > 0; i++) {
        read(parser, Arrays.copyOf(input, random.nextInt(input.length)));
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
