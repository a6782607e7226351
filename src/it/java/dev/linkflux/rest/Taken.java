package dev.linkflux.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a process has taken of the machine, as the kernel counts it. */
record Taken(long pid) {
  /** Kinds of memory that is resident. */
  enum Memory {
    HEAP("heap"),
    ARCHIVE("archive of classes"),
    LIBRARIES("libraries and other files"),
    CODE("compiled code"),
    OTHER("native, stacks, classes");

    final String title;

    Memory(String title) {
      this.title = title;
    }
  }

  /** A heap that is small lies below 4 GiB. */
  private static final long LOW = 1L << 32;

  /** Of {@code /proc/PID/smaps}: resident bytes of each kind. */
  Map<Memory, Long> resident() {
    Map<Memory, Long> all = new EnumMap<>(Memory.class);
    Memory present = Memory.OTHER;
    for (String line : lines("smaps")) {
      String[] words = line.split(" +");
      if (words[0].contains("-")) {
        present = of(words);
      } else if (words[0].equals("Rss:")) {
        all.merge(present, Long.parseLong(words[1]) * 1024, Long::sum);
      }
    }
    return all;
  }

  private static Memory of(String[] mapping) {
    String file = mapping.length > 5 ? mapping[5] : "";
    long end = Long.parseUnsignedLong(mapping[0].substring(mapping[0].indexOf('-') + 1), 16);
    if (file.endsWith(".aot")) {
      return Memory.ARCHIVE;
    } else if (file.startsWith("/")) {
      return Memory.LIBRARIES;
    } else if (mapping[1].startsWith("rwx")) {
      return Memory.CODE;
    } else if (file.isEmpty() && end <= LOW) {
      return Memory.HEAP;
    }
    return Memory.OTHER;
  }

  /** Nanoseconds on a processor so far, by the name of the thread. */
  Map<String, Long> processor() {
    Map<String, Long> all = new TreeMap<>();
    for (Path task : tasks()) {
      try {
        String name = Files.readString(task.resolve("comm")).strip();
        String spent = Files.readString(task.resolve("schedstat")).split(" ", 2)[0];
        all.merge(name, Long.parseLong(spent), Long::sum);
      } catch (NoSuchFileException _) {
        // It has just ended.
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return all;
  }

  int descriptors() {
    return list("fd").size();
  }

  int threads() {
    return tasks().size();
  }

  private List<Path> tasks() {
    return list("task");
  }

  private List<Path> list(String what) {
    try (var all = Files.list(Path.of("/proc", "" + pid, what))) {
      return all.toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<String> lines(String what) {
    try {
      return Files.readAllLines(Path.of("/proc", "" + pid, what));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
