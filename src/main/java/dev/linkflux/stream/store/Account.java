package dev.linkflux.stream.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on disk and what is not: everything up to {@link #kept}, and behind that perhaps a hole
 * that is still to be written. Touches no disk. Of the writer, but for {@link #kept}.
 */
final class Account {
  private Entry.@Nullable Hole hole;

  /** The time of the last message that was written, or null. */
  private @Nullable Instant lastAt;

  /** The highest number that should be on disk, or in the hole. */
  private long attempted = -1;

  /** The highest number that this run has written. */
  private long appended = -1;

  private volatile long kept = -1;

  /** A run would like to begin with that number; what is on disk is not known yet. */
  void expect(long wanted) {
    attempted = wanted - 1;
    kept = -1;
  }

  /**
   * A run begins.
   *
   * @param first its first number
   * @param at the time of the last message before it, or null
   * @param doubt what may be missing right before it, or null
   */
  void begin(long first, @Nullable Instant at, Entry.@Nullable Hole doubt) {
    attempted = first - 1;
    lastAt = at;
    hole = doubt;
    kept = doubt == null ? first - 1 : doubt.after();
  }

  /** Up to that number every message is on disk, or stands for a hole there. From any thread. */
  long kept() {
    return kept;
  }

  /** The hole that is not on disk yet, or null. */
  Entry.@Nullable Hole hole() {
    return hole;
  }

  long attempted() {
    return attempted;
  }

  /** The disk held higher numbers all along, up to that one. */
  void raise(long last) {
    attempted = last;
  }

  /** There is no file any more: what is gone is no hole, but before the beginning. */
  void nothingIsLeft() {
    hole = null;
    kept = attempted;
  }

  /** The disk was looked at once more: what should be there and is not becomes a hole. */
  void compare(LogFiles.Tail tail) {
    if (tail.last() < appended || (hole == null && kept < attempted)) {
      hole =
          new Entry.Hole(
              Math.min(tail.last(), kept),
              attempted,
              tail.at(),
              lastAt == null ? Instant.EPOCH : lastAt,
              "what was kept had gone from the disk");
      kept = hole.after();
    }
  }

  /** That hole is on disk. */
  void filled(Entry.Hole written) {
    hole = null;
    kept = written.id();
  }

  /** Those are on disk, and the hole before them too. */
  void written(List<Entry.Told> told) {
    Entry.Told last = told.getLast();
    attempted = Math.max(attempted, last.id());
    appended = last.id();
    lastAt = last.at();
    kept = Math.max(kept, last.id());
  }

  /**
   * Those are not on disk, for that reason.
   *
   * @return true if they begin a hole, and do not just widen one
   */
  boolean lost(List<Entry.Told> told, String reason) {
    Entry.Told last = told.getLast();
    attempted = Math.max(attempted, last.id());
    Entry.Hole before = hole;
    hole =
        before == null
            ? new Entry.Hole(kept, attempted, lastAt, last.at(), reason)
            : new Entry.Hole(before.after(), attempted, before.from(), last.at(), before.reason());
    return before == null;
  }
}
