package dev.linkflux.stream.store;

import java.time.Duration;

/** What happened to the log itself. */
public sealed interface LogNews {
  /** For people. */
  String sentence();

  /** It cannot be written; it is tried again that often. */
  record Broken(String reason, Duration retry) implements LogNews {
    @Override
    public String sentence() {
      return "the event log cannot be written, it is tried again every %d s: %s"
          .formatted(Math.max(1, retry.toSeconds()), reason);
    }
  }

  /** It is written again; so many messages are not in it. */
  record Mended(long lost) implements LogNews {
    @Override
    public String sentence() {
      return "the event log is written again; %d messages are not in it".formatted(lost);
    }
  }
}
