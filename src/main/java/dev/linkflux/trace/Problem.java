package dev.linkflux.trace;

import java.nio.file.Path;

/**
 * Something in a trace that was skipped.
 *
 * @param line from 1; 0 if it is about the whole file
 * @param what is wrong, for a person
 */
public record Problem(Path file, long line, String what) {
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + what;
  }
}
