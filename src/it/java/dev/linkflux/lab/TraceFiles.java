package dev.linkflux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files that a service has recorded, or is recording to. */
public final class TraceFiles {
  private static final Pattern NAME = Pattern.compile(".*\\.ndjson(\\.gz|\\.zst)?");

  private TraceFiles() {}

  /**
   * Those of a directory in which something stands, plain and packed, by their names. A file is
   * made a moment before its first line is written: whoever reads beside a service, or is left with
   * what a killed one had, may find one that is empty.
   */
  public static List<Path> in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var all = Files.list(directory)) {
      return all.filter(file -> NAME.matcher(file.toString()).matches())
          .filter(TraceFiles::isBegun)
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isBegun(Path file) {
    try {
      return Files.size(file) > 0;
    } catch (NoSuchFileException _) {
      return false; // packed meanwhile: its other name stands in the list, or will
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
