package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of WHATWG HTML, section 9.2.6. */
class SseDecoderTest {
  private static List<SseEvent> decoded(String text) {
    return new SseDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SseEvent message(String data) {
    return new SseEvent("", "message", data);
  }

  @Test
  void anEventEndsWithABlankLine() {
    assertThat(decoded("event: quality\nid: 7\ndata: {}\n\n"))
        .containsExactly(new SseEvent("7", "quality", "{}"));
    assertThat(decoded("data: unfinished\n")).isEmpty();
  }

  @Test
  void linesOfDataAreJoined() {
    assertThat(decoded("data: one\ndata: two\ndata:\n\n")).containsExactly(message("one\ntwo\n"));
  }

  @Test
  void onlyOneSpaceBehindTheColonIsLeftOut() {
    assertThat(decoded("data:a\n\ndata:  b\n\n")).containsExactly(message("a"), message(" b"));
  }

  @Test
  void commentsAndUnknownFieldsAreNothing() {
    assertThat(decoded(": still here\n\ncolour: red\ndata: x\n\n")).containsExactly(message("x"));
  }

  @Test
  void anEventWithoutDataIsNoneAndItsTypeIsForgotten() {
    assertThat(decoded("event: quality\n\ndata: x\n\n")).containsExactly(message("x"));
  }

  @Test
  void aFieldWithoutColonHasAnEmptyValue() {
    assertThat(decoded("data\n\n")).containsExactly(message(""));
    assertThat(decoded("data\ndata\n\n")).containsExactly(message("\n"));
  }

  @Test
  void theIdStaysUntilTheNextOneAndNeverHasANul() {
    assertThat(decoded("id: 1\ndata: a\n\ndata: b\n\nid: 2\0\ndata: c\n\nid\ndata: d\n\n"))
        .extracting(SseEvent::id)
        .containsExactly("1", "1", "1", "");
  }

  @Test
  void retryIsTakenIfItIsAWholeNumber() {
    SseDecoder decoder = new SseDecoder();
    assertThat(decoder.retry()).isNull();
    decoder.decode("retry: 1500\n".getBytes(StandardCharsets.UTF_8));
    assertThat(decoder.retry()).isEqualTo(Duration.ofMillis(1500));
    decoder.decode("retry: soon\n".getBytes(StandardCharsets.UTF_8));
    assertThat(decoder.retry()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void allThreeEndsOfLinesAndAByteOrderMarkAreUnderstood() {
    assertThat(decoded("\uFEFFdata: a\r\n\r\ndata: b\r\rdata: c\n\n"))
        .containsExactly(message("a"), message("b"), message("c"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howItIsCutChangesNothing(long seed) {
    byte[] bytes =
        "event: t\r\nid: 3\r\ndata: Füße ⇄\r\ndata: 𝄞\r\n\r\n: c\n\ndata: z\n\n"
            .getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(seed);
    SseDecoder decoder = new SseDecoder();
    List<SseEvent> events = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int to = Math.min(bytes.length, from + random.nextInt(5));
      events.addAll(decoder.decode(Arrays.copyOfRange(bytes, from, to)));
      from = to;
    }
    assertThat(events)
        .as("seed %d", seed)
        .containsExactly(new SseEvent("3", "t", "Füße ⇄\n𝄞"), new SseEvent("3", "message", "z"));
  }

  @Test
  void whatNeverEndsIsRefused() {
    SseDecoder decoder = new SseDecoder();
    byte[] much = new byte[1 << 19];
    Arrays.fill(much, (byte) 'x');
    decoder.decode(much);
    assertThatThrownBy(
            () -> {
              decoder.decode(much);
              decoder.decode(much);
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 MiB");
  }
}
