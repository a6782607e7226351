package dev.linkflux.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document as its readers on the platform see it: prose, headings, links, tables, code.
 *
 * @param file relative to the root of the repository
 * @param lines from the first
 */
public record Markdown(Path file, List<String> lines) {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern FENCE = Pattern.compile("```(\\S*)(.*)");
  private static final String CODE = "    ";

  /**
   * A fenced block.
   *
   * @param language the first word behind the fence; may be empty
   * @param note what stands behind it
   * @param line of its fence, from 1
   */
  public record Block(Path file, String language, String note, int line, String text) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /**
   * A row of a table, without its head.
   *
   * @param heading under which it stands
   */
  public record Row(Path file, int line, String heading, List<String> cells) {
    /** The code in a cell, without the backticks. */
    public List<String> code(int cell) {
      return spans(cells.get(cell));
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Those that are in the repository: at its top, in .github, src/docs and benchmarks. */
  public static List<Markdown> all() {
    return Stream.of(".", ".github", "src/docs", "benchmarks", "benchmarks/results")
        .map(Path::of)
        .filter(Files::isDirectory)
        .flatMap(Markdown::in)
        .toList();
  }

  private static Stream<Markdown> in(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> of(file.normalize()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Markdown of(String file) {
    return of(Path.of(file));
  }

  private static Markdown of(Path file) {
    try {
      return new Markdown(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines that are no code, by their number from 1; those that are code are empty. */
  public List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean fenced = false;
    for (String line : lines) {
      boolean fence = line.startsWith("```");
      prose.add(fenced || fence || line.startsWith(CODE) ? "" : line);
      fenced ^= fence;
    }
    return prose;
  }

  /** All that is code: fenced, indented, or between backticks. */
  public List<String> code() {
    List<String> code = new ArrayList<>();
    for (Block block : blocks()) {
      code.addAll(block.text().lines().toList());
    }
    lines.stream().filter(line -> line.startsWith(CODE)).forEach(code::add);
    code.addAll(spans(String.join("\n", prose())));
    return code;
  }

  private static List<String> spans(String text) {
    return SPAN.matcher(text).results().map(span -> span.group(1)).toList();
  }

  /** The fenced blocks. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> text = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        if (start > 0) {
          MatchResult fence =
              FENCE.matcher(lines.get(start - 1)).results().findFirst().orElseThrow();
          blocks.add(
              new Block(
                  file, fence.group(1), fence.group(2).strip(), start, String.join("\n", text)));
          text.clear();
          start = 0;
        } else {
          start = i + 1;
        }
      } else if (start > 0) {
        text.add(lines.get(i));
      }
    }
    return blocks;
  }

  /** Where its links lead, as they are written. */
  public List<String> links() {
    return LINK.matcher(String.join("\n", prose()).replaceAll("`[^`]*`", "code"))
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  /** The rows of its tables. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<String> prose = prose();
    String heading = "";
    for (int i = 0; i < prose.size(); i++) {
      String line = prose.get(i);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("#+\\s*", "");
      } else if (line.startsWith("|") && !isHead(prose, i)) {
        List<String> cells =
            Stream.of(line.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|", -1))
                .map(String::strip)
                .toList();
        rows.add(new Row(file, i + 1, heading, cells));
      }
    }
    return rows;
  }

  private static boolean isHead(List<String> prose, int i) {
    return prose.get(i).startsWith("|--")
        || (i + 1 < prose.size() && prose.get(i + 1).startsWith("|--"));
  }

  /** The anchors of its headings, as the platform makes them. */
  public Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose()) {
      if (line.matches("#{1,6} .*")) {
        String anchor =
            line.replaceFirst("#+\\s*", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }
}
