package dev.linkflux.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What documents point to is there, and what they show as an example is right. */
class DocumentsTest {
  private static final List<Markdown> ALL = Markdown.all();

  /** What a file of the repository is called where it is named in a text. */
  private static final Pattern PATH = Pattern.compile("(src|config|benchmarks|\\.ci)/[\\w./-]+");

  private static final Pattern MEASURED = Pattern.compile("\\[([^\\]]+)\\]\\(([^)]+)\\)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,]*");
  private static final Pattern VARIABLE = Pattern.compile("put\\(\"([A-Z]+)\"");

  @Test
  void allDocumentsAreSeen() {
    assertThat(ALL)
        .extracting(document -> document.file().toString())
        .contains(
            "README.md",
            ".github/CONTRIBUTING.md",
            ".github/SECURITY.md",
            "src/docs/CHANGELOG.md",
            "src/docs/guide.md",
            "benchmarks/README.md");
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Markdown document : ALL) {
      for (String link : document.links()) {
        if (!link.contains("://") && !leadsSomewhere(document, link)) {
          broken.add(document.file() + " → " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Markdown from, String link) {
    URI uri = URI.create(link);
    Path directory = Objects.requireNonNullElse(from.file().getParent(), Path.of(""));
    Path file = uri.getPath().isEmpty() ? from.file() : directory.resolve(uri.getPath());
    return Files.exists(file)
        && (uri.getFragment() == null
            || Markdown.of(file.normalize().toString()).anchors().contains(uri.getFragment()));
  }

  @Test
  void everyFileThatIsNamedIsThere() {
    List<String> missing = new ArrayList<>();
    for (Markdown document : ALL) {
      if (!document.file().startsWith("benchmarks/results")) { // which are of their day
        document.code().stream()
            .map(code -> code.split("[\\s:]", -1)[0])
            .filter(code -> PATH.matcher(code).matches() && !Files.exists(Path.of(code)))
            .forEach(code -> missing.add(document.file() + ": " + code));
      }
    }
    assertThat(missing).isEmpty();
  }

  /** A piece of a configuration gets uplinks, and a shadow that is like itself. */
  @Test
  void everyConfigurationIsRight(@TempDir Path directory) throws IOException {
    List<Markdown.Block> blocks = blocks("yaml");
    assertThat(blocks).hasSizeGreaterThan(5);
    for (Markdown.Block block : blocks) {
      String whole =
          block.text().contains("uplinks:")
              ? block.text()
              : block.text() + "\nuplinks: [{interface: wan1}, {interface: wan2, tier: 2}]\n";
      Files.writeString(
          directory.resolve("candidate.yml"), whole.replaceAll("(?m)^shadow:.*$", ""));
      String name = directory.resolve("linkflux.yml").toString();

      assertThat(
              Configurations.parse(whole, name).problems().list().stream().filter(Problem::isError))
          .as("%s", block)
          .isEmpty();
    }
  }

  @Test
  void everyJsonIsOne() {
    ObjectMapper json = new ObjectMapper();
    List<String> wrong = new ArrayList<>();
    for (Markdown.Block block : blocks("json")) {
      try {
        assertThat(json.readTree(block.text()).isContainerNode()).as("%s", block).isTrue();
      } catch (JsonProcessingException e) {
        wrong.add(block + ": " + e.getOriginalMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Markdown.Block> blocks(String language) {
    return ALL.stream()
        .flatMap(document -> document.blocks().stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  @Test
  void theReadmeIsShortAndItsFiguresStandInTheResults() throws IOException {
    Markdown readme = Markdown.of("README.md");
    assertThat(readme.lines()).hasSizeLessThanOrEqualTo(150);
    List<Markdown.Row> figures =
        readme.rows().stream().filter(row -> row.heading().equals("Figures")).toList();
    assertThat(figures).hasSizeGreaterThan(5);
    for (Markdown.Row row : figures) {
      var links = MEASURED.matcher(row.cells().getLast()).results().toList();
      assertThat(links).as("%s", row).isNotEmpty();
      for (var link : links) {
        String result = Files.readString(Path.of(link.group(2)));
        NUMBER
            .matcher(link.group(1).replaceAll("p[0-9]+|%", ""))
            .results()
            .forEach(number -> assertThat(result).as("%s", row).contains(number.group()));
      }
    }
  }

  @Test
  void whatAHookFindsInItsEnvironmentIsDocumented() throws IOException {
    String hooks = Files.readString(Path.of("src/main/java/dev/linkflux/notify/Environment.java"));
    List<String> documented = Markdown.of("src/docs/servers.md").code();

    assertThat(VARIABLE.matcher(hooks).results().map(one -> "LINKFLUX_" + one.group(1)))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(documented).contains(one));
  }
}
