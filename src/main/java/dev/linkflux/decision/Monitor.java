package dev.linkflux.decision;

import dev.linkflux.decision.State.Degraded;
import dev.linkflux.decision.State.Disabled;
import dev.linkflux.decision.State.Down;
import dev.linkflux.decision.State.Failing;
import dev.linkflux.decision.State.Recovering;
import dev.linkflux.decision.State.Unknown;
import dev.linkflux.decision.State.Up;
import dev.linkflux.decision.Verdict.Breached;
import dev.linkflux.decision.Verdict.Cut;
import dev.linkflux.decision.Verdict.Met;
import dev.linkflux.decision.Verdict.Open;
import dev.linkflux.decision.Verdict.Silent;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One uplink: its evidence, its state, and how the one moves the other. One owner; not thread safe.
 */
final class Monitor {
  /** What the fall of an uplink costs that stood by, as a share of that of one that carried. */
  private static final double STOOD_BY = 0.5;

  final Uplink uplink;
  final Detector detector;
  final Suspicion suspicion = new Suspicion();
  final Damper damper;
  final Brownout brownout;
  final Ways ways;

  private final Rules rules;
  private State state;
  private Moment since = Moment.ZERO;
  private @Nullable LinkFacts facts;
  private boolean carries;

  /** The state's deadline has passed, but the evidence did not let it end. */
  private boolean expired;

  /** From when on answers count as answers of this state. */
  private long answersCountFrom;

  Monitor(Uplink uplink, Rules rules, Detector detector, Brownout brownout, Ways ways) {
    this.uplink = uplink;
    this.rules = rules;
    this.detector = detector;
    this.brownout = brownout;
    this.ways = ways;
    this.damper = new Damper(rules.dampening());
    this.state = uplink.disabled() ? new Disabled() : new Unknown();
  }

  State state() {
    return state;
  }

  /** Has an election chosen it? */
  void carries(boolean now) {
    carries = now;
  }

  /** How closely it has to be watched: rest only if there is nothing to find out. */
  Tempo attention() {
    if (suspicion.isFast()) {
      return Tempo.FAST;
    }
    return switch (state) {
      case Up _, Down _, Disabled _ -> Tempo.REST;
      case Unknown _, Failing _, Degraded _, Recovering _ -> Tempo.STEADY;
    };
  }

  Moment since() {
    return since;
  }

  @Nullable LinkFacts facts() {
    return facts;
  }

  /** When the interface is back, silence from before says nothing of it. */
  void take(LinkFacts now) {
    boolean wasCut = localCut() != null;
    facts = now;
    if (wasCut && localCut() == null) {
      ways.forget();
      beginAnew(now.at());
    }
  }

  /** What happened to probes that were sent before a moment says nothing of the uplink now. */
  private void beginAnew(Moment at) {
    answersCountFrom = at.nanos();
    detector.forget();
    brownout.loss().restart(at);
  }

  /** A probe has left: there is a route again. */
  private void left(ProbeId id, Moment sentAt) {
    if (ways.left(id)) {
      beginAnew(sentAt);
    }
  }

  /** It was not sent for want of a route. */
  static boolean isWithoutWay(Outcome.NotSent turn) {
    return turn.reason().equals(Observation.Withheld.NO_GATEWAY);
  }

  /**
   * A probe was not sent for want of a route.
   *
   * @return true if that is new of this target
   */
  boolean withheld(Outcome.NotSent turn) {
    return ways.withheld(turn.id(), turn.at(), state instanceof Unknown);
  }

  void take(Doubt.Overdue overdue) {
    left(overdue.id(), overdue.sentAt());
  }

  void take(Doubt.Missing missing) {
    left(missing.id(), missing.sentAt());
    detector.missing(missing);
    brownout.loss().missing(missing);
    suspicion.missed();
  }

