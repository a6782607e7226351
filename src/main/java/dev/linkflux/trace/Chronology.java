package dev.linkflux.trace;

import dev.linkflux.time.Moment;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files of a recording into the order in which they were written. Their names follow the
 * wall clock: when it has been set back, they sort otherwise. Their headers say from which moment
 * on each holds the events, and moments only rise.
 */
final class Chronology {
  /**
   * A file in a list.
   *
   * @param place where it stands there, from 0
   * @param header its own, or of the file before it if it has none; null if neither has
   */
  private record Listed(TraceSource source, int place, @Nullable Header header) {
    Moment began() {
      return header == null ? Moment.ZERO : header.began();
    }
  }

  private Chronology() {}

  /**
   * The files of each recording together, in their order; the recordings in the order of the list,
   * by the last file of each: a clock that is wrong when a router starts is right later. What has
   * no header stays behind the file before it, so that a list that is in order stays as it is.
   */
  static List<TraceSource> of(List<TraceSource> sources) {
    List<Listed> all = listed(sources);
    Map<Instant, Listed> last = new HashMap<>();
    for (Listed one : all) {
      if (one.header != null) {
        last.merge(one.header.wall(), one, Chronology::later);
      }
    }
    return all.stream()
        .sorted(
            Comparator.<Listed>comparingInt(one -> place(one, last)).thenComparing(Listed::began))
        .map(Listed::source)
        .toList();
  }

  /** Of two that began at the same moment the one that is listed later. */
  private static Listed later(Listed one, Listed other) {
    return other.began().isBefore(one.began()) ? one : other;
  }

  /** Where the recording stands that a file is of. */
  private static int place(Listed one, Map<Instant, Listed> last) {
    return one.header == null ? one.place : last.getOrDefault(one.header.wall(), one).place;
  }

  private static List<Listed> listed(List<TraceSource> sources) {
    List<Listed> all = new ArrayList<>();
    Header latest = null;
    for (TraceSource source : sources) {
      Opening opening = opening(source);
      latest = opening == null ? latest : opening.header();
      all.add(new Listed(source, all.size(), latest));
    }
    return all;
  }

  /** A pipe can be read but once. */
  private static @Nullable Opening opening(TraceSource source) {
    return Files.isRegularFile(source.file()) ? Opening.of(source.file()) : null;
  }
}
