package dev.linkflux.decision;

import dev.linkflux.probe.Outcome;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Target;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Splits the blame for silence over the matrix of targets by uplinks:
 *
 * <ul>
 *   <li>a target that is silent through every uplink that answers is bad, through all of them;
 *   <li>one that is silent through an uplink through which all others answer is bad there, unless
 *       it is required: then the uplink is;
 *   <li>an uplink whose targets are silent together is to blame itself, if another uplink has
 *       answered since;
 *   <li>if none has, nobody is: isolated.
 * </ul>
 *
 * <p>With one target nobody can tell its silence from an uplink's: it is never blamed. With one
 * uplink all silence is its own, but for that of a target that never answered. One owner; not
 * thread safe.
 */
final class Blame {
  private final List<Monitor> monitors;
  private final List<Target> targets;
  private boolean holding;
  private boolean isolated;

  Blame(List<Monitor> monitors, List<Target> targets) {
    this.monitors = monitors;
    this.targets = targets;
  }

  /** What goes on with those who watch now. */
  Blame successor(List<Monitor> others, List<Target> asked) {
    Blame heir = new Blame(others, asked);
    heir.holding = holding;
    heir.isolated = isolated;
    return heir;
  }

  /**
   * Where the targets that are left are all to blame themselves, nothing would tell of the uplink
   * any more: they are evidence again.
   */
  void release(Moment at, Consumer<? super Event> next) {
    for (Monitor monitor : monitors) {
      if (monitor.evidence.detector.counted() == 0) {
        for (Target target : targets) {
          TargetEvidence evidence = evidence(monitor, target.id().ordinal());
          if (evidence.bad) {
            evidence.takeBack(at.nanos());
            String sentence =
                target.name()
                    + " is evidence of "
                    + monitor.uplink.name()
                    + " again: the configuration has changed, and there is no other";
            next.accept(new Blamed(at, monitor.uplink.id(), target.id(), false, sentence));
          }
        }
      }
    }
  }

  /** A target was asked through an uplink and is silent: is it to blame itself? */
  void consider(Monitor monitor, int target, Moment at, Consumer<? super Event> next) {
    if (!monitor.evidence.detector.isConvicted(target)) {
      return;
    }
    if (isLoner(monitor, target)) {
      blame(monitor, target, "while the others answer", at, next);
    } else if (isSilentEverywhere(target)) {
      for (Monitor other : monitors) {
        if (evidence(other, target).isSilent()) {
          blame(other, target, "and through every other uplink that answers", at, next);
        }
      }
    }
  }

  private boolean isLoner(Monitor monitor, int target) {
    Detector detector = monitor.evidence.detector;
    return !detector.isRequired(target) && detector.answers().ofAllBut(target);
  }

  /** One that has never answered anybody needs one witness, any other two. */
  private boolean isSilentEverywhere(int target) {
    boolean never = monitors.stream().noneMatch(monitor -> evidence(monitor, target).hasAnswered());
    int witnesses = 0;
    for (Monitor monitor : monitors) {
      if (monitor.evidence.detector.answers().any()) {
        if (!evidence(monitor, target).isSilent()) {
          return false;
        }
        witnesses++;
      }
    }
    return witnesses >= (never ? 1 : 2);
  }

  private void blame(
      Monitor monitor, int target, String why, Moment at, Consumer<? super Event> next) {
    TargetEvidence evidence = evidence(monitor, target);
    if (!evidence.bad) {
      evidence.bad = true;
      monitor.suspicion.excuse();
      String sentence =
          targets.get(target).name()
              + " is silent through "
              + monitor.uplink.name()
              + " "
              + why
              + ": it is left out of the evidence";
      next.accept(new Blamed(at, monitor.uplink.id(), targets.get(target).id(), true, sentence));
    }
  }

  /** A target has answered through an uplink: it is taken back if it was bad. */
  void answered(Monitor monitor, Outcome.Replied reply, Consumer<? super Event> next) {
    TargetEvidence evidence = evidence(monitor, reply.id().target().ordinal());
    if (evidence.bad && reply.promptness() != Outcome.Promptness.LATE) {
      evidence.takeBack(reply.sentAt().nanos());
      String sentence =
          reply.id().target().name()
              + " answers again through "
              + monitor.uplink.name()
              + ": it is evidence again";
      next.accept(
          new Blamed(reply.at(), monitor.uplink.id(), reply.id().target(), false, sentence));
    }
  }

  /**
   * May the silence through this uplink be that of all, or of the required target itself? Then it
   * is held back until through another uplink a probe has been answered that was sent after the
   * first answer was due that did not come. With no other uplink that might answer, there is
   * nothing to wait for.
   */
  boolean holds(Monitor silent) {
    Detector detector = silent.evidence.detector;
    int required = detector.isSilent() ? Detector.NONE : detector.silentRequired();
    boolean others = false;
    for (Monitor other : monitors) {
      if (other != silent && isWitness(other, required)) {
        if (isRefuted(silent, other, required)) {
          return false;
        }
        others = true;
      }
    }
    holding |= others;
    return others;
  }

  private static boolean isWitness(Monitor monitor, int required) {
    return monitor.mightAnswer()
        && (required == Detector.NONE
            || monitor.evidence.detector.target(required).hasAnswered()
            || monitor.evidence.detector.target(required).isSilent());
  }

  /** Has what is silent here answered there since? */
  private static boolean isRefuted(Monitor silent, Monitor other, int required) {
    return required == Detector.NONE
        ? other.evidence.detector.answers().latest() > silent.evidence.detector.dueFrom()
        : evidence(other, required).answeredUntil > silent.evidence.detector.dueFrom(required);
  }

  /** True while the silence of an uplink is held back. */
  boolean isHolding() {
    return holding;
  }

  /** Says when isolation begins and when it ends; null in between. */
  @Nullable Isolated isolation(Moment at) {
    if (!holding) {
      return null;
    }
    boolean any = false;
    boolean all = true;
    for (Monitor monitor : monitors) {
      if (monitor.mightAnswer()) {
        any |= monitor.isSilent();
        all &= monitor.evidence.detector.isSilent();
      }
    }
    holding = any;
    boolean now = any && all;
    if (now == isolated) {
      return null;
    }
    isolated = now;
    if (!now) {
      monitors.forEach(monitor -> monitor.pardon(at));
    }
    return new Isolated(at, now);
  }

  private static TargetEvidence evidence(Monitor monitor, int target) {
    return monitor.evidence.detector.target(target);
  }
}
