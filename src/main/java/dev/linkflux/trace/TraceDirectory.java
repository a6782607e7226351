package dev.linkflux.trace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where recordings lie: names their files, tells ours from others', deletes the old ones. */
record TraceDirectory(Path directory) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'linkflux-'uuuuMMdd'T'HHmmss'Z.ndjson'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String STEM = "linkflux-\\d{8}T\\d{6}Z\\.ndjson";
  private static final int STEM_LENGTH = "linkflux-20261122T030405Z.ndjson".length();
  private static final Pattern OURS = Pattern.compile(STEM + "((\\.gz|\\.zst)(\\.part)?)?");
  private static final Pattern PLAIN = Pattern.compile(STEM);

  /** A part that nobody has touched for so long is not being written by anybody. */
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  /** A file that has just been made, locked. */
  record Created(Path path, FileChannel channel) {}

  /** Makes the next file; its name is free and sorts behind those before it. */
  Created create(Instant now) throws IOException {
    Files.createDirectories(directory);
    Instant label = now;
    while (true) {
      Path path = directory.resolve(NAME.format(label));
      try {
        if (!Files.exists(packed(path, Compression.GZIP))
            && !Files.exists(packed(path, Compression.ZSTD))) {
          FileChannel channel =
              FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          if (Hold.of(channel) != Hold.OTHERS) {
            return new Created(path, channel);
          }
          channel.close(); // another service takes it for one that was left
        }
      } catch (FileAlreadyExistsException _) {
        // The label is taken within the same second: the next second is free, or the one after.
      }
      label = label.plusSeconds(1);
    }
  }

  static Path packed(Path plain, Compression compression) {
    return plain.resolveSibling(plain.getFileName() + compression.suffix());
  }

  /** What is about to become that file. */
  static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /** Makes sure that a file's name outlives a power cut, besides its content. */
  static void force(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Plain files, oldest first; some of them may be being written. */
  List<Path> plain() throws IOException {
    return ours().stream().filter(TraceDirectory::isPlain).toList();
  }

  private static boolean isPlain(Path path) {
    return PLAIN.matcher(path.getFileName().toString()).matches();
  }

  /**
   * Deletes recordings of ours that were last written longer ago than that, and then, oldest first,
   * as many as it takes until the rest is no larger than that.
   *
   * @param size bytes
   * @param spared plain files that are not to be touched, nor what belongs to them
   */
  void prune(Duration keep, long size, Instant now, Set<Path> spared) throws IOException {
    TreeMap<Path, List<Path>> recordings = new TreeMap<>();
    long total = 0;
    for (Path path : ours()) {
      boolean part = path.toString().endsWith(".part");
      if (part && isOlder(path, now.minus(ABANDONED)) && !spared.contains(stem(path))) {
        Files.deleteIfExists(path);
      } else {
        recordings.computeIfAbsent(stem(path), _ -> new ArrayList<>()).add(path);
        total += size(path);
      }
    }
    recordings.keySet().removeAll(spared);
    for (List<Path> files : recordings.values()) {
      boolean old = true;
      for (Path file : files) {
        old &= isOlder(file, now.minus(keep));
      }
      if ((old || total > size) && !isBeingWritten(files.getFirst(), now)) {
        for (Path file : files) {
          total -= size(file);
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** True if somebody else holds it, or could: where there are no locks, by its age. */
  static boolean isBeingWritten(Path plain, Instant now) throws IOException {
    if (!isPlain(plain)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(plain, StandardOpenOption.WRITE)) {
      return isBeingWritten(plain, Hold.of(channel), now);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException _) {
      return true; // not for us to touch
    }
  }

  static boolean isBeingWritten(Path plain, Hold hold, Instant now) throws IOException {
    return switch (hold) {
      case OURS -> false;
      case OTHERS -> true;
      case UNKNOWN -> !isOlder(plain, now.minus(ABANDONED));
    };
  }

  private static Path stem(Path file) {
    return file.resolveSibling(file.getFileName().toString().substring(0, STEM_LENGTH));
  }

  private static boolean isOlder(Path path, Instant limit) throws IOException {
    return Files.getLastModifiedTime(path).toInstant().isBefore(limit);
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException _) {
      return 0; // it has just gone
    }
  }

  private List<Path> ours() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> OURS.matcher(path.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }
}
