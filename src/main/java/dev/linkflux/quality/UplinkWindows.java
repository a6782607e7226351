package dev.linkflux.quality;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * All windows of one uplink: of the whole, and of each target through it. One owner; not thread
 * safe.
 */
final class UplinkWindows {
  private static final long NONE_PENDING = Long.MAX_VALUE;

  /** The fewest replies of which one alone does not move the median. */
  static final int OUTVOTED = 3;

  private final UplinkId uplink;
  private final long every;

  /** Those of all targets together. */
  private final Arrivals arrivals;

  private final Recent recent;
  private final TargetWindows[] targets;
  private final AllTargets together;

  private long pending = NONE_PENDING;

  UplinkWindows(UplinkId uplink, List<Target> targets, Windowing windowing) {
    this(
        uplink,
        windowing,
        new Arrivals(),
        new Recent(windowing.recent().toNanos(), least(targets)),
        new TargetWindows[targets.size()]);
    for (Target target : targets) {
      this.targets[target.id().ordinal()] = new TargetWindows(target.id(), windowing, arrivals);
    }
  }

  private UplinkWindows(
      UplinkId uplink,
      Windowing windowing,
      Arrivals arrivals,
      Recent recent,
      TargetWindows[] targets) {
    this.uplink = uplink;
    this.every = windowing.every().toNanos();
    this.arrivals = arrivals;
    this.recent = recent;
    this.targets = targets;
    this.together = new AllTargets(targets);
  }

  private static int least(List<Target> targets) {
    return Math.max(OUTVOTED, targets.size());
  }

  /**
   * The windows of the same line by other settings: these are of no use any more.
   *
   * @param questions who of the targets is asked the same
   */
  UplinkWindows successor(UplinkId id, List<Target> asked, Heirs questions, Windowing windowing) {
    Arrivals all = questions.areAll() ? arrivals : new Arrivals();
    UplinkWindows heir =
        new UplinkWindows(
            id,
            windowing,
            all,
            recent.successor(windowing.recent().toNanos(), least(asked)),
            new TargetWindows[asked.size()]);
    for (Target target : asked) {
      int place = target.id().ordinal();
      int before = questions.before(place);
      heir.targets[place] =
          before == Heirs.NOBODY
              ? new TargetWindows(target.id(), windowing, all)
              : targets[before].successor(target.id(), windowing, all);
    }
    if (all != arrivals) {
      heir.gather();
    }
    heir.pending = pending;
    return heir;
  }

  /** The replies of all windows together, as they came: those of others are among them no more. */
  private void gather() {
    List<long[]> replies = new ArrayList<>();
    for (TargetWindows target : targets) {
      target.window.eachReply((at, rtt) -> replies.add(new long[] {at, rtt}));
    }
    replies.sort(Comparator.comparingLong(reply -> reply[0]));
    replies.forEach(reply -> arrivals.add(reply[1]));
  }

  void take(Outcome outcome) {
    long at = outcome.at().nanos();
    ProbeId id = outcome.id();
    TargetWindows target = targets[id.target().ordinal()];
    switch (outcome) {
      case Outcome.Replied reply -> replied(reply, target);
      case Outcome.TimedOut _ -> lost(at, id, target);
      case Outcome.Unreachable _ -> lost(at, id, target);
      case Outcome.NotSent _ -> {
        target.directions.withheld(id.sequence());
        return;
      }
    }
    if (pending == NONE_PENDING) {
      pending = (at / every + 1) * every;
    }
  }

  private void replied(Outcome.Replied reply, TargetWindows target) {
    long at = reply.at().nanos();
    if (reply.reflected() != Observation.Returned.UNTOLD) {
      target.directions.replied(at, reply.id().sequence(), reply.reflected());
    }
    if (reply.promptness() == Outcome.Promptness.LATE) {
      target.window.cameLate(reply.id().sequence());
      return;
    }
    target.window.replied(at, reply.id().sequence(), reply.rtt());
    target.jitter.replied(at, reply.id().sequence(), reply.rtt());
    target.consecutiveLosses = 0;
    target.recent.replied(at, reply.rtt());
    target.floor.replied(at, reply.rtt());
    recent.replied(at, reply.rtt());
  }

  private void lost(long at, ProbeId id, TargetWindows target) {
    target.window.lost(at, id.sequence());
    target.consecutiveLosses++;
  }

  /** When the next quality is due. */
  long due() {
    return pending;
  }

  /** The quality that is due. */
  Quality fire() {
    long at = pending;
    pending = NONE_PENDING;
    List<Quality.OfTarget> each = together.advance(at);
    return new Quality(
        new Moment(at),
        uplink,
        together.loss(),
        arrivals.now(),
        together.recent(at, recent),
        together.floor(),
        together.jitter(),
        each);
  }

  /** Tells those floors that are news, behind a quality of that moment. */
  void tellFloors(long at, Consumer<? super FloorLearnt> next) {
    for (TargetWindows target : targets) {
      if (target.floor.isNews(at)) {
        next.accept(new FloorLearnt(new Moment(at), uplink, target.id, target.floor.told()));
      }
    }
  }

  void recall(RecalledFloor then) {
    targets[then.target().ordinal()].floor.recall(
        then.at().nanos(), then.age().toNanos(), then.newest());
  }
}
