package dev.linkflux.stream.store;

import dev.linkflux.engine.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The histories of all uplinks on disk, a file each. Whatever is wrong with the disk costs history
 * and nothing else, and is told once. Blocks; one thread at a time.
 */
public final class HistoryStore implements AutoCloseable {
  private final HistoryDirectory directory;
  private final Consumer<String> log;
  private final Map<String, HistoryFile> files = new HashMap<>();
  private boolean told;

  /**
   * Touches nothing yet.
   *
   * @param directory made if it is missing
   * @param log takes sentences for the operator
   */
  public HistoryStore(Path directory, Consumer<String> log) {
    this.directory = new HistoryDirectory(directory, log);
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
      if (!directory.take()) {
        log.accept(
            directory + " is in use by another linkflux: history is not kept over a restart");
        return Map.of();
      }
      directory.forget(uplinks, now);
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
    if (!directory.isTaken()) {
      return saved;
    }
    for (String uplink : uplinks) {
      try {
        HistoryFile file = directory.open(uplink);
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
    close(directory);
  }

  private void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      tell("cannot be closed", new IOException(e));
    }
  }
}
