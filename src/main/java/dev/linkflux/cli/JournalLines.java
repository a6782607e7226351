package dev.linkflux.cli;

import dev.linkflux.cli.SystemJournal.Priority;
import java.io.Writer;

/** Makes an entry of the journal of every line that is written. */
final class JournalLines extends Writer {
  private final SystemJournal journal;
  private final Priority priority;
  private final StringBuilder line = new StringBuilder();

  /**
   * @param priority of every line
   */
  JournalLines(SystemJournal journal, Priority priority) {
    this.journal = journal;
    this.priority = priority;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    synchronized (lock) {
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          close();
        } else {
          line.append(text[i]);
        }
      }
    }
  }

  /** A line that has not ended yet waits for its end. */
  @Override
  public void flush() {}

  /** Ends the line. */
  @Override
  public void close() {
    synchronized (lock) {
      if (!line.toString().isBlank()) {
        journal.enter(priority, line.toString());
      }
      line.setLength(0);
    }
  }
}
