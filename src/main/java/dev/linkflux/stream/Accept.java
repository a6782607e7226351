package dev.linkflux.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types that a client accepts, each with its weight (RFC 9110 section 12.5.1). */
record Accept(List<Range> ranges) {
  private static final String OPEN_METRICS = "application/openmetrics-text";

  /** The versions of OpenMetrics that are written here. */
  private static final List<String> VERSIONS = List.of("", "0.0.1", "1.0.0");

  /**
   * One of them.
   *
   * @param type of the media, or a range of such with a star
   * @param version of its format, or empty
   * @param weight 0 (not at all) to 1
   */
  private record Range(String type, String version, double weight) {}

  /**
   * Reads the header; what is malformed in it is passed over.
   *
   * @param header null if there is none: then everything is accepted
   */
  static Accept of(@Nullable String header) {
    List<Range> ranges = new ArrayList<>();
    for (String one : (header == null ? "*/*" : header).toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = one.split(";", -1);
      ranges.add(new Range(parts[0].strip(), parameter(parts, "version"), weight(parts)));
    }
    return new Accept(ranges);
  }

  private static String parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(name)) {
        return pair[1].strip().replace("\"", "");
      }
    }
    return "";
  }

  private static double weight(String[] parts) {
    String said = parameter(parts, "q");
    return said.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(said) : 1;
  }

  /** Only who names OpenMetrics, and likes plain text no better, gets it. */
  boolean prefersOpenMetrics() {
    double open =
        ranges.stream()
            .filter(it -> it.type().equals(OPEN_METRICS) && VERSIONS.contains(it.version()))
            .mapToDouble(Range::weight)
            .max()
            .orElse(0);
    return open > 0 && open >= plain();
  }

  /** The most specific range that plain text is in decides. */
  private double plain() {
    for (String type : List.of("text/plain", "text/*", "*/*")) {
      for (Range it : ranges) {
        if (it.type().equals(type)) {
          return it.weight();
        }
      }
    }
    return 0;
  }
}
