package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.docs.Markdown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document of all keys against the reader, which is asked for its keys and defaults. */
class DocumentedKeysTest {
  private static final KeyWalk WALK = new KeyWalk();

  private static final int KEY = 0;
  private static final int DEFAULT = 2;
  private static final int MEANING = 3;

  /** The rows of the keys, by the path of their section. */
  private static Map<String, List<Markdown.Row>> sections() {
    Map<String, List<Markdown.Row>> sections = new TreeMap<>();
    for (Markdown.Row row : Markdown.of("src/docs/configuration.md").rows()) {
      String path = row.heading().equals("The file") ? "" : row.heading().replace("`", "");
      if (path.isEmpty() || row.heading().startsWith("`")) {
        sections.merge(path, List.of(row), DocumentedKeysTest::both);
      }
    }
    return sections;
  }

  private static List<Markdown.Row> both(List<Markdown.Row> some, List<Markdown.Row> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void everyKeyStandsInTheDocumentAndNoOther() {
    Map<String, Set<String>> documented = new TreeMap<>();
    sections()
        .forEach(
            (path, rows) ->
                rows.forEach(
                    row ->
                        documented
                            .computeIfAbsent(path, _ -> new TreeSet<>())
                            .add(row.code(KEY).getFirst())));

    assertThat(documented).isEqualTo(WALK.keys());
    assertThat(documented.get("")).contains("uplinks", "probing");
  }

  /** Wherever it can stand: in every manner of section that can have the key at all. */
  @Test
  void toWriteADefaultDownChangesNothing() {
    sections()
        .forEach(
            (path, rows) ->
                rows.stream()
                    .filter(row -> !row.code(DEFAULT).isEmpty())
                    .forEach(row -> checkDefault(path, row)));
  }

  private static void checkDefault(String path, Markdown.Row row) {
    String key = row.code(KEY).getFirst();
    Set<String> idle = new TreeSet<>(row.code(DEFAULT));
    for (String form : WALK.forms(path)) {
      if (form.contains(key + ": ") && !path.isEmpty()) {
        continue; // it has another value there
      }
      List<String> right =
          row.code(DEFAULT).stream().filter(value -> changesNothing(form, key, value)).toList();
      idle.removeAll(right);
      assertThat(!right.isEmpty() || isRefused(form, key, row))
          .as("%s: %s.%s is not %s in {%s}", row, path, key, row.cells().get(DEFAULT), form)
          .isTrue();
    }
    assertThat(idle).as("%s: defaults of %s that are none anywhere", row, key).isEmpty();
  }

  private static boolean changesNothing(String form, String key, String value) {
    return KeyWalk.parse(form, key + ": " + value) instanceof Reading.Valid with
        && KeyWalk.parse(form, "") instanceof Reading.Valid without
        && with.configuration().equals(without.configuration());
  }

  /** A key of another kind, manner or strategy. */
  private static boolean isRefused(String form, String key, Markdown.Row row) {
    return row.code(DEFAULT).stream()
        .allMatch(value -> KeyWalk.parse(form, key + ": " + value) instanceof Reading.Invalid);
  }

  @Test
  void whereTheEffectiveConfigurationHasAValueTheDocumentSaysWhichOrOnWhatItDepends() {
    sections()
        .forEach(
            (path, rows) ->
                rows.forEach(
                    row -> {
                      String cell = row.cells().get(DEFAULT);
                      String key = row.code(KEY).getFirst();
                      if (row.code(DEFAULT).isEmpty() && isShown(path, key)) {
                        assertThat(cell).as("%s: default of %s", row, key).isNotEqualTo("-");
                      }
                    }));
  }

  private static boolean isShown(String path, String key) {
    return WALK.forms(path).stream()
        .filter(form -> !form.contains(key + ": "))
        .map(form -> KeyWalk.parse(form, ""))
        .filter(Reading.Valid.class::isInstance)
        .map(reading -> ((Reading.Valid) reading).configuration().effective())
        .flatMap(
            effective -> KeyWalk.at(effective, path.isEmpty() ? key : path + "." + key).stream())
        .anyMatch(JsonNode::isValueNode);
  }

  @Test
  void whatWaitsForARestartIsMarked() {
    Set<String> marked = new TreeSet<>();
    sections()
        .forEach(
            (path, rows) ->
                rows.stream()
                    .filter(row -> row.cells().get(MEANING).contains("*restart*"))
                    .map(row -> row.code(KEY).getFirst())
                    .forEach(key -> marked.add(path.isEmpty() ? key : path + "." + key)));

    assertThat(marked).containsExactlyInAnyOrderElementsOf(Restarting.KEYS);
  }

  @Test
  void everyRowSaysWhatIsSaidOfEachKey() {
    sections()
        .forEach(
            (path, rows) ->
                assertThat(rows).as(path).allMatch(row -> row.cells().size() == MEANING + 1));
  }
}
