package dev.linkflux.trace;

import java.io.Closeable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What stands in one file, piece by piece: lines of a trace, or records of a foreign log. */
interface Content extends Closeable {
  /**
   * Reads the next piece and hands on what it says.
   *
   * @return false if there is none
   * @throws Broken of a piece that cannot be understood; it can be read on behind it
   */
  boolean next(Decoded into) throws Broken;

  /** The line that was read last, from 1; 0 before the first, and if it is not known. */
  long line();

  /** Which of several files that line is of; null if there is but one. */
  default @Nullable Path file() {
    return null;
  }

  /** How many bytes were read, unpacked. */
  long bytes();

  /** How far in the file that is, in bytes as they lie there; 0 where nobody knows. */
  default long position() {
    return 0;
  }

  /** Why the file could not be read to its end, or null. */
  @Nullable String damage();
}
