package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.stream.store.UplinkHistory;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds the events into what each uplink was like. It belongs to the hub's loop. */
final class Histories {
  private static final long SECOND = 1_000_000_000L;

  private final Map<String, UplinkHistory> byUplink = new LinkedHashMap<>();
  private long timeout;
  private final Instant zero;
  private final long zeroNanos;
  private long now;

  Histories(Settings settings, WallClock clock) {
    settings.uplinks().forEach(uplink -> byUplink.put(uplink.name(), begin(uplink)));
    timeout = settings.probing().timeout().toNanos();
    zero = clock.zero();
    zeroNanos = zero.getNano();
    now = zero.getEpochSecond();
  }

  private static UplinkHistory begin(Uplink uplink) {
    return new UplinkHistory(uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN);
  }

  /** What both settings name goes on; what is new begins, and what is gone is not shown. */
  private void reconfigured(Settings now) {
    Map<String, UplinkHistory> before = Map.copyOf(byUplink);
    byUplink.clear();
    for (Uplink uplink : now.uplinks()) {
      UplinkHistory own = before.get(uplink.name());
      byUplink.put(uplink.name(), own == null ? begin(uplink) : own);
    }
    timeout = now.probing().timeout().toNanos();
  }

  void accept(List<Event> turn) {
    turn.forEach(this::accept);
  }

  private void accept(Event event) {
    now = Math.max(now, second(event.at()));
    switch (event) {
      case Quality it -> {
        UplinkHistory history = byUplink.get(it.uplink().name());
        if (history != null) {
          history.jitter(second(it.at()), it.jitter());
        }
      }
      case Transition it -> {
        UplinkHistory history = byUplink.get(it.uplink().name());
        if (history != null) {
          history.state(second(it.at()), it.to());
        }
      }
      case Outcome it -> {
        UplinkHistory history = byUplink.get(it.id().uplink().name());
        if (history != null) {
          accept(it, history);
        }
      }
      case Reconfigured it -> reconfigured(it.settings());
      default -> {}
    }
  }

  private void accept(Outcome outcome, UplinkHistory history) {
    long at = second(outcome.at());
    switch (outcome) {
      case Outcome.Replied it -> {
        if (it.promptness() == Outcome.Promptness.LATE) {
          history.corrected(second(it.sentAt().plus(Duration.ofNanos(timeout))));
        } else {
          history.answered(at, it.rtt());
        }
      }
      case Outcome.TimedOut _, Outcome.Unreachable _ -> history.lost(at);
      case Outcome.NotSent _ -> history.touched(at);
    }
  }

  /** Seconds of the epoch, as the wall clock of the start labels it. */
  private long second(Moment moment) {
    return zero.getEpochSecond() + Math.floorDiv(zeroNanos + moment.nanos(), SECOND);
  }

  /** The second of the latest event, of the epoch. */
  long now() {
    return now;
  }

  /** By the uplinks' names. */
  Map<String, UplinkHistory> all() {
    return byUplink;
  }

  /** Null if there is no such uplink. */
  @Nullable UplinkHistory of(String uplink) {
    return byUplink.get(uplink);
  }
}
