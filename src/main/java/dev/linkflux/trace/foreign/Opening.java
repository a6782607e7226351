package dev.linkflux.trace.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a file begins.
 *
 * @param text of its first bytes
 * @param lines of them that are not blank
 */
record Opening(String text, List<String> lines) {
  private static final int LINES = 40;
  private static final Pattern JSON = Pattern.compile("^(?:\\{|\\[\\s*[{\\]])");

  static Opening of(byte[] first) {
    String text = new String(first, UTF_8);
    String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new Opening(
        unmarked.strip(),
        unmarked.lines().map(String::strip).filter(it -> !it.isEmpty()).limit(LINES).toList());
  }

  /** An array of objects, too; a time in brackets is none. */
  boolean isJson() {
    return JSON.matcher(text).find();
  }

  /** Whether one of the first lines is like that. */
  boolean has(Pattern line) {
    return lines.stream().anyMatch(it -> line.matcher(it).find());
  }

  /** Whether the first line is like that. */
  boolean begins(Pattern line) {
    return !lines.isEmpty() && line.matcher(lines.getFirst()).find();
  }
}
