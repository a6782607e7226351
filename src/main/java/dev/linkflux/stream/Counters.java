package dev.linkflux.stream;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has been counted since the start. One owner: not thread safe. */
final class Counters {
  /** Of one uplink and target: how many probes ended in which way. */
  record Probes(String uplink, String target, String outcome) implements Comparable<Probes> {
    @Override
    public int compareTo(Probes other) {
      int byUplink = uplink.compareTo(other.uplink);
      int byTarget = byUplink != 0 ? byUplink : target.compareTo(other.target);
      return byTarget != 0 ? byTarget : outcome.compareTo(other.outcome);
    }
  }

  /** Of one uplink: how many transitions to which state, and why. */
  record Transitions(String uplink, StateName to, Cause cause) implements Comparable<Transitions> {
    @Override
    public int compareTo(Transitions other) {
      int byUplink = uplink.compareTo(other.uplink);
      int byTo = byUplink != 0 ? byUplink : to.compareTo(other.to);
      return byTo != 0 ? byTo : cause.compareTo(other.cause);
    }
  }

  private final Map<Probes, Long> probes = new TreeMap<>();
  private final Map<Probes, Long> odd = new TreeMap<>();
  private final Map<Transitions, Long> transitions = new TreeMap<>();
  private List<UplinkId> carrying = List.of();
  private long switches;
  private long stalls;
  private long refusals;
  private long missed;

  void accept(Event event) {
    switch (event) {
      case Outcome.Replied it when it.promptness() == Outcome.Promptness.LATE ->
          count(odd, it.id(), "Late");
      case Outcome it -> count(probes, it.id(), it.getClass().getSimpleName());
      case Oddity it -> count(odd, it.id(), it.getClass().getSimpleName());
      case Transition it ->
          transitions.merge(
              new Transitions(it.uplink().name(), it.to(), it.cause()), 1L, Long::sum);
      case Election it -> elected(it);
      case Stalled _ -> stalls++;
      case RouteAnswer.Refused _ -> refusals++;
      case Selfhood.Overflowed it -> missed += it.missed();
      default -> {}
    }
  }

  private static void count(Map<Probes, Long> counters, ProbeId id, String what) {
    counters.merge(new Probes(id.uplink().name(), id.target().name(), what), 1L, Long::sum);
  }

  /** The first election is no switch: there was nothing to switch from. */
  private void elected(Election election) {
    if (!carrying.isEmpty() && !carrying.equals(election.carrying())) {
      switches++;
    }
    carrying = election.carrying();
  }

  Map<Probes, Long> probes() {
    return probes;
  }

  /** Replies that ended nothing: late ones, those that came twice, those that were overtaken. */
  Map<Probes, Long> odd() {
    return odd;
  }

  Map<Transitions, Long> transitions() {
    return transitions;
  }

  long switches() {
    return switches;
  }

  long stalls() {
    return stalls;
  }

  /** Route plans that the kernel would not take. */
  long refusals() {
    return refusals;
  }

  /** Events that the stream has missed. */
  long missed() {
    return missed;
  }
}
