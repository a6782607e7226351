package dev.linkflux.bench.scoreboard;

import dev.linkflux.bench.scoreboard.RecordedWay.Probe;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The rule of a peer on each uplink of a trace, and a failover over what they say. Pauses of the
 * recording are cut short, and targets that never answer are left out: no peer would be set to ask
 * them.
 */
final class TraceRide {
  /** A longer time without any probe is taken for so long. */
  private static final long LONGEST_PAUSE = 10 * Rule.SECOND;

  /** A rule has found that an uplink is usable, or not. */
  private record Held(long at, int uplink, boolean up) {}

  private record Sent(long at, ProbeId id) {}

  private final Trace trace;
  private final Peer peer;
  private final List<Held> held = new ArrayList<>();

  TraceRide(Trace trace, Peer peer) {
    this.trace = trace;
    this.peer = peer;
  }

  int switches() {
    List<Sent> sent = new ArrayList<>();
    Map<ProbeId, Long> rtts = new HashMap<>();
    long before = 0;
    long now = 0;
    for (Event event : trace.events()) {
      if (event instanceof Observation.Sent probe) {
        now += Math.min(LONGEST_PAUSE, probe.at().nanos() - before);
        before = probe.at().nanos();
        sent.add(new Sent(now, probe.id()));
      } else if (event instanceof Observation.Returned reply) {
        rtts.put(reply.id(), reply.rtt());
      }
    }
    for (int uplink = 0; uplink < trace.uplinks().size(); uplink++) {
      ride(uplink, way(uplink, sent, rtts), now);
    }
    held.sort(Comparator.comparingLong(Held::at));
    return failovers();
  }

  private Way way(int uplink, List<Sent> sent, Map<ProbeId, Long> rtts) {
    List<List<Probe>> targets = new ArrayList<>();
    for (int target = 0; target < trace.targets().size(); target++) {
      int asked = target;
      List<Sent> of =
          sent.stream()
              .filter(it -> it.id.uplink().ordinal() == uplink)
              .filter(it -> it.id.target().ordinal() == asked)
              .toList();
      if (of.stream().anyMatch(it -> rtts.containsKey(it.id))) {
        targets.add(
            of.stream().map(it -> new Probe(it.at, rtts.getOrDefault(it.id, Way.LOST))).toList());
      }
    }
    return targets.isEmpty() ? Ways.FROZEN : new RecordedWay(targets);
  }

  private void ride(int uplink, Way way, long until) {
    Rule rule = peer.rule().apply(new SplittableRandom(uplink));
    Line line =
        new Line(
            way,
            new Witness() {
              @Override
              public void carries(boolean now, long at) {
                held.add(new Held(at, uplink, now));
              }

              @Override
              public void asked(long at, int size) {}
            });
    for (long now = 0; now < until; ) {
      now = rule.round(line, now);
    }
  }

  /** The first that is usable carries; if none is, nothing changes. */
  private int failovers() {
    boolean[] up = new boolean[trace.uplinks().size()];
    Arrays.fill(up, true);
    int carrying = 0;
    int switches = 0;
    int falls = 0;
    for (Held one : held) {
      falls += up[one.uplink] && !one.up ? 1 : 0;
      up[one.uplink] = one.up;
      int first = 0;
      while (first < up.length && !up[first]) {
        first++;
      }
      if (first < up.length && first != carrying) {
        carrying = first;
        switches++;
      }
    }
    return up.length > 1 ? switches : falls;
  }
}
