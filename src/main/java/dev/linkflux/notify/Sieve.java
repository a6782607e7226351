package dev.linkflux.notify;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Transition;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what channels want to see of all that happens: every decision, and of the qualities
 * only one now and then, and the latest before a decision about its uplink. Quick, since it runs
 * with the pipeline. One owner; not thread safe.
 */
final class Sieve {
  private volatile @Nullable Duration every;
  private final Map<String, Quality> latest = new HashMap<>();
  private final Map<String, Moment> passedAt = new HashMap<>();

  /**
   * @param every how often a quality goes through, of each uplink; null for never
   */
  Sieve(@Nullable Duration every) {
    this.every = every;
  }

  /** From now on so often, as in the beginning; from any thread. */
  void pass(@Nullable Duration now) {
    every = now;
  }

  private void reconfigured(Settings now) {
    List<String> uplinks = now.uplinks().stream().map(Uplink::name).toList();
    latest.keySet().retainAll(uplinks);
    passedAt.keySet().retainAll(uplinks);
  }

  /** What goes through of a turn; mostly nothing. */
  List<Event> passed(List<Event> turn) {
    List<Event> decisions = Notices.relevant(turn);
    Duration pause = every;
    if (pause == null) {
      return decisions;
    }
    List<Event> passed = new ArrayList<>();
    for (Event event : turn) {
      if (event instanceof Quality quality) {
        latest.put(quality.uplink().name(), quality);
        Moment before = passedAt.get(quality.uplink().name());
        if (before == null || quality.at().since(before).compareTo(pause) >= 0) {
          pass(quality, passed);
        }
      }
    }
    for (Event event : decisions) {
      Quality quality = event instanceof Transition it ? latest.get(it.uplink().name()) : null;
      if (quality != null) {
        pass(quality, passed);
      }
      passed.add(event);
      if (event instanceof Reconfigured it) {
        reconfigured(it.settings());
      }
    }
    return passed;
  }

  private void pass(Quality quality, List<Event> passed) {
    passedAt.put(quality.uplink().name(), quality.at());
    passed.add(quality);
  }
}
