package dev.linkflux.trace.foreign;

import java.io.Closeable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A foreign log that is read, piece by piece, in constant memory. One owner. */
public interface Log extends Closeable {
  /**
   * Reads the next piece and hands on the probes that are certain now, in the order in which they
   * were sent.
   *
   * @return false if there is none
   * @throws Unclear of a piece that cannot be understood; it can be read on behind it
   */
  boolean next(Consumer<? super Entry> into) throws Unclear;

  /** The line that was read last, from 1; 0 before the first. */
  long line();

  /** How many bytes were read. */
  long bytes();

  /** Why the file could not be read to its end, or null. */
  @Nullable String damage();
}