  void take(Outcome outcome) {
    int target = outcome.id().target().ordinal();
    if (!isCorrection(outcome)) {
      suspicion.ended();
    }
    switch (outcome) {
      case Outcome.Replied reply when isCorrection(reply) -> {
        left(reply.id(), reply.sentAt());
        brownout.loss().answered(reply);
      }
      case Outcome.Replied reply -> {
        left(reply.id(), reply.sentAt());
        if (state instanceof Down
            && reply.sentAt().nanos() >= answersCountFrom
            && detector.answeringSince(answersCountFrom) == 0) {
          detector.forget();
          brownout.loss().restart(reply.sentAt());
        }
        detector.answered(reply);
        brownout.loss().count(target, reply.sentAt(), false);
        brownout.loss().answered(reply);
        suspicion.answered();
      }
      case Outcome.TimedOut loss -> {
        left(loss.id(), loss.sentAt());
        brownout.loss().count(target, loss.sentAt(), true);
      }
      case Outcome.Unreachable refusal -> {
        left(refusal.id(), refusal.sentAt());
        detector.unreachable(refusal);
        brownout.loss().count(target, refusal.sentAt(), true);
      }
      case Outcome.NotSent failure -> {
        if (!isWithoutWay(failure)) {
          left(failure.id(), failure.at());
        }
      }
    }
  }

  /** An answer to a probe that has ended before. */
  private static boolean isCorrection(Outcome outcome) {
    return outcome instanceof Outcome.Replied reply
        && reply.promptness() == Outcome.Promptness.LATE;
  }

  void take(Quality quality) {
    brownout.judge(quality);
  }

  /** Local facts that rule the uplink out; null if they do not, or are not known. */
  @Nullable Cause cut() {
    return isWithoutRoute() ? Cause.NO_GATEWAY : localCut();
  }

  /** All is well with the interface, but no route leads through it to any target. */
  boolean isWithoutRoute() {
    return localCut() == null && ways.none();
  }

  private @Nullable Cause localCut() {
    LinkFacts known = facts;
    if (known == null) {
      return null;
    }
    if (!known.isPresent()) {
      return Cause.NO_INTERFACE;
    }
    if (!known.up() || !known.carrier()) {
      return Cause.CARRIER_LOST;
    }
    if (known.addresses().isEmpty()) {
      return Cause.NO_ADDRESS;
    }
    return known.gateways().isEmpty() && !known.pointToPoint() ? Cause.NO_GATEWAY : null;
  }

  /** Silent, whoever is to blame for it. */
  boolean isSilent() {
    return detector.isSilent();
  }

  /**
   * @param held the silence may not be this uplink's own
   */
  Verdict verdict(boolean held) {
    Cause cut = cut();
    if (cut != null) {
      return new Cut(cut);
    }
    if (detector.isSilent()) {
      return held ? new Open() : new Silent();
    }
    boolean answered =
        detector.answeringSince(answersCountFrom) >= Threshold.quorum(detector.counted());
    Brownout.Breach worst = brownout.worst();
    if (worst != null) {
      boolean counts = answered || !(state instanceof Down || state instanceof Unknown);
      return counts ? new Breached(Cause.of(worst.demand().metric()), worst.confirm()) : new Open();
    }
    return answered ? new Met() : new Open();
  }

  /**
   * The silence so far was nobody's: it is no evidence, and fast probing may begin anew at once.
   */
  void pardon(Moment at) {
    detector.forget();
    brownout.loss().restart(at);
    suspicion.pardon();
  }

  /** What recovering would be if it began now. */
  Recovering recovery(Moment at) {
    Duration delay = damper.delay(at);
    return delay.compareTo(rules.holdDown()) > 0
        ? new Recovering(at.plus(delay), Cause.DAMPENED)
        : new Recovering(at.plus(rules.holdDown()), Cause.RECOVERED);
  }

  /** Takes up a state. */
  void become(State next, Moment at) {
    if (next instanceof Down || next instanceof Degraded) {
      if (state instanceof Up || state instanceof Failing) {
        damper.penalise(at, carries ? 1 : STOOD_BY);
      } else if (state instanceof Recovering) {
        double held = (double) at.since(since).toNanos() / rules.holdDown().toNanos();
        damper.penalise(at, Math.min(1, held));
      }
    }
    if (next instanceof Down && !(state instanceof Down)) {
      answersCountFrom = at.nanos();
    }
    if (next.name() != state.name()) {
      since = at;
    }
    state = next;
    expired = false;
  }

  /** The state's deadline is now: it ends with the next verdict that lets it. */
  void expire() {
    expired = true;
  }

  /** This process was blind for a while: deadlines wait as long. */
  void postpone(long nanos) {
    state = state.postponed(nanos);
    expired = false;
    suspicion.postpone(nanos);
  }

  /** When this uplink has something to do by itself, nanoseconds. */
  long due() {
    return Math.min(expired ? Long.MAX_VALUE : state.deadline().nanos(), suspicion.until());
  }
}
