package dev.linkflux.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where recordings lie: names their files, tells ours from others', deletes the old ones. */
record TraceDirectory(Path directory) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'linkflux-'uuuuMMdd'T'HHmmss'Z.ndjson'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern OURS =
      Pattern.compile("linkflux-\\d{8}T\\d{6}Z\\.ndjson(\\.gz)?(\\.part)?");
  private static final Pattern PLAIN = Pattern.compile("linkflux-\\d{8}T\\d{6}Z\\.ndjson");

  /** A file that nobody has touched for so long is not being written by anybody. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  /** A file that has just been made. */
  record Created(Path path, OutputStream out) {}

  /** Makes the next file; its name is free and sorts behind those before it. */
  Created create(Instant now) throws IOException {
    Files.createDirectories(directory);
    Instant label = now;
    while (true) {
      Path path = directory.resolve(NAME.format(label));
      try {
        if (!Files.exists(packed(path))) {
          return new Created(
              path,
              Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }
      } catch (FileAlreadyExistsException _) {
        // The label is taken within the same second: the next second is free, or the one after.
      }
      label = label.plusSeconds(1);
    }
  }

  static Path packed(Path plain) {
    return plain.resolveSibling(plain.getFileName() + ".gz");
  }

  /** Plain files that a recording before this one has left. */
  List<Path> abandoned(Instant now) throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path path : ours()) {
      if (PLAIN.matcher(path.getFileName().toString()).matches()
          && isOlder(path, now.minus(ABANDONED))) {
        left.add(path);
      }
    }
    return left;
  }

  /** Deletes files of ours that were last written longer ago than that. */
  void deleteOlder(Duration keep, Instant now) throws IOException {
    for (Path path : ours()) {
      boolean part = path.getFileName().toString().endsWith(".part");
      if (isOlder(path, now.minus(keep)) || (part && isOlder(path, now.minus(ABANDONED)))) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static boolean isOlder(Path path, Instant limit) throws IOException {
    return Files.getLastModifiedTime(path).toInstant().isBefore(limit);
  }

  private List<Path> ours() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> OURS.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
