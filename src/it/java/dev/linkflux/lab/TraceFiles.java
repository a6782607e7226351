package dev.linkflux.lab;

import dev.linkflux.trace.TraceSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files that a service has recorded, or is recording to. */
public final class TraceFiles {
  private TraceFiles() {}

  /**
   * Those of a directory in which something stands, plain or packed, in their order. A file is made
   * a moment before its first line is written: whoever reads beside a service, or is left with what
   * a killed one had, may find one that is empty.
   */
  public static List<Path> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try {
      return TraceSource.in(directory).stream()
          .map(TraceSource::file)
          .filter(TraceFiles::isBegun)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isBegun(Path file) {
    try {
      return Files.size(file) > 0;
    } catch (NoSuchFileException _) {
      return false; // packed meanwhile
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
