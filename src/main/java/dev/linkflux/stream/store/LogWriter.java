package dev.linkflux.stream.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages and holes into the files, and how the run stands beside them, so that the {@link
 * Account} stays true: a message that could not be written leaves a hole, which is written as soon
 * as that is possible again. Blocks; one owner, but for what is volatile.
 */
final class LogWriter {
  /** Numbers that are set aside at once: a million seconds' worth at one event a second. */
  private static final long RESERVE = 1L << 20;

  private final Path directory;
  private final LogFiles files;
  private final RunFile runFile;
  private final String boot = RunFile.boot();
  private final Account account = new Account();
  private long ceiling;
  private volatile long beginning;
  private volatile long lowest;

  LogWriter(Path directory, Bounds bounds) {
    this.directory = directory;
    files = new LogFiles(directory, bounds);
    runFile = new RunFile(directory);
  }

  /** Up to that number every message is on disk, or stands for a hole there. */
  long kept() {
    return account.kept();
  }

  /** Numbers that are given must not be lower. */
  long lowest() {
    return lowest;
  }

  /** What is below that number was never here, or has been deleted. */
  long beginning() {
    List<Segment> segments = files.segments();
    return segments.isEmpty() ? beginning : segments.getFirst().first();
  }

  LogFiles files() {
    return files;
  }

  /**
   * Opens the log for a new run.
   *
   * @param wanted the number that the run would like to begin with
   * @param now the time of its begin
   */
  Knowledge begin(long wanted, Instant now) throws IOException {
    lowest = wanted;
    beginning = wanted;
    account.expect(wanted);
    Files.createDirectories(directory);
    RunFile.Run before = runFile.read();
    LogFiles.Tail tail = files.look();
    long first = Math.max(wanted, tail.last() + 1);
    if (before != null) {
      first = Math.max(first, before.ceiling());
    }
    lowest = first;
    beginning = first;
    String doubt = files.segments().isEmpty() ? null : doubt(before, tail);
    Long ended = before == null || doubt != null ? null : before.ended();
    Entry.Hole hole = null;
    if (doubt != null) {
      Long lost = before == null ? null : before.lost();
      long after = lost == null ? tail.last() : Math.min(lost, tail.last());
      hole = new Entry.Hole(after, first - 1, tail.at(), now, doubt);
    }
    account.begin(first, tail.at(), hole);
    ceiling = first + RESERVE;
    writeRun(null);
    return new Knowledge(first, ended);
  }

  /** Why messages of the run before may be missing; null if none can be. */
  private @Nullable String doubt(RunFile.@Nullable Run before, LogFiles.Tail tail) {
    if (before == null) {
      return "how the run before has ended is not known";
    }
    if (before.lost() != null) {
      return "the run before could not keep everything";
    }
    if (before.ended() != null) {
      return null;
    }
    if (!before.boot().equals(boot)) {
      return "the machine itself went down, perhaps before all of it was on disk";
    }
    return tail.damaged() ? "the log was cut short in the middle of a message" : null;
  }

  /** Opens the log again after a failure. */
  void again() throws IOException {
    Files.createDirectories(directory);
    LogFiles.Tail tail = files.look();
    if (tail.last() > account.attempted()) {
      // It is only known now: what is on disk was not readable when the run began.
      lowest = tail.last() + 1;
      account.raise(tail.last());
    }
    if (files.segments().isEmpty()) {
      beginning = account.attempted() + 1;
      account.nothingIsLeft();
    } else {
      account.compare(tail);
    }
    fill();
  }

  /** Writes the hole, if there is one. */
  private void fill() throws IOException {
    Entry.Hole hole = account.hole();
    if (hole != null) {
      files.append(List.of(hole), beginning());
      account.filled(hole);
    }
    writeRun(null);
  }

  /** Writes messages, or throws; then they are in a hole. */
  void append(List<Entry.Told> told) throws IOException {
    List<Entry> entries = new ArrayList<>(told.size());
    for (Entry.Told one : told) {
      if (one.json().length < Segment.LONGEST / 2) {
        entries.add(one);
      } else {
        entries.add(new Entry.Hole(one.id() - 1, one.id(), one.at(), one.at(), "it was too long"));
      }
    }
    if (account.hole() != null) {
      fill();
    }
    files.append(entries, account.kept() + 1);
    account.written(told);
  }

  /** Those are not on disk, for that reason. */
  void lose(List<Entry.Told> told, String reason) {
    files.abandon();
    if (account.lost(told, reason)) {
      try {
        writeRun(null);
      } catch (IOException | UncheckedIOException _) {
        // Nothing on that disk can be changed; what is not there is told as long as this run lasts.
      }
    }
  }

  /** Sets numbers aside, so that a later run gives higher ones whatever becomes of this one. */
  void reserve(long given) throws IOException {
    if (given + RESERVE / 2 > ceiling) {
      ceiling = given + RESERVE;
      writeRun(null);
    }
  }

  /**
   * The run ends in order.
   *
   * @param last number that was given
   */
  void end(long last) throws IOException {
    ceiling = Math.max(lowest, last + 1);
    files.force();
    files.close();
    writeRun(last);
  }

  private void writeRun(@Nullable Long ended) throws IOException {
    Entry.Hole hole = account.hole();
    runFile.write(new RunFile.Run(ceiling, ended, hole == null ? null : hole.after(), boot));
  }
}
