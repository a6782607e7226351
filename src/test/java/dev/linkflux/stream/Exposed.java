package dev.linkflux.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer in the text format 0.0.4 holds. */
record Exposed(String text, Map<String, Family> families) {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One line: a value with its labels. */
  record Sample(String name, Map<String, String> labels, String value) {}

  /** What is written under one HELP and TYPE. */
  record Family(String name, String type, String help, List<Sample> samples) {
    /** The names of all its labels, but for that of buckets. */
    Set<String> labels() {
      Set<String> names = new TreeSet<>();
      samples.forEach(sample -> names.addAll(sample.labels().keySet()));
      names.remove("le");
      return names;
    }
  }

  static Exposed of(String answer) {
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    Map<String, String> helps = new HashMap<>();
    Map<String, Family> families = new LinkedHashMap<>();
    Family current = null;
    for (String line : body.lines().toList()) {
      if (line.startsWith("# HELP ")) {
        String[] parts = line.split(" ", 4);
        helps.put(parts[2], parts[3]);
      } else if (line.startsWith("# TYPE ")) {
        String[] parts = line.split(" ", 4);
        String help = helps.getOrDefault(parts[2], "");
        current = new Family(parts[2], parts[3], help, new ArrayList<>());
        families.put(parts[2], current);
      } else if (current != null) {
        current.samples().add(sample(line));
      }
    }
    return new Exposed(body, families);
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return new Sample(sample.group(1), labels, sample.group(3));
  }

  @Nullable Family family(String name) {
    return families.get(name);
  }

  /** All samples of that name, which is longer than the family's where that is a histogram. */
  List<Sample> samples(String name) {
    return families.values().stream()
        .flatMap(family -> family.samples().stream())
        .filter(sample -> sample.name().equals(name))
        .toList();
  }
}
