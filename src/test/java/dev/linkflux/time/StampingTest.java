package dev.linkflux.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampingTest {
  @ParameterizedTest
  @CsvSource({
    "KERNEL, kernel",
    "CONNECTION, connection",
    "KERNEL_RECEIVE, kernel-receive",
    "PROGRAM, program"
  })
  void isWrittenInSmallLettersWithHyphens(Stamping stamping, String wire) {
    assertThat(stamping.wire()).isEqualTo(wire);
  }
}
