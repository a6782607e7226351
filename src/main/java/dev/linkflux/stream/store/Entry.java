package dev.linkflux.stream.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands in a line of the log. */
public sealed interface Entry {
  /** Up to which number it reaches. */
  long id();

  /** When it was, by the wall clock of its time. */
  Instant at();

  /**
   * A message.
   *
   * @param kind as on the wire
   * @param uplink that it is about, or null if it is about none, or all of them
   * @param server that it is about, or null if it is about none, or all of them
   * @param decided true if it says what was decided
   * @param json exactly as it was told, one line
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Told(
      long id,
      Instant at,
      String kind,
      @Nullable String uplink,
      @Nullable String server,
      boolean decided,
      byte[] json)
      implements Entry {}

  /**
   * Messages with numbers above {@code after}, up to {@code id}, may be missing.
   *
   * @param from the time of the last one before them, or null if it is not known
   * @param at the time of the first one behind them, or of when this was found
   * @param reason for people, such as {@code the disk was full}
   */
  record Hole(long after, long id, @Nullable Instant from, Instant at, String reason)
      implements Entry {}
}
