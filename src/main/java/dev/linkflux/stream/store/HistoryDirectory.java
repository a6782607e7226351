package dev.linkflux.stream.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the histories are: who may write there, what the files are called, and which of them are
 * let go. Blocks; one thread at a time.
 */
final class HistoryDirectory implements AutoCloseable {
  private static final String SUFFIX = ".history";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int LONGEST_NAME = 200;

  private final Path path;
  private final Consumer<String> log;
  private @Nullable FileChannel lock;

  /**
   * Touches nothing yet.
   *
   * @param log takes sentences for the operator
   */
  HistoryDirectory(Path path, Consumer<String> log) {
    this.path = path;
    this.log = log;
  }

  /**
   * Takes it for this process alone; it is made if it is missing.
   *
   * @return false if somebody else has it
   */
  boolean take() throws IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      @Nullable FileLock taken = channel.tryLock();
      if (taken != null) {
        lock = channel;
        return true;
      }
    } catch (OverlappingFileLockException _) {
      // by somebody in this very process
    }
    channel.close();
    return false;
  }

  /** True if it was taken, and not let go. */
  boolean isTaken() {
    return lock != null;
  }

  /** The file of an uplink; what is there and is none is set aside. */
  HistoryFile open(String uplink) throws IOException {
    Path file = path.resolve(fileName(uplink));
    try {
      return HistoryFile.open(file, uplink);
    } catch (HistoryFile.Wrong wrong) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      log.accept(
          "%s is set aside as %s: %s; the history of %s begins anew"
              .formatted(file, aside.getFileName(), wrong.getMessage(), uplink));
      return HistoryFile.open(file, uplink);
    }
  }

  /**
   * Deletes what belongs to no uplink any more, and is too old to be of use to one that comes back.
   */
  void forget(Collection<String> uplinks, Instant now) throws IOException {
    Set<Path> needed = new HashSet<>();
    uplinks.forEach(uplink -> needed.add(path.resolve(fileName(uplink))));
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path, "*" + SUFFIX + "*")) {
      for (Path one : all) {
        Instant written = Files.getLastModifiedTime(one).toInstant();
        if (!needed.contains(one) && written.isBefore(now.minus(KEPT))) {
          old.add(one);
        }
      }
    }
    for (Path one : old) {
      Files.deleteIfExists(one);
    }
  }

  /** A name may have any printable sign in it, a slash too. */
  static String fileName(String uplink) {
    String name = URLEncoder.encode(uplink, StandardCharsets.UTF_8);
    return (name.length() <= LONGEST_NAME
            ? name
            : name.substring(0, LONGEST_NAME) + "~" + Integer.toHexString(uplink.hashCode()))
        + SUFFIX;
  }

  @Override
  public void close() throws IOException {
    FileChannel held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
