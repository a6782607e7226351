package dev.linkflux.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.kernel.TcpFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TollTest {
  @ParameterizedTest
  @CsvSource({"false, 3, 0, 180", "true, 3, 0, 240", "false, 1, 1, 100", "true, 1, 1, 140"})
  void withoutAConnectionThereAreSynsAndResets(boolean v6, int out, int in, long bytes) {
    assertThat(new Toll(v6).moreUnanswered(figures(0, true, out, in, 0, 0))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    // SYN and SYN/ACK of 60, an ACK, a reset.
    "false, 0, true, 172, 52",
    "true, 0, true, 232, 72",
    // The SYN twice.
    "false, 1, true, 232, 52",
    // The far end has no time stamps: 52 of a SYN/ACK, then bare headers.
    "false, 0, false, 152, 40"
  })
  void aConnectionIsAHandshakeAndAReset(
      boolean v6, int repeated, boolean timestamps, long bytes, int reset) {
    Toll toll = new Toll(v6);
    TcpFigures figures = figures(repeated, timestamps, 2 + repeated, 1, 0, 0);
    toll.established(figures);
    assertThat(toll.more(figures)).isEqualTo(bytes);
    assertThat(toll.reset(figures)).isEqualTo(reset);
  }

  @Test
  void onlyWhatIsNewIsTold() {
    Toll toll = new Toll(false);
    TcpFigures first = figures(0, true, 2, 1, 0, 0);
    toll.established(first);
    assertThat(toll.more(first)).isEqualTo(172);
    assertThat(toll.more(first)).isZero();
    // A request of 100 bytes, its acknowledgement, an answer of 1000, its acknowledgement.
    assertThat(toll.more(figures(0, true, 4, 3, 100, 1_000)))
        .isEqualTo(52 + 100 + 52 + 52 + 1_000 + 52);
    // One of them lost and sent again, which is no SYN.
    assertThat(toll.more(figures(1, true, 5, 3, 200, 1_000))).isEqualTo(52 + 100);
  }

  /** RFC 792: header, and what is quoted, whose IP header the kernel takes off. */
  @Test
  void aReportCostsItsHeadersAndWhatItQuotes() {
    assertThat(new Toll(false).report(40)).isEqualTo(20 + 8 + 20 + 40);
    assertThat(new Toll(true).report(40)).isEqualTo(40 + 8 + 40 + 40);
  }

  private static TcpFigures figures(
      int repeated, boolean timestamps, long out, long in, long bytesOut, long bytesIn) {
    return new TcpFigures(
        true, true, 1_000, repeated, timestamps, true, true, out, in, bytesOut, bytesIn);
  }
}
