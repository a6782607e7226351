package dev.linkflux.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private static final Path SOURCES = Path.of("src/main/resources/dev/linkflux/stream");
  private static final Pattern NAMED =
      Pattern.compile("(?:from '\\./|href=\"|src=\")([a-z]+\\.(?:js|css))['\"]");

  private final Assets assets = new Assets();

  @Test
  void everyFileThatAnotherOneNamesIsServed() throws IOException {
    try (var files = Files.list(SOURCES)) {
      List<String> named =
          files
              .filter(file -> file.toString().matches(".*\\.(html|js)"))
              .flatMap(file -> NAMED.matcher(text(file)).results().map(it -> it.group(1)))
              .distinct()
              .toList();

      assertThat(named).contains("uplot.js", "uplot.css", "timeline.js");
      assertThat(named).allSatisfy(it -> assertThat(assets.at("/" + it)).as(it).isNotNull());
    }
  }

  @Test
  void thePlottingLibraryIsAModuleThatSaysWhoMadeIt() {
    Assets.Asset script = requireNonNull(assets.at("/uplot.js"));

    assertThat(new String(script.bytes(), UTF_8))
        .startsWith("/*! https://github.com/leeoniya/uPlot (v1.6.30) */")
        .endsWith("export default uPlot;\n");
    assertThat(script.contentType()).startsWith("text/javascript");
    assertThat(requireNonNull(assets.at("/uplot.css")).contentType()).startsWith("text/css");
  }

  @Test
  void whatIsSentPackedIsTheSameAndHasATagOfItsOwn() throws IOException {
    Assets.Asset script = requireNonNull(assets.at("/uplot.js"));
    Assets.Asset packed = script.packed();

    assertThat(packed.bytes().length).isLessThan(script.bytes().length / 2);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
        .isEqualTo(script.bytes());
    assertThat(packed.tag()).isNotEqualTo(script.tag());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
