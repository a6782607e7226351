package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speeds as they are written. */
class ReplaySpeedTest {
  @ParameterizedTest
  @CsvSource({"10x, 10", "1x, 1", "0.5x, 0.5", "2.25, 2.25", "100000X, 100000", "0.01x, 0.01"})
  void aFactorIsASpeed(String text, double factor) {
    assertThat(ReplaySpeed.parse(text).factor()).isEqualTo(factor);
  }

  @Test
  void maxIsAsFastAsCanBe() {
    assertThat(ReplaySpeed.parse("max").factor()).isInfinite();
    assertThat(ReplaySpeed.parse("max")).hasToString("as fast as it can be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0x", "0.001x", "100001x", "-1x", "fast", "1e3x", "10x10"})
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> ReplaySpeed.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("`" + text + "` is no speed: 10x");
  }
}
