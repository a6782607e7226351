package dev.linkflux.server;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.Rules;
import dev.linkflux.decision.StateName;
import dev.linkflux.server.State.Degraded;
import dev.linkflux.server.State.Down;
import dev.linkflux.server.State.Failing;
import dev.linkflux.server.State.Unknown;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One server: its state, the checks that move it, and what its falls have cost. One owner; not
 * thread safe.
 */
final class Watch {
  final Server server;
  final Paths paths;
  final Conduct conduct;
  private final Footing footing;
  private final Sentences sentences;
  private final Verdicts verdicts;
  private State state = new Unknown();
  private Moment since = Moment.ZERO;

  /** Since when it has been of use without a break. */
  private Moment usableSince = Moment.ZERO;

  private @Nullable Located located;

  Watch(Server server, Footing footing, Rules.Dampening dampening) {
    this(
        server,
        footing,
        new Paths(footing.uplinks(), server.hysteresis().fails()),
        new Conduct(server.hysteresis().holdDown(), dampening));
  }

  private Watch(Server server, Footing footing, Paths paths, Conduct conduct) {
    this.server = server;
    this.footing = footing;
    this.paths = paths;
    this.conduct = conduct;
    this.sentences = new Sentences(this, footing);
    this.verdicts = new Verdicts(paths, footing, sentences);
  }

  /** The one that goes on, if the server is at the same places and checked as before. */
  Watch successor(Server other, Footing ground, Heirs lines, Rules.Dampening dampening, Moment at) {
    Watch heir =
        new Watch(
            other,
            ground,
            paths.successor(ground.uplinks(), other.hysteresis().fails(), lines),
            conduct.successor(other.hysteresis().holdDown(), dampening, at));
    heir.state = state;
    heir.since = since;
    heir.usableSince = usableSince;
    Located known = located;
    heir.located =
        known == null
            ? null
            : new Located(known.at(), other.id(), known.addresses(), known.stale(), known.dns());
    return heir;
  }

  /** One that is elsewhere now, or checked otherwise, begins anew. */
  Watch renewed(
      Server other,
      Footing ground,
      Rules.Dampening dampening,
      Moment at,
      Consumer<? super Event> next) {
    Watch heir =
        new Watch(
            other,
            ground,
            new Paths(ground.uplinks(), other.hysteresis().fails()),
            conduct.successor(other.hysteresis().holdDown(), dampening, at));
    heir.since = at;
    if (state.name() != heir.state.name()) {
      next.accept(heir.sentences.renewed(state, at));
    }
    return heir;
  }

  State state() {
    return state;
  }

  /** Since when users see this state. */
  Moment since() {
    return since;
  }

  /** Where it is, as was told last; null before. */
  @Nullable Located located() {
    return located;
  }

  /** It may be chosen: it works, for all that is known. */
  boolean isUsable() {
    return state.name() == StateName.UP || state.name() == StateName.DEGRADED;
  }

  /** Nothing is known of it, nothing bad either. */
  boolean isUnknown() {
    return state instanceof Unknown;
  }

  boolean isRecovering() {
    return state.name() == StateName.RECOVERING;
  }

  boolean isDown() {
    return state.name() == StateName.DOWN;
  }

  /** Since when it has been usable without a break. */
  Moment usableSince() {
    return usableSince;
  }

  void use(boolean now, Moment at) {
    conduct.use(now, at);
  }

  /** It is elsewhere now, or that is known better or worse. */
  void take(Located now) {
    located = now;
  }

  /** A check has ended. */
  void take(Checked check, Consumer<? super Event> next) {
    verdicts.take(check, next);
    assess(check.at(), next);
  }

  /** The state of an uplink has changed. */
  void uplinkMoved(UplinkId uplink, Moment at, Consumer<? super Event> next) {
    if (footing.isDown(uplink)) {
      verdicts.fell(uplink, at, next);
    }
    assess(at, next);
  }

  /** Isolation has begun: what was found so far may be nobody's fault. */
  void isolated(Election begun, Consumer<? super Event> next) {
    paths.forget();
    assess(begun.at(), next);
  }

  /** This process was blind for a while: deadlines wait as long. */
  void postpone(long nanos) {
    state = state.postponed(nanos);
  }

  /** When it has something to do by itself. */
  Moment due() {
    return state instanceof Failing failing
            && paths.finding() instanceof Finding.Fails fails
            && fails.settled()
        ? failing.downAt()
        : Moment.NEVER;
  }

  private Finding finding(Moment at) {
    return server.check().kind() == Check.Kind.NONE ? new Finding.Serves(at) : paths.finding();
  }

  /** Moves the state as far as the checks lead. */
  void assess(Moment at, Consumer<? super Event> next) {
    Finding finding = finding(at);
    State to = step(finding, at);
    while (!to.equals(state)) {
      State from = state;
      Duration lasted = at.since(since);
      become(to, at);
      boolean news =
          from.name() != to.name()
              || ((to instanceof Down || to instanceof Degraded)
                  && !from.cause().equals(to.cause()));
      if (news) {
        next.accept(sentences.transition(from, lasted, at));
      }
      Penalty punished = conduct.punished(at);
      if (punished != null) {
        next.accept(new ConductLearnt(at, server.id(), punished));
      }
      to = step(finding, at);
    }
    switch (finding) {
      case Finding.Serves(var latest) -> conduct.served(latest);
      case Finding.Hampered it -> conduct.served(it.latest());
      case Finding.Fails _, Finding.Open _ -> {}
    }
  }

  private State step(Finding finding, Moment at) {
    return StateTable.next(state, finding, at, server.hysteresis(), () -> recovery(at));
  }

  /** One that is not checked would never end it. */
  private State.Recovering recovery(Moment at) {
    return server.check().kind() == Check.Kind.NONE
        ? new State.Recovering(at, Causes.RECOVERED)
        : conduct.recovery(at);
  }

  private void become(State to, Moment at) {
    if (to instanceof Down) {
      conduct.fell(state, since, at);
    }
    if (state instanceof Unknown) {
      conduct.served(at);
    }
    boolean usable = isUsable();
    if (to.name() != state.name()) {
      since = at;
    }
    state = to;
    usableSince = isUsable() && !usable ? at : usableSince;
  }
}
