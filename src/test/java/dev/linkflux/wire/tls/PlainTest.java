package dev.linkflux.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing that came from the network reaches a terminal as more than short plain text. */
class PlainTest {
  @Test
  void whatIsPrintableStaysAsItIs() {
    assertThat(Plain.text("http://portal.lan/login?a=1~"))
        .isEqualTo("http://portal.lan/login?a=1~");
  }

  @Test
  void whatIsNotPrintableAsciiBecomesAQuestionMark() {
    assertThat(Plain.text("a\u001b[31m\r\nb\u0000\u007f\u009b\u202e\u00e9"))
        .isEqualTo("a?[31m??b?????");
  }

  @Test
  void whatIsLongIsCut() {
    assertThat(Plain.text("x".repeat(100))).isEqualTo("x".repeat(100));
    assertThat(Plain.text("x".repeat(101))).isEqualTo("x".repeat(97) + "...");
  }
}
