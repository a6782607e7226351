package dev.linkflux.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The file that holds the memory. What is wrong with it, or with the disk, costs the memory and
 * nothing else, and is told once. Blocks; by one at a time.
 */
final class MemoryFile {
  static final String NAME = "memory.json";

  private static final int LONGEST = 4 << 20;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StateFile file;
  private final Consumer<String> told;
  private volatile boolean failed;

  /**
   * @param told takes sentences for the operator
   */
  MemoryFile(Path state, Consumer<String> told) {
    this.file = StateFile.in(state, NAME);
    this.told = told;
  }

  /**
   * What stands in it; nothing at the first start.
   *
   * @param now names one that is set aside
   * @param mayChange false if one that is of no use must stay where it is
   */
  List<Memory> read(Instant now, boolean mayChange) {
    try {
      if (Files.size(file.path()) > LONGEST) {
        throw new MemoryJson.Unusable("it is damaged: larger than it can be");
      }
      return MemoryJson.read(file.read());
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (MemoryJson.Unusable unusable) {
      told.accept(
          "%s is not used, so what was learnt and ordered before is forgotten: %s; %s"
              .formatted(file.path(), unusable.getMessage(), mayChange ? aside(now) : "it stays"));
    } catch (IOException unreadable) {
      told.accept(
          "%s cannot be read, so what was learnt and ordered before is forgotten: %s"
              .formatted(file.path(), Reason.of(unreadable)));
    }
    return List.of();
  }

  private String aside(Instant now) {
    Path aside = file.path().resolveSibling(NAME + ".damaged-" + STAMP.format(now));
    try {
      Files.move(file.path(), aside, StandardCopyOption.REPLACE_EXISTING);
      return "it is kept as " + aside.getFileName();
    } catch (IOException stuck) {
      return "it could not be set aside: " + Reason.of(stuck);
    }
  }

  void write(List<Memory> all) {
    try {
      file.write(MemoryJson.bytes(all), true);
      if (failed) {
        told.accept(file.path() + " is written again");
      }
      failed = false;
    } catch (IOException trouble) {
      if (!failed) {
        told.accept(
            "%s cannot be written, so what is learnt and ordered is forgotten at a restart: %s"
                .formatted(file.path(), Reason.of(trouble)));
      }
      failed = true;
    }
  }

  /** The last writing has failed. */
  boolean hasFailed() {
    return failed;
  }
}
