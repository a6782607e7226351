import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * What the licences of the libraries ask for: their names, versions and licences, out of the bill
 * of materials (CycloneDX), and the texts that lie in their jars, each text once.
 */
final class Notices {
  private static final Pattern TEXT =
      Pattern.compile("(.*/)?[^/]*(LICEN[SC]E|NOTICE|COPYING)[^/]*", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final StringBuilder table = new StringBuilder();

  /** The notices for the jars in a directory; a jar that the bill does not name is an error. */
  static String of(Path bill, Path libraries) throws IOException {
    var notices = new Notices();
    Map<String, JsonNode> components = new TreeMap<>();
    for (JsonNode component : new JsonMapper().readTree(bill.toFile()).path("components")) {
      components.put(file(component), component);
    }
    for (Path jar : Tree.list(libraries)) {
      String name = jar.getFileName().toString();
      if (name.endsWith(".jar") && !name.equals("linkflux.jar")) {
        JsonNode component = components.get(name);
        if (component == null) {
          throw new IOException("the bill of materials does not name " + name);
        }
        notices.add(component, jar);
      }
    }
    return notices.text();
  }

  /** The name of its jar: artifact, version and, if there is one, classifier. */
  private static String file(JsonNode component) {
    String classifier = "";
    for (String word : component.path("purl").asText().replaceFirst("^[^?]*", "").split("[?&]")) {
      classifier = word.startsWith("classifier=") ? "-" + word.substring(11) : classifier;
    }
    return component.path("name").asText()
        + "-"
        + component.path("version").asText()
        + classifier
        + ".jar";
  }

  private void add(JsonNode component, Path jar) throws IOException {
    List<String> licences = new ArrayList<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      licences.add(
          choice
              .path("expression")
              .asText(licence.path("id").asText(licence.path("name").asText())));
    }
    String name = file(component).replaceFirst("\\.jar$", "");
    table.append("%-62s %s%n".formatted(name, String.join(" or ", licences)).replace("\r", ""));
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        if (!entry.isDirectory()
            && TEXT.matcher(entry.getName()).matches()
            && !entry.getName().endsWith(".class")) {
          String text =
              new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          String same = text.replace("\r", "").strip();
          texts.computeIfAbsent(same, _ -> new ArrayList<>()).add(name + ": " + entry.getName());
        }
      }
    }
  }

  private String text() {
    String line = "=".repeat(100) + "\n";
    var all = new StringBuilder();
    all.append("The libraries in lib/, each with its licence. The texts that they bring follow.\n");
    all.append("A part of OpenJDK is in runtime/; its notices are in runtime/legal/.\n\n")
        .append(table);
    texts.forEach(
        (text, whose) ->
            all.append('\n')
                .append(line)
                .append(String.join("\n", whose))
                .append('\n')
                .append(line)
                .append('\n')
                .append(text)
                .append('\n'));
    return all.toString();
  }
}
