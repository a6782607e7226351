package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.trace.TraceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one router, or directories of several. */
class RouterTracesTest {
  @TempDir private Path directory = Path.of("");

  private Path made(String... files) throws IOException {
    for (String file : files) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.createFile(directory.resolve(file));
    }
    return directory;
  }

  private static List<RouterTraces> of(Path... arguments) {
    return RouterTraces.of(Arrays.stream(arguments).map(TraceSource::of).toList());
  }

  @Test
  void filesAreThoseOfOneRouterInTheirOrder() {
    assertThat(of(Path.of("b.ndjson"), Path.of("a.log")))
        .containsExactly(
            new RouterTraces(
                "b.ndjson", TraceSource.of(List.of(Path.of("b.ndjson"), Path.of("a.log")))));
  }

  @Test
  void aDirectoryIsARecordingWithoutWhatIsNotFinished() throws IOException {
    Path north =
        made("north/b.ndjson.zst", "north/a.ndjson.gz", "north/c.ndjson", "north/d.ndjson.gz.part")
            .resolve("north");
    made("north/a.ndjson.gz.index", "north/notes.txt");
    assertThat(of(north))
        .containsExactly(
            new RouterTraces(
                "north",
                TraceSource.of(
                    List.of(
                        north.resolve("a.ndjson.gz"),
                        north.resolve("b.ndjson.zst"),
                        north.resolve("c.ndjson")))));
  }

  @Test
  void theFilesOfARecordingAreInTheOrderInWhichTheyWereWrittenWhateverTheirNames()
      throws IOException {
    Path later = begun("a.ndjson", 7_200_000_000_000L);
    Path first = begun("b.ndjson", 0);
    Path second = begun("c.ndjson", 3_600_000_000_000L);
    List<TraceSource> written = TraceSource.of(List.of(first, second, later));
    assertThat(of(directory)).extracting(RouterTraces::files).containsExactly(written);
    assertThat(of(later, first, second)).extracting(RouterTraces::files).containsExactly(written);
  }

  @Test
  void aFileThatLiesThereAsItWasAndPackedIsTakenOnce() throws IOException {
    Path north =
        made("north/a.ndjson", "north/a.ndjson.gz", "north/b.ndjson", "north/b.ndjson.zst")
            .resolve("north");
    assertThat(of(north))
        .extracting(RouterTraces::files)
        .containsExactly(
            TraceSource.of(List.of(north.resolve("a.ndjson.gz"), north.resolve("b.ndjson.zst"))));
  }

  private Path begun(String file, long nanos) throws IOException {
    return Files.writeString(
        directory.resolve(file),
        """
        {"type":"header","format":"linkflux-trace","version":1,"wall":"2026-11-22T03:00:00.000Z",\
        "began":%d,"config":{}}
        """
            .formatted(nanos));
  }

  @Test
  void severalDirectoriesAreSeveralRouters() throws IOException {
    made("x/router/a.ndjson", "y/router/a.ndjson", "z/a.ndjson");
    assertThat(
            of(
                directory.resolve("x/router"),
                directory.resolve("y/router"),
                directory.resolve("z")))
        .extracting(RouterTraces::name)
        .containsExactly("router", directory.resolve("y/router").toString(), "z");
  }

  @Test
  void filesAndDirectoriesTogetherAreRefused() throws IOException {
    made("north/a.ndjson", "b.ndjson");
    assertThatThrownBy(() -> of(directory.resolve("north"), directory.resolve("b.ndjson")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("b.ndjson is a file")
        .hasMessageContaining("the files of one router, or a directory of each");
  }

  @Test
  void aDirectoryWithoutTracesIsRefused() throws IOException {
    made("north/a.ndjson.gz.part");
    assertThatThrownBy(() -> of(directory.resolve("north")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds no traces");
  }
}
