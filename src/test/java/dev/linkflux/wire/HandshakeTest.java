package dev.linkflux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.TcpFigures;
import dev.linkflux.time.Stamping;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
  @ParameterizedTest(name = "kernel {0} us, seen {1} us, {2} repeated: {3} us by {4}, first {5}")
  @CsvSource({
    "20_000, 20_400, 0, 20_000, CONNECTION, true",
    // Under a microsecond, or none.
    "0, 90, 0, 90, PROGRAM, true",
    // Longer than was waited: not to be believed.
    "400, 399, 0, 399, PROGRAM, true",
    // However late this program looked: nothing was repeated.
    "20_000, 4_000_000, 0, 20_000, CONNECTION, true",
    // The repetition after a second was answered, or the first after two.
    "20_000, 1_020_400, 1, 20_000, CONNECTION, false",
    "1_000_000, 2_000_900, 2, 1_000_000, CONNECTION, false",
    "2_000_000, 2_000_900, 2, 2_000_000, CONNECTION, true",
    // No time stamps: nobody knows.
    "0, 1_020_400, 1, 1_020_400, PROGRAM, true"
  })
  void whichSynWasAnsweredAndWhen(
      String kernel, String seen, int repeated, String rtt, Stamping stamping, boolean first) {
    TcpFigures figures =
        new TcpFigures(
            true, true, nanos(kernel), repeated, true, true, true, 2 + repeated, 1, 0, 0);
    assertThat(Handshake.of(figures, nanos(seen)))
        .isEqualTo(new Handshake(new Rtt(nanos(rtt), stamping), first));
  }

  private static long nanos(String micros) {
    return Long.parseLong(micros.replace("_", "")) * 1_000;
  }
}
