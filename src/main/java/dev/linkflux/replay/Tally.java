package dev.linkflux.replay;

import dev.linkflux.control.Reconfigured;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a run decided: transitions, switches, and how long each uplink was in each state. One
 * owner.
 */
public final class Tally implements Consumer<Event> {
  private final Map<String, OfUplink> uplinks = new LinkedHashMap<>();
  private final List<Election> elections = new ArrayList<>();
  private final Moment from;
  private @Nullable Election standing;
  private List<UplinkId> carrying = List.of();
  private long transitions;
  private long switches;
  private Moment end;

  public Tally(Settings settings) {
    this(settings, Moment.ZERO);
  }

  /**
   * @param from what was before only says how things stood then
   */
  public Tally(Settings settings, Moment from) {
    this.from = from;
    this.end = from;
    settings.uplinks().forEach(uplink -> begin(uplink, from));
  }

  private void begin(Uplink uplink, Moment at) {
    StateName state = uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN;
    uplinks.computeIfAbsent(uplink.name(), _ -> new OfUplink()).begin(state, at);
  }

  @Override
  public void accept(Event event) {
    boolean counts = !event.at().isBefore(from);
    end = counts ? event.at() : from;
    if (event instanceof Transition transition) {
      transitions += counts ? 1 : 0;
      OfUplink uplink = uplinks.get(transition.uplink().name());
      if (uplink != null) {
        uplink.moveTo(transition.to(), end);
      }
    } else if (event instanceof Reconfigured now) {
      follow(now.settings());
    } else if (event instanceof Election election && !election.carrying().equals(carrying)) {
      elected(election, counts);
    }
  }

  /** Who has come begins here, who has gone is in no state any more. */
  private void follow(Settings now) {
    List<String> names = now.uplinks().stream().map(Uplink::name).toList();
    uplinks.forEach(
        (name, uplink) -> {
          if (!names.contains(name)) {
            uplink.leave(end);
          }
        });
    for (Uplink uplink : now.uplinks()) {
      OfUplink known = uplinks.get(uplink.name());
      if (known == null || known.state == null) {
        begin(uplink, end);
      }
    }
  }

  private void elected(Election election, boolean counts) {
    if (counts) {
      switches += carrying.isEmpty() ? 0 : 1;
      elections.add(election);
    } else {
      standing = election;
    }
    carrying = election.carrying();
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

  /** What was in force when counting began; null if nothing had been decided before. */
  public @Nullable Election standing() {
    return standing;
  }

  /** From where it counts to the last event. */
  public Duration length() {
    return end.since(from);
  }

  /** The moment of the last event, or where it counts from. */
  public Moment end() {
    return end;
  }

  /** Names of the uplinks, in the order of the configuration; those that came later behind. */
  public List<String> names() {
    return List.copyOf(uplinks.keySet());
  }

  /** How long an uplink was in a state until now. */
  public Duration inState(String uplink, StateName state) {
    OfUplink known = uplinks.get(uplink);
    return known == null ? Duration.ZERO : known.inState(state, end);
  }

  private static final class OfUplink {
    private final Map<StateName, Duration> spent = new EnumMap<>(StateName.class);

    /** Null while it is not configured. */
    private @Nullable StateName state;

    private Moment since = Moment.ZERO;

    void begin(StateName first, Moment at) {
      state = first;
      since = at;
    }

    void leave(Moment at) {
      StateName last = state;
      if (last != null) {
        spent.merge(last, at.since(since), Duration::plus);
        state = null;
      }
    }

    void moveTo(StateName next, Moment at) {
      leave(at);
      begin(next, at);
    }

    Duration inState(StateName asked, Moment now) {
      Duration before = spent.getOrDefault(asked, Duration.ZERO);
      return asked == state ? before.plus(now.since(since)) : before;
    }
  }
}
