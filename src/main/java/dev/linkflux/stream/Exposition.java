package dev.linkflux.stream;

import dev.linkflux.engine.Lateness;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes the Prometheus text format, version 0.0.4. */
final class Exposition {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8192);
  private String name = "";

  /** Begins a family of values that go up and down. */
  Exposition gauge(String family, String help) {
    return family(family, "gauge", help);
  }

  /** Begins a family of values that only go up. */
  Exposition counter(String family, String help) {
    return family(family, "counter", help);
  }

  /** Begins a family of figures that are counted in buckets; {@link #buckets} gives them. */
  Exposition histogram(String family, String help) {
    return family(family, "histogram", help);
  }

  private Exposition family(String family, String type, String help) {
    name = family;
    text.append("# HELP ").append(family).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * One value of the family that was begun last.
   *
   * @param labels name, value, name, value …
   */
  Exposition value(double value, String... labels) {
    return line("", value, labels);
  }

  /** What the histogram that was begun last has for one value of its label, in seconds. */
  Exposition buckets(Lateness lateness, String label, String value) {
    long count = 0;
    for (int i = 0; i < lateness.buckets(); i++) {
      count += lateness.count(i);
      String end = BigDecimal.valueOf(lateness.end(i), 9).stripTrailingZeros().toPlainString();
      line("_bucket", (double) count, label, value, "le", end);
    }
    count += lateness.count(lateness.buckets());
    line("_bucket", (double) count, label, value, "le", "+Inf");
    line("_sum", lateness.sum() / 1e9, label, value);
    return line("_count", (double) count, label, value);
  }

  private Exposition line(String suffix, double value, String... labels) {
    text.append(name).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1]);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    return this;
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(value.charAt(i));
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
