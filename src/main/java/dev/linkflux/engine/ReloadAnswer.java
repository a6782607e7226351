package dev.linkflux.engine;

import java.util.List;

/**
 * What came of a reload.
 *
 * @param applied true if what the file says holds now, but for {@code restart}; also if it says
 *     nothing new
 * @param changes what differs from before, a line each, such as {@code uplinks: lte added}
 * @param restart the keys that differ and stay as they were until the service is started anew
 * @param problems of the file, warnings too; if one of them is an error nothing was applied
 */
public record ReloadAnswer(
    boolean applied, List<String> changes, List<String> restart, List<Problem> problems) {
  public ReloadAnswer {
    changes = List.copyOf(changes);
    restart = List.copyOf(restart);
    problems = List.copyOf(problems);
  }

  /** Nothing was applied. */
  public static ReloadAnswer refused(List<Problem> problems) {
    return new ReloadAnswer(false, List.of(), List.of(), problems);
  }

  /**
   * Something that is wrong with the file, or odd.
   *
   * @param file as it was named to the service
   * @param line from 1; 0 if it is of the whole file
   * @param column from 1, in characters; 0 if it is of the whole file
   * @param path of the key, such as {@code uplinks[0].tier}; empty if it has none
   * @param message for a person
   * @param error false if it is a warning
   */
  public record Problem(
      String file, int line, int column, String path, String message, boolean error) {}
}
