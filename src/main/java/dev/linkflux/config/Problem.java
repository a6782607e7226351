package dev.linkflux.config;

import java.util.Comparator;

/**
 * One thing that is wrong, or doubtful, in a configuration file, and where.
 *
 * @param file as the user named it
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1; 0 if the whole file is meant
 * @param path of keys, as in {@code demands.rtt.recover} or {@code uplinks[0].name}; empty if the
 *     text as a whole is meant
 * @param message one line that says what is wrong and what to do
 */
public record Problem(
    String file, int line, int column, String path, Severity severity, String message) {
  /** From the top of the file to its end. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message);

  /** Whether it makes the file unusable. */
  public enum Severity {
    ERROR,
    WARNING;

    @Override
    public String toString() {
      return this == ERROR ? "error" : "warning";
    }
  }

  public Problem {
    file = Quoted.oneLine(file);
    path = Quoted.oneLine(path);
    message = Quoted.oneLine(message);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * One line, as compilers write it: {@code config.yml:12:5: error: demands.rtt.recover: 400ms is
   * above fail (300ms)}.
   */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line + ":" + column : file;
    String where = path.isEmpty() ? "" : path + ": ";
    return place + ": " + severity + ": " + where + message;
  }
}
