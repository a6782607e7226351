package dev.linkflux.stream.store;

import dev.linkflux.engine.Reason;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all uplinks on disk, a file each. Whatever is wrong with the disk costs history
 * and nothing else, and is told once. Blocks; one thread at a time.
 */
public final class HistoryStore implements AutoCloseable {
  private static final String SUFFIX = ".history";
  private static final Duration KEPT = Duration.ofDays(7);
  private static final int LONGEST_NAME = 200;

  private final Path directory;
  private final Consumer<String> log;
  private final Map<String, HistoryFile> files = new HashMap<>();
  private @Nullable FileChannel lock;
  private boolean told;

  /**
   * Touches nothing yet.
   *
   * @param directory made if it is missing
   * @param log takes sentences for the operator
   */
  public HistoryStore(Path directory, Consumer<String> log) {
    this.directory = directory;
    this.log = log;
  }

  /**
   * Reads what was kept.
   *
   * @param uplinks that there are now; files of others go when nobody has written them for a week
   * @param now by the wall clock
   * @return by uplink; nothing of those of which nothing can be read
   */
  public Map<String, UplinkHistory.Saved> open(Collection<String> uplinks, Instant now) {
    try {
      Files.createDirectories(directory);
      if (!takeLock()) {
        log.accept(
            directory + " is in use by another linkflux: history is not kept over a restart");
        return Map.of();
      }
      forget(uplinks, now);
    } catch (IOException e) {
      tell("cannot be used", e);
      return Map.of();
    }
    return join(uplinks);
  }

  /**
   * There are more uplinks: reads what was kept of them.
   *
   * @return as {@link #open}
   */
  public Map<String, UplinkHistory.Saved> join(Collection<String> uplinks) {
    Map<String, UplinkHistory.Saved> saved = new HashMap<>();
    if (lock == null) {
      return saved;
    }
    for (String uplink : uplinks) {
      try {
        HistoryFile file = open(directory.resolve(fileName(uplink)), uplink);
        files.put(uplink, file);
        saved.put(uplink, file.read());
      } catch (IOException e) {
        tell("cannot be used for " + uplink, e);
      }
    }
    return saved;
  }

  /**
   * Uplinks are gone: what was kept of them stays as it is.
   *
   * @param last points of each that is gone
   */
  public void leave(Map<String, UplinkHistory.Saved> last) {
    boolean _ = write(last);
    for (String uplink : last.keySet()) {
      HistoryFile file = files.remove(uplink);
      if (file != null) {
        close(file);
      }
    }
  }

  private boolean takeLock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

  private HistoryFile open(Path path, String uplink) throws IOException {
    try {
      return HistoryFile.open(path, uplink);
    } catch (HistoryFile.Wrong wrong) {
      Path aside = path.resolveSibling(path.getFileName() + ".damaged");
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      log.accept(
          "%s is set aside as %s: %s; the history of %s begins anew"
              .formatted(path, aside.getFileName(), wrong.getMessage(), uplink));
      return HistoryFile.open(path, uplink);
    }
  }

  /** What belongs to no uplink any more, and is too old to be of use to one that comes back. */
  private void forget(Collection<String> uplinks, Instant now) throws IOException {
    Set<Path> needed = new HashSet<>();
    uplinks.forEach(uplink -> needed.add(directory.resolve(fileName(uplink))));
    List<Path> old = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + SUFFIX + "*")) {
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

  /**
   * Writes points to their places.
   *
   * @return false if that failed; they may be given again
   */
  public boolean write(Map<String, UplinkHistory.Saved> points) {
    boolean all = true;
    for (Map.Entry<String, UplinkHistory.Saved> one : points.entrySet()) {
      HistoryFile file = files.get(one.getKey());
      if (file != null) {
        try {
          file.write(one.getValue());
        } catch (IOException e) {
          tell("cannot be written", e);
          all = false;
        }
      }
    }
    return all;
  }

  private void tell(String what, IOException e) {
    if (!told) {
      told = true;
      log.accept(
          "%s %s, so history is lost at the next restart; let the service write there: %s"
              .formatted(directory, what, Reason.of(e)));
    }
  }

  @Override
  public void close() {
    for (HistoryFile file : files.values()) {
      close(file);
    }
    files.clear();
    if (lock != null) {
      close(lock);
      lock = null;
    }
  }

  private void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      tell("cannot be closed", new IOException(e));
    }
  }
}
