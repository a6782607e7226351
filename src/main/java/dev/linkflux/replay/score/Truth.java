package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each uplink really was at each moment of a trace, as both sides of the moment tell; nothing
 * that any configuration decided has a part in it. One pass; what is remembered grows with the
 * spells, not with the probes. How it is defined stands in {@code src/docs/replay.md}. One owner;
 * not thread safe.
 */
public final class Truth {
  private final Yardstick yardstick;
  private final Map<String, Inquest> inquests = new LinkedHashMap<>();
  private final List<@Nullable Inquest> byPlace = new ArrayList<>();
  private final Map<String, List<Spell>> spells = new HashMap<>();

  /**
   * @param reference whose demands, time-out and targets it is held against; other uplinks and
   *     targets of the trace are looked at as well
   */
  public Truth(Settings reference) {
    this.yardstick = Yardstick.of(reference);
    reference.uplinks().forEach(uplink -> of(uplink.id()));
  }

  /**
   * Takes what came in, in time order.
   *
   * @param inputs the places of their uplinks and targets are those of the reference, others behind
   */
  public void accept(List<Event> inputs) {
    for (Event event : inputs) {
      accept(event);
    }
  }

  private void accept(Event event) {
    if (event instanceof Observation seen) { // nearly all are
      accept(seen, of(seen.id().uplink()), seen.id().target().ordinal());
    } else if (event instanceof LinkFacts facts) {
      of(facts.uplink()).facts(facts);
    } else if (event instanceof Stalled(Moment at, Moment until)) {
      inquests.values().forEach(inquest -> inquest.stalled(at.nanos(), until.nanos()));
    }
  }

  private static void accept(Observation seen, Inquest inquest, int target) {
    long at = seen.at().nanos();
    long sequence = seen.id().sequence();
    switch (seen) {
      case Observation.Sent _ -> inquest.sent(at, target, sequence);
      case Observation.Returned reply -> inquest.returned(at, target, sequence, reply.rtt());
      case Observation.Bounced _ -> inquest.bounced(at, target, sequence);
      case Observation.Withheld it -> {
        boolean lost = it.reason().equals(Observation.Withheld.NO_GATEWAY);
        inquest.withheld(at, target, sequence, lost);
      }
    }
  }

  /** The trace is over: now the spells are known. Once. */
  public void end(Moment at) {
    inquests.forEach(
        (uplink, inquest) ->
            spells.put(uplink, Timeline.of(uplink, inquest.end(at.nanos()), at.nanos())));
  }

  /** Those of the reference in its order, then others in the order in which they appeared. */
  public List<String> uplinks() {
    return List.copyOf(inquests.keySet());
  }

  /**
   * What an uplink was, from the beginning of the trace to its end, without holes; empty before
   * {@link #end} and for one that is not known.
   */
  public List<Spell> spells(String uplink) {
    return spells.getOrDefault(uplink, List.of());
  }

  private Inquest of(UplinkId uplink) {
    while (uplink.ordinal() >= byPlace.size()) {
      byPlace.add(null);
    }
    Inquest known = byPlace.get(uplink.ordinal());
    if (known == null) {
      known = inquests.computeIfAbsent(uplink.name(), _ -> new Inquest(yardstick));
      byPlace.set(uplink.ordinal(), known);
    }
    return known;
  }
}
