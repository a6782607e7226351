package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.linkflux.stream.Exposed.Sample;
import dev.linkflux.stream.Promql.Matching;
import dev.linkflux.stream.Promql.Selector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the dashboard for Grafana and the alerts name, the service has. */
class MetricNamesTest {
  private static final Path DASHBOARD = Path.of("config/grafana-dashboard.json");
  private static final Path ALERTS = Path.of("config/prometheus-alerts.yml");

  /** What Prometheus itself adds. */
  private static final Set<String> ADDED_SERIES = Set.of("up");

  private static final Set<String> ADDED_LABELS = Set.of("job", "instance");
  private static final Pattern IN_LEGENDS = Pattern.compile("\\{\\{ *(\\w+) *}}");
  private static final Pattern IN_ALERTS = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.*), *(\\w+)\\)", Pattern.DOTALL);

  private static final Everything EVERYTHING = new Everything();
  private static Exposed exposed = Exposed.of("\r\n\r\n");

  @BeforeAll
  static void scrape() throws IOException {
    exposed = EVERYTHING.scrape();
  }

  @AfterAll
  static void close() {
    EVERYTHING.close();
  }

  @Test
  void alertsNameOnlyWhatIsThere() throws IOException {
    JsonNode rules = new YAMLMapper().readTree(ALERTS.toFile()).at("/groups/0/rules");
    assertThat(rules).hasSizeGreaterThan(10);
    for (JsonNode rule : rules) {
      List<String> said = rule.path("annotations").valueStream().map(JsonNode::asText).toList();
      assertExists(rule.path("expr").asText(), found(IN_ALERTS, said));
      assertThat(rule.at("/annotations/summary").asText()).as("%s", rule).isNotBlank();
      assertThat(rule.at("/annotations/description").asText()).as("%s", rule).contains(". ");
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
    }
  }

  @Test
  void theDashboardNamesOnlyWhatIsThere() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    List<JsonNode> targets = dashboard.findValues("targets");
    assertThat(targets).hasSizeGreaterThan(20);
    for (JsonNode panel : targets) {
      for (JsonNode target : panel) {
        List<String> legend = List.of(target.path("legendFormat").asText());
        assertExists(target.path("expr").asText(), found(IN_LEGENDS, legend));
      }
    }
    assertExists(dashboard.at("/annotations/list/1/expr").asText(), List.of());
  }

  @Test
  void theVariablesOfTheDashboardAreAskedOfWhatIsThere() throws IOException {
    JsonNode variables = new ObjectMapper().readTree(DASHBOARD.toFile()).at("/templating/list");
    List<String> asked = new ArrayList<>();
    for (JsonNode variable : variables) {
      var query = LABEL_VALUES.matcher(variable.at("/query/query").asText());
      if (query.matches()) {
        assertExists(query.group(1), List.of(query.group(2)));
        asked.add(variable.path("name").asText());
      }
    }
    assertThat(asked).containsExactly("instance", "uplink");
  }

  @Test
  void everyPanelHasItsOwnPlaceAndNumberAndTakesTheChosenSource() throws IOException {
    JsonNode panels = new ObjectMapper().readTree(DASHBOARD.toFile()).path("panels");
    Set<Integer> numbers = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (JsonNode panel : panels) {
      assertThat(numbers.add(panel.path("id").asInt())).as("%s", panel.path("title")).isTrue();
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "/" + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).as("%s at %s", panel.path("title"), cell).isTrue();
        }
      }
      assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
      if (!panel.path("type").asText().equals("row")) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      }
    }
  }

  private static List<String> found(Pattern pattern, List<String> texts) {
    return texts.stream()
        .flatMap(text -> pattern.matcher(text).results().map((MatchResult it) -> it.group(1)))
        .toList();
  }

  private static void assertExists(String expression, List<String> otherLabels) {
    Promql asked = Promql.of(expression);
    assertThat(asked.selectors()).as(expression).isNotEmpty();
    Set<String> labels = new HashSet<>(ADDED_LABELS);
    for (Selector selector : asked.selectors()) {
      if (!ADDED_SERIES.contains(selector.metric())) {
        List<Sample> samples = exposed.samples(selector.metric());
        assertThat(samples).as("%s of %s", selector.metric(), expression).isNotEmpty();
        samples.forEach(sample -> labels.addAll(sample.labels().keySet()));
        selector.matchers().forEach(matcher -> assertMatches(matcher, samples, expression));
      }
    }
    assertThat(labels).as("labels of %s", expression).containsAll(asked.grouping());
    assertThat(labels).as("labels of %s", expression).containsAll(otherLabels);
  }

  /** The label is there; and where the value is not a variable, at least one series has it. */
  private static void assertMatches(Matching matcher, List<Sample> samples, String expression) {
    if (ADDED_LABELS.contains(matcher.label())) {
      return;
    }
    List<String> values =
        samples.stream()
            .filter(sample -> sample.labels().containsKey(matcher.label()))
            .map(sample -> sample.labels().get(matcher.label()))
            .toList();
    assertThat(values).as("%s of %s", matcher.label(), expression).isNotEmpty();
    if (!matcher.value().startsWith("$")) {
      for (String alternative : matcher.value().split("\\|", -1)) {
        assertThat(values).as("%s of %s", matcher, expression).contains(alternative);
      }
    }
  }
}
