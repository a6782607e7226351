package dev.linkflux.replay.score;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one configuration decided, as a course: who carried, in which state each uplink was held to
 * be, at which pace it was probed. It grows with the decisions only. One owner; not thread safe.
 */
public final class Course {
  private final Map<String, List<Stay>> stays = new HashMap<>();
  private final Map<String, List<Step>> steps = new HashMap<>();
  private final List<Carrying> carryings = new ArrayList<>();
  private final List<Bar> bars = new ArrayList<>();
  private Moment end = Moment.ZERO;

  /** From a moment on an uplink is probed at a tempo. */
  record Step(Moment from, Tempo tempo) {}

  /** From a moment on these uplinks are not wanted, by the operator or the calendar. */
  record Bar(Moment from, Set<String> uplinks) {}

  public Course(Settings settings) {
    begin(settings, Moment.ZERO);
    bars.add(new Bar(Moment.ZERO, Set.of()));
  }

  /** Whoever is not known yet. One that is gone stays what it was: nothing is told of it. */
  private void begin(Settings settings, Moment at) {
    for (Uplink uplink : settings.uplinks()) {
      if (!stays.containsKey(uplink.name())) {
        StateName state = uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN;
        Cause cause = uplink.disabled() ? Cause.OPERATOR : Cause.STARTED;
        List<Stay> first = new ArrayList<>();
        first.add(new Stay(uplink.name(), at, Moment.NEVER, state, cause, ""));
        stays.put(uplink.name(), first);
        steps.put(uplink.name(), new ArrayList<>(List.of(new Step(at, Tempo.STEADY))));
      }
    }
  }

  /** Takes all that the stages made, in time order. */
  public void accept(List<Event> decided) {
    for (Event event : decided) {
      switch (event) {
        case Transition transition -> take(transition);
        case Election election -> take(election);
        case Pace pace -> take(pace);
        case Reconfigured now -> begin(now.settings(), now.at());
        default -> {}
      }
    }
    if (!decided.isEmpty()) {
      end = decided.getLast().at();
    }
  }

  private void take(Transition it) {
    List<Stay> own = stays.get(it.uplink().name());
    if (own != null) {
      own.add(
          new Stay(it.uplink().name(), it.at(), Moment.NEVER, it.to(), it.cause(), it.sentence()));
    }
  }

  private void take(Pace it) {
    List<Step> own = steps.get(it.uplink().name());
    if (own != null) {
      own.add(new Step(it.at(), it.tempo()));
    }
  }

  private void take(Election it) {
    Map<String, Double> shares = shares(it);
    if (carryings.isEmpty() || !carryings.getLast().shares().equals(shares)) {
      carryings.add(new Carrying(it.at(), shares, it.cause(), it.sentence()));
    }
    Set<String> barred = new LinkedHashSet<>();
    for (Election.Excluded one : it.excluded()) {
      if (one.cause() == Cause.OPERATOR || one.cause() == Cause.MAINTENANCE) {
        barred.add(one.uplink().name());
      }
    }
    if (!bars.getLast().uplinks().equals(barred)) {
      bars.add(new Bar(it.at(), barred));
    }
  }

  /** By weight; of an election that tells none, to all the same. */
  private static Map<String, Double> shares(Election it) {
    Map<String, Double> weights = new LinkedHashMap<>();
    it.carrying().forEach(uplink -> weights.put(uplink.name(), 0.0));
    for (Election.Considered one : it.considered()) {
      weights.computeIfPresent(one.uplink().name(), (_, _) -> (double) one.weight());
    }
    double sum = weights.values().stream().mapToDouble(weight -> weight).sum();
    int count = weights.size();
    weights.replaceAll((_, weight) -> sum > 0 ? weight / sum : 1.0 / count);
    return weights;
  }

  /** Who carried, from the first election on: each when others did, or with other shares. */
  public List<Carrying> carryings() {
    return List.copyOf(carryings);
  }

  /**
   * The stays of an uplink, from the beginning, or from when it was configured, without holes;
   * empty if it is not known.
   */
  public List<Stay> stays(String uplink) {
    List<Stay> closed = new ArrayList<>();
    List<Stay> open = stays.getOrDefault(uplink, List.of());
    for (int i = 0; i < open.size(); i++) {
      Stay it = open.get(i);
      Moment until = i + 1 < open.size() ? open.get(i + 1).from() : end;
      closed.add(new Stay(it.uplink(), it.from(), until, it.state(), it.cause(), it.sentence()));
    }
    return closed;
  }

  /** At which tempo an uplink was probed, from the beginning. */
  List<Step> steps(UplinkId uplink) {
    return List.copyOf(steps.getOrDefault(uplink.name(), List.of()));
  }

  /** Who was not wanted, from the beginning. */
  List<Bar> bars() {
    return List.copyOf(bars);
  }
}
