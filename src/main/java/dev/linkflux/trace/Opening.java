package dev.linkflux.trace;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the first lines of a trace say.
 *
 * @param resumes true if what stands is repeated behind the header
 */
record Opening(Header header, boolean resumes) {
  /** The one of a file; null if it has no header, or cannot be read: whoever reads it says so. */
  static @Nullable Opening of(Path file) {
    try (LineSource lines = TraceFile.open(file)) {
      if (!lines.next()) {
        return null;
      }
      Header header = LineDecoder.header(lines.bytes(), lines.from(), lines.to());
      return header == null ? null : new Opening(header, lines.next() && isStanding(lines));
    } catch (IOException | TraceException | Broken _) {
      return null;
    }
  }

  private static boolean isStanding(LineSource lines) {
    return Stamp.ofStanding(lines.bytes(), lines.from(), lines.to()) >= 0;
  }
}
