package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.replay.Replay;
import dev.linkflux.trace.LineEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording whose replay decides anything else is found out. */
class LiveTraceTest {
  @TempDir private Path directory;

  /** Has a recording appear as if a service had made it. */
  private LiveTrace recorded(UnaryOperator<List<String>> changed) throws IOException {
    Path config = Files.writeString(directory.resolve("some.yml"), "uplinks: [eth0]\n");
    Path before =
        Files.createDirectories(directory.resolve("trace"))
            .resolve("linkflux-20261122T000000Z.ndjson");
    Files.writeString(before, "of another process\n");
    LiveTrace trace = LiveTrace.of(config);
    assertThat(config).content().endsWith("\ntrace: {directory: " + before.getParent() + "}\n");
    Files.write(before.resolveSibling("linkflux-20261122T030000Z.ndjson"), changed.apply(lines()));
    return trace;
  }

  /** A line each: the inputs of a trace with all that is decided by them. */
  private List<String> lines() throws IOException {
    Path inputs = directory.resolve("inputs.ndjson.gz");
    try (InputStream packed =
        Objects.requireNonNull(
            LiveTraceTest.class.getResourceAsStream("/traces/frozen-main.ndjson.gz"))) {
      var _ = Files.copy(packed, inputs);
    }
    LineEncoder encoder = new LineEncoder();
    List<String> lines = new ArrayList<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(inputs))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
    }
    new Replay(List.of(inputs))
        .events(LiveTrace.settings(List.of(inputs)), _ -> {}, _ -> {})
        .flatMapIterable(LiveTrace::decided)
        .map(decision -> new String(encoder.encode(decision), StandardCharsets.UTF_8).strip())
        .doOnNext(lines::add)
        .blockLast();
    return lines;
  }

  private static boolean isDown(String line) {
    return line.startsWith("{\"type\":\"transition\"") && line.contains("\"to\":\"Down\"");
  }

  @Test
  void itsOwnReplayDecidesTheSame() throws IOException {
    assertThat(recorded(lines -> lines).verify(false)).isPositive();
  }

  @Test
  void whatWasDecidedOtherwiseIsTold() throws IOException {
    LiveTrace trace =
        recorded(
            lines ->
                lines.stream()
                    .map(it -> isDown(it) ? it.replace("\"to\":\"Down\"", "\"to\":\"Up\"") : it)
                    .toList());
    assertThatThrownBy(() -> trace.verify(false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("differs in to: recorded \"Up\", replayed \"Down\"");
  }

  @Test
  void aDecisionThatIsMissingIsTold() throws IOException {
    LiveTrace trace = recorded(lines -> lines.stream().filter(it -> !isDown(it)).toList());
    assertThatThrownBy(() -> trace.verify(false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("differs");
  }

  @Test
  void halfALineIsForgivenOnlyToWhoWasKilled() throws IOException {
    UnaryOperator<List<String>> cut =
        lines -> Stream.concat(lines.stream(), Stream.of("{\"type\":\"sent\",\"at\":3")).toList();
    LiveTrace trace = recorded(cut);
    assertThat(trace.verify(true)).isPositive();
    assertThatThrownBy(() -> trace.verify(false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cannot all be read");
  }

  @Test
  void aFileThatWasAboutToBeWrittenToIsNoFault() throws IOException {
    LiveTrace trace = recorded(lines -> lines);
    Path next = directory.resolve("trace").resolve("linkflux-20261122T040000Z.ndjson");
    Files.createFile(next);
    assertThat(trace.verify(true)).isPositive();
    assertThat(TraceFiles.in(next.getParent())).hasSize(2).doesNotContain(next);
  }

  @Test
  void whoRecordedNothingHasDecidedNothing() throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("other.yml"), "trace: {directory: %s}\n".formatted(directory));
    assertThat(LiveTrace.of(config).verify(false)).isZero();
  }
}
