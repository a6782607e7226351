package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One file a rule: {@code invalid-*.yml} cannot be used, {@code warning-*.yml} can. The lines that
 * begin with {@code #:} say which problems are expected, all of them and in order.
 */
class ProblemFilesTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/dev/linkflux/config");
  private static final String MARK = "#: ";

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHasTheProblemsThatItsFirstLinesSay(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(MARK))
            .map(line -> line.substring(MARK.length()))
            .toList();
    List<String> actual =
        Configurations.read(file).problems().list().stream()
            .map(problem -> problem.toString().substring(file.toString().length() + 1).strip())
            .toList();
    assertThat(actual).isEqualTo(expected).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsUsableExactlyIfItIsNotCalledInvalid(Path file) {
    Class<? extends Reading> expected =
        file.getFileName().toString().startsWith("invalid-")
            ? Reading.Invalid.class
            : Reading.Valid.class;
    assertThat(Configurations.read(file)).isInstanceOf(expected);
  }
}
