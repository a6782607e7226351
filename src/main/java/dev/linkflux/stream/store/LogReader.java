package dev.linkflux.stream.store;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log, a page at a time, while it is written to. From any thread that may block. What
 * cannot be read is a hole.
 */
public final class LogReader {
  private static final String GONE = "it is no longer kept";
  private static final String NOT_THERE = "it could not be kept";

  private final LogWriter writer;

  LogReader(LogWriter writer) {
    this.writer = writer;
  }

  /**
   * Part of the log.
   *
   * @param entries in the order in which they were asked for
   * @param reached the number up to which (or, going back, down to which) all is in this part and
   *     those before it
   * @param more false if there is nothing beyond
   */
  public record Page(List<Entry> entries, long reached, boolean more) {}

  /**
   * What is above a number, the lowest first: some 64 KB of it.
   *
   * @param until it ends there, this one included
   */
  public Page above(long after, long until) {
    long beginning = writer.beginning();
    if (after + 1 < beginning) {
      long id = Math.min(until, beginning - 1);
      Instant at = timeOf(id);
      return new Page(List.of(new Entry.Hole(after, id, null, at, GONE)), id, id < until);
    }
    long kept = writer.kept();
    if (after >= kept) {
      return missing(after, until, NOT_THERE);
    }
    try {
      return page(after, Math.min(until, kept), until);
    } catch (IOException e) {
      return missing(after, until, "the log cannot be read: " + e.getMessage());
    }
  }

  private Page missing(long after, long until, String reason) {
    return new Page(
        List.of(new Entry.Hole(after, until, null, timeOf(until), reason)), until, false);
  }

  private Page page(long after, long whole, long until) throws IOException {
    List<Segment> segments = writer.files().segments();
    List<Entry> found = new ArrayList<>();
    long reached = after;
    for (int i = 0; i < segments.size() && found.isEmpty(); i++) {
      boolean last = i == segments.size() - 1;
      long end = last ? Long.MAX_VALUE : segments.get(i + 1).first() - 1;
      if (end <= reached) {
        // Another one may tell.
      }
      Segment segment = segments.get(i);
      Segment.Block block = segment.forward(segment.above(reached));
      for (Entry entry : block.entries()) {
        if (entry.id() > reached && reached < whole) {
          add(entry, reached, whole, found);
          reached = Math.min(entry.id(), whole);
        }
      }
      if (block.entries().isEmpty()) {
        long here = Math.min(end, whole);
        if (block.damaged()) {
          found.add(new Entry.Hole(reached, here, null, timeOf(end), Segment.DAMAGED));
        }
        reached = Math.max(reached, here);
      }
    }
    if (found.isEmpty()) {
      reached = whole;
    }
    return new Page(List.copyOf(found), reached, reached < until);
  }

  private static void add(Entry entry, long reached, long whole, List<Entry> found) {
    switch (entry) {
      case Entry.Told told when told.id() <= whole -> found.add(told);
      case Entry.Told _ -> {}
      case Entry.Hole hole ->
          found.add(
              new Entry.Hole(
                  Math.max(hole.after(), reached),
                  Math.min(hole.id(), whole),
                  hole.from(),
                  hole.at(),
                  hole.reason()));
    }
  }

  /**
   * What is below a number, the highest first: some 64 KB of it.
   *
   * @param before not included
   */
  public Page below(long before) {
    List<Segment> segments = writer.files().segments();
    for (int i = segments.size() - 1; i >= 0; i--) {
      Segment segment = segments.get(i);
      if (segment.first() < before) {
        try {
          Segment.Block block = segment.backward(segment.above(before - 1));
          if (!block.entries().isEmpty()) {
            List<Entry> entries = block.entries().reversed();
            long reached = entries.getLast().id();
            return new Page(entries, reached, i > 0 || block.start() > 0);
          }
        } catch (IOException _) {
          // That one is gone, or cannot be read; the others may be.
        }
      }
    }
    return new Page(List.of(), 0, false);
  }

  /** A number above which there are about that many bytes at most. */
  public long back(long bytes) {
    List<Segment> segments = writer.files().segments();
    long left = bytes;
    for (int i = segments.size() - 1; i >= 0; i--) {
      try {
        Segment segment = segments.get(i);
        long size = Files.size(segment.path());
        if (size > left) {
          List<Entry> entries = segment.backward(size - left).entries();
          return entries.isEmpty() ? segment.first() - 1 : entries.getLast().id();
        }
        left -= size;
      } catch (IOException _) {
        return segments.get(i).first() - 1;
      }
    }
    return -1;
  }

  /** The time of the oldest message, or null if there is none. */
  public @Nullable Instant since() {
    for (Segment segment : writer.files().segments()) {
      try {
        for (Entry entry : segment.forward(0).entries()) {
          return entry.at();
        }
      } catch (IOException _) {
        // Another one may tell.
      }
    }
    return null;
  }

  /** The time of the first one above that number, or of the log's end. */
  private Instant timeOf(long id) {
    List<Segment> segments = writer.files().segments();
    for (Segment segment : segments) {
      try {
        List<Entry> entries = segment.forward(segment.above(id)).entries();
        if (!entries.isEmpty()) {
          return entries.getFirst().at();
        }
      } catch (IOException _) {
        // Another one may tell.
      }
    }
    return Instant.EPOCH;
  }
}
