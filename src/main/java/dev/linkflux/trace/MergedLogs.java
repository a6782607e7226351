package dev.linkflux.trace;

import dev.linkflux.trace.Opener.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several logs of one router, merged by the time of their records. One is open only from its first
 * record to its last, so that a hundred that follow one another cost no more than one.
 */
final class MergedLogs implements Content {
  /** A log that was not reached yet. */
  private record Waiting(Named log, long first) {}

  private final Opener opener;
  private final Deque<Waiting> waiting;
  private final PriorityQueue<SingleLog> open =
      new PriorityQueue<>(Comparator.comparingLong(SingleLog::sent));
  private @Nullable SingleLog filling; // is not in `open` as long as its next record is not known
  private @Nullable SingleLog latest;
  private long bytes; // of those that are done with
  private long passed; // the same as they lie on the disk

  /**
   * @param logs in the order in which their uplinks are to appear
   */
  MergedLogs(Opener opener, List<Named> logs) {
    this.opener = opener;
    List<Waiting> known = new ArrayList<>();
    for (Named log : logs) {
      known.add(new Waiting(log, first(log)));
    }
    known.sort(Comparator.comparingLong(Waiting::first));
    waiting = new ArrayDeque<>(known);
  }

  /** When the log begins; one without records, or that cannot be read, is soon done with. */
  private long first(Named log) {
    SingleLog one = new SingleLog(log.source().file(), opener.open(log));
    try {
      while (true) {
        try {
          return one.fill() ? one.sent() : Long.MIN_VALUE;
        } catch (Broken e) {
          if (e.isWhole()) {
            return Long.MIN_VALUE;
          } // else it is told when it is read
        }
      }
    } finally {
      close(one);
    }
  }

  @Override
  public boolean next(Decoded into) throws Broken {
    fill();
    while (!waiting.isEmpty()
        && (open.isEmpty() || waiting.element().first() <= open.element().sent())) {
      Named log = waiting.remove().log();
      filling = new SingleLog(log.source().file(), opener.open(log));
      fill();
    }
    SingleLog first = open.poll();
    if (first == null) {
      return false;
    }
    latest = first;
    filling = first;
    first.handOn(into);
    return true;
  }

  /** What is broken is told from here, and read on behind it by the next call. */
  private void fill() throws Broken {
    SingleLog log = filling;
    if (log == null) {
      return;
    }
    latest = log;
    if (log.fill()) {
      open.add(log);
    } else {
      bytes += log.bytes();
      passed += log.position();
      close(log);
    }
    filling = null;
  }

  @Override
  public @Nullable Path file() {
    return latest == null ? null : latest.file();
  }

  @Override
  public long line() {
    return latest == null ? 0 : latest.line();
  }

  @Override
  public long bytes() {
    long all = bytes + (filling == null ? 0 : filling.bytes());
    for (SingleLog log : open) {
      all += log.bytes();
    }
    return all;
  }

  @Override
  public long position() {
    long all = passed + (filling == null ? 0 : filling.position());
    for (SingleLog log : open) {
      all += log.position();
    }
    return all;
  }

  @Override
  public @Nullable String damage() {
    return null; // each is told when it is met
  }

  @Override
  public void close() throws IOException {
    open.forEach(MergedLogs::close);
    if (filling != null) {
      close(filling);
    }
  }

  private static void close(SingleLog log) {
    try {
      log.close();
    } catch (IOException _) {
      // Nothing was written: nothing can be lost.
    }
  }
}
