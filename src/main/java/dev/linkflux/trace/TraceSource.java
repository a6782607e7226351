package dev.linkflux.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file to read, and what its log does not say itself. A trace of ours says everything.
 *
 * @param file a trace or a log
 * @param uplink whom a log of another program is about; null to name it after the file
 * @param start when the first probe was sent, where the log has no times; or null
 * @param interval between its probes, where the log has no times; or null for that program's own
 */
public record TraceSource(
    Path file, @Nullable String uplink, @Nullable Instant start, @Nullable Duration interval) {
  private static final Pattern NAMED =
      Pattern.compile("([^=/@]*)(?:@([^=/@,]+)(?:,([^=/@,]+))?)?=(.+)");
  private static final Pattern TRACE = Pattern.compile("(.+\\.ndjson)(?:\\.gz|\\.zst)?");
  private static final Pattern PAUSE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m)");

  /** A file of which nothing is known. */
  public static TraceSource of(Path file) {
    return new TraceSource(file, null, null, null);
  }

  /** The same of several. */
  public static List<TraceSource> of(List<Path> files) {
    return files.stream().map(TraceSource::of).toList();
  }

  /**
   * The traces that lie in a directory, whatever else lies beside them, in the order in which they
   * were written. Of one that lies there plain and packed, as when the service was ended between
   * the two, only the packed one, which is whole.
   */
  public static List<TraceSource> in(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      Map<String, Path> files = new TreeMap<>();
      for (Path file : all.sorted().toList()) {
        Matcher name = TRACE.matcher(file.getFileName().toString());
        if (name.matches()) {
          files.put(name.group(1), file); // the plain one sorts before the packed one
        }
      }
      return inOrder(of(List.copyOf(files.values())));
    }
  }

  /**
   * The files of each recording together, in the order in which they were written, whatever their
   * names say: those follow the wall clock, which may have been set back. What is in order stays as
   * it is, and so does what has no header.
   */
  public static List<TraceSource> inOrder(List<TraceSource> sources) {
    return Chronology.of(sources);
  }

  /**
   * Reads an argument of a command line: {@code FILE}, {@code NAME=FILE}, {@code NAME@START=FILE}
   * or {@code NAME@START,INTERVAL=FILE}; the name may be left out there, and a file whose name has
   * an equals sign is written with a slash before it ({@code ./a=b}).
   *
   * @throws IllegalArgumentException with words for a person
   */
  public static TraceSource parse(String argument) {
    Matcher named = NAMED.matcher(argument);
    if (!named.matches()) {
      return of(Path.of(argument));
    }
    String name = named.group(1);
    String start = named.group(2);
    if (name.isBlank() && start == null) {
      throw new IllegalArgumentException(argument + ": NAME=FILE expected, and the name is empty");
    }
    return new TraceSource(
        Path.of(named.group(4)),
        name.isBlank() ? null : name,
        start == null ? null : moment(start),
        named.group(3) == null ? null : pause(named.group(3)));
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException _) {
      throw new IllegalArgumentException(
          text + ": when the log began is written 2026-11-22T03:00:00Z");
    }
  }

  private static Duration pause(String text) {
    Matcher pause = PAUSE.matcher(text);
    if (!pause.matches()) {
      throw new IllegalArgumentException(text + ": an interval is written 200ms, 1s or 0.5s");
    }
    double nanos =
        Double.parseDouble(pause.group(1))
            * switch (pause.group(2)) {
              case "ms" -> 1e6;
              case "s" -> 1e9;
              default -> 60e9;
            };
    if (nanos <= 0) {
      throw new IllegalArgumentException(text + ": an interval is more than nothing");
    }
    return Duration.ofNanos(Math.round(nanos));
  }
}
