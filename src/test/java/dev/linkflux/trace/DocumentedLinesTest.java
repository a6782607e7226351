package dev.linkflux.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.docs.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document of the format against those who write and read it. */
class DocumentedLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Markdown DOCUMENT = Markdown.of("src/docs/trace-format.md");

  /** The types as the reader has them. */
  private static final Pattern KNOWN = Pattern.compile("(?m)^ +case \"(\\w+)\" ->");

  static List<String> lines() {
    return DOCUMENT.blocks().stream()
        .filter(block -> block.language().equals("ndjson"))
        .flatMap(block -> block.text().lines())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyLineIsReadAndWrittenAgainAsItStands(String line) throws Broken {
    Heard heard = new Heard();
    byte[] bytes = line.getBytes(UTF_8);
    new LineDecoder(Names.growing(), new Shift()).decode(bytes, 0, bytes.length, heard);
    if (!line.startsWith("{\"type\":\"standing\"")) {
      assertThat(heard.said).hasSize(1);
      assertThat(written(heard.said.getFirst())).isEqualTo(line);
    }
  }

  private static String written(Object said) {
    LineEncoder encoder = new LineEncoder();
    byte[] line =
        said instanceof Header header
            ? encoder.encode(header)
            : encoder.encode((dev.linkflux.time.Event) said);
    return new String(line, UTF_8).strip();
  }

  @Test
  void everyTypeThatIsReadHasALineAndIsExplained() throws IOException {
    Set<String> known = new TreeSet<>();
    KNOWN
        .matcher(Files.readString(Path.of("src/main/java/dev/linkflux/trace/LineDecoder.java")))
        .results()
        .forEach(type -> known.add(type.group(1)));
    Set<String> shown = new TreeSet<>();
    for (String line : lines()) {
      shown.add(JSON.readTree(line).path("type").asText());
    }
    List<String> explained = new ArrayList<>(List.of("header", "standing"));
    DOCUMENT.rows().forEach(row -> explained.addAll(row.code(0)));

    assertThat(known).contains("sent", "transition").isEqualTo(shown);
    assertThat(explained).containsAll(known);
  }

  static Stream<String> recorded() {
    return Stream.of(LineRows.rows(), PlanRows.rows(), ServerRows.rows())
        .flatMap(rows -> rows)
        .map(row -> (String) row.get()[1]);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void everyFieldThatIsWrittenIsNamed(String line) throws IOException {
    JsonNode event = JSON.readTree(line);
    List<String> named =
        DOCUMENT.rows().stream()
            .filter(row -> row.code(0).contains(event.path("type").asText()))
            .flatMap(row -> Stream.concat(row.code(1).stream(), theSame(row)))
            .toList();
    Set<String> fields = new TreeSet<>();
    event.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(Set.of("type", "at"));

    assertThat(named).containsAll(fields);
  }

  /** What stands in the first row of a table, and is not said again. */
  private static Stream<String> theSame(Markdown.Row row) {
    return row.cells().get(1).startsWith("the same")
        ? Stream.of("uplink", "target", "seq")
        : Stream.of();
  }
}
