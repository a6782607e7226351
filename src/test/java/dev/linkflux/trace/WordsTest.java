package dev.linkflux.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person is told of a failure. */
class WordsTest {
  record Row(Throwable failure, String words) {}

  static List<Row> rows() {
    return List.of(
        new Row(new NoSuchFileException("/x"), "/x: no such file"),
        new Row(new NoSuchFileException("/x", null, "has vanished"), "/x: has vanished"),
        new Row(new AccessDeniedException("/x"), "/x: permission denied"),
        new Row(new FileAlreadyExistsException("/x"), "/x: is there but no directory"),
        new Row(new FileSystemException("/x", null, "disk full"), "/x: disk full"),
        new Row(new FileSystemException("/x"), "/x"),
        new Row(new UncheckedIOException(new NoSuchFileException("/x")), "/x: no such file"),
        new Row(new EOFException(), "it ends too early"),
        new Row(new IOException("broken pipe"), "broken pipe"),
        new Row(new IOException(), "no reason is given"),
        new Row(new IllegalStateException(" "), "no reason is given"),
        new Row(new StackOverflowError(), "no reason is given"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachIsSaidInWords(Row row) {
    assertThat(Words.of(row.failure())).isEqualTo(row.words());
  }
}
