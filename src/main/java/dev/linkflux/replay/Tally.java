package dev.linkflux.replay;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts what a run decided: transitions, switches, and how long each uplink was in each state. One
 * owner.
 */
public final class Tally implements Consumer<Event> {
  private final List<OfUplink> uplinks = new ArrayList<>();
  private final List<Election> elections = new ArrayList<>();
  private List<UplinkId> carrying = List.of();
  private long transitions;
  private long switches;
  private Moment end = Moment.ZERO;

  public Tally(Settings settings) {
    for (Uplink uplink : settings.uplinks()) {
      uplinks.add(
          new OfUplink(uplink.name(), uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN));
    }
  }

  @Override
  public void accept(Event event) {
    end = event.at();
    if (event instanceof Transition transition) {
      transitions++;
      uplinks.get(transition.uplink().ordinal()).moveTo(transition.to(), transition.at());
    } else if (event instanceof Election election) {
      if (!election.carrying().equals(carrying)) {
        switches += carrying.isEmpty() ? 0 : 1;
        carrying = election.carrying();
        elections.add(election);
      }
    }
  }

  public long transitions() {
    return transitions;
  }

  /** Changes of the carrying uplinks; the first election is none. */
  public long switches() {
    return switches;
  }

  /** The elections that changed what carries, the first one included. */
  public List<Election> elections() {
    return List.copyOf(elections);
  }

  /** From the beginning of the trace to its last event. */
  public Duration length() {
    return end.since(Moment.ZERO);
  }

  /** Names of the uplinks, in the order of the configuration. */
  public List<String> names() {
    return uplinks.stream().map(uplink -> uplink.name).toList();
  }

  /** How long an uplink was in a state until now. */
  public Duration inState(String uplink, StateName state) {
    return uplinks.stream()
        .filter(one -> one.name.equals(uplink))
        .map(one -> one.inState(state, end))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  private static final class OfUplink {
    private final String name;
    private final Map<StateName, Duration> spent = new EnumMap<>(StateName.class);
    private StateName state;
    private Moment since = Moment.ZERO;

    OfUplink(String name, StateName state) {
      this.name = name;
      this.state = state;
    }

    void moveTo(StateName next, Moment at) {
      spent.merge(state, at.since(since), Duration::plus);
      state = next;
      since = at;
    }

    Duration inState(StateName asked, Moment now) {
      Duration before = spent.getOrDefault(asked, Duration.ZERO);
      return asked == state ? before.plus(now.since(since)) : before;
    }
  }
}
