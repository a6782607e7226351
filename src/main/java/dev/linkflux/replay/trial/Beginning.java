package dev.linkflux.replay.trial;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.trace.TraceSource;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trace says at its beginning: when that was, by which settings it was recorded, and, if it
 * does not say by which, who is in it.
 *
 * @param header null of a foreign log
 * @param wall what a wall clock showed at {@link Moment#ZERO}
 * @param first from when on it holds events
 * @param uplinks in order of appearance; of a trace with a header those of its settings
 * @param targets in order of appearance; of a trace with a header those of its settings
 */
public record Beginning(
    @Nullable Header header,
    Instant wall,
    Moment first,
    List<String> uplinks,
    List<String> targets) {
  /** Lines of a foreign log in which, most likely, everybody appears who is in it. */
  private static final int LOOK = 20_000;

  private static final int BATCH = 512;

  /**
   * Looks at the beginning of traces.
   *
   * @param traces in the order of their time
   * @param wholly true to read foreign logs to their end, so that nobody is missed
   * @throws dev.linkflux.trace.TraceException if they cannot be read
   */
  public static Beginning of(List<TraceSource> traces, boolean wholly) {
    Names names = Names.growing();
    try (TraceReader reader = TraceReader.openAll(traces, names, _ -> {})) {
      Header header = reader.header();
      List<Event> dropped = new ArrayList<>();
      while (header == null
          && (wholly || reader.lines() < LOOK)
          && reader.read(dropped, BATCH) > 0) {
        dropped.clear();
      }
      return new Beginning(
          header,
          reader.wall().orElse(Instant.EPOCH),
          header == null ? Moment.ZERO : header.began(),
          names.uplinks().stream().map(UplinkId::name).toList(),
          names.targets().stream().map(TargetId::name).toList());
    }
  }

  /** What a wall clock showed then. */
  public Instant wall(Moment at) {
    return wall.plusNanos(at.nanos());
  }

  /** When a wall clock showed that; not before {@link #first}, and never later than can be. */
  public Moment moment(Instant shown) {
    Duration since = Duration.between(wall, shown);
    if (since.compareTo(Duration.ofNanos(first.nanos())) < 0) {
      return first;
    }
    return since.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0
        ? new Moment(since.toNanos())
        : Moment.NEVER;
  }
}
