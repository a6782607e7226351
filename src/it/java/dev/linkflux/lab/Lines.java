package dev.linkflux.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lines of text as they arrive, each with its time; one may wait for a line. */
public final class Lines {
  /**
   * A line.
   *
   * @param at nanoTime at which it was read
   */
  public record Line(long at, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private boolean ended;

  /** Reads to the end; a reader that is closed or breaks ends it too. */
  void readAll(BufferedReader reader) {
    try (reader) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        add(text);
      }
    } catch (IOException _) {
      // The other side is gone: that is the end.
      end();
    }
    end();
  }

  public synchronized List<Line> all() {
    return List.copyOf(lines);
  }

  /** Everything as one text. */
  public synchronized String text() {
    return String.join("\n", lines.stream().map(Line::text).toList());
  }

  /**
   * The first line that fits, past or to come; an AssertionError with all lines if there is none in
   * time.
   */
  public synchronized Line await(Predicate<String> fits, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = 0;
    while (true) {
      for (; next < lines.size(); next++) {
        if (fits.test(lines.get(next).text())) {
          return lines.get(next);
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        throw new AssertionError(
            "no such line " + (ended ? "at all" : "within " + limit) + ":\n" + text());
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", interrupted);
      }
    }
  }

  /** Everything as one text, once no more can come; an AssertionError if that is not in time. */
  synchronized String awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ended) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no end within " + limit + ":\n" + text());
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", interrupted);
      }
    }
    return text();
  }

  private synchronized void add(String text) {
    lines.add(new Line(System.nanoTime(), text));
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
