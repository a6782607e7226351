package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves the states of the uplinks as far as their evidence leads, or their deadlines, and says what
 * has changed. One owner; not thread safe.
 */
final class Assessor {
  private final List<Monitor> monitors;
  private final Sentences sentences;
  private final Blame blame;

  /** What was said last of each uplink, by its ordinal. */
  private final Tempo[] attention;

  /** Not later than the earliest deadline of any uplink. */
  private long due = Long.MAX_VALUE;

  Assessor(List<Monitor> monitors, Sentences sentences, Blame blame) {
    this.monitors = monitors;
    this.sentences = sentences;
    this.blame = blame;
    this.attention = new Tempo[monitors.size()];
    Arrays.fill(attention, Tempo.STEADY);
  }

  /** The one that goes on with those who watch now, each of the line that it is by its name. */
  Assessor successor(List<Monitor> others, Sentences words, Blame heir, Heirs names) {
    Assessor assessor = new Assessor(others, words, heir);
    names.inherit(attention, _ -> Tempo.STEADY, assessor.attention);
    others.forEach(monitor -> assessor.due = Math.min(assessor.due, monitor.due()));
    return assessor;
  }

  void assessAll(Moment at, Consumer<? super Event> next) {
    monitors.forEach(monitor -> assess(monitor, at, next));
  }

  /** Moves the uplink's state as far as its evidence leads. */
  void assess(Monitor monitor, Moment at, Consumer<? super Event> next) {
    boolean held = monitor.isSilent() && blame.holds(monitor);
    if (held) {
      wakeWitnesses(monitor, at, next);
    }
    State from = monitor.state();
    State to = monitor.next(held, at);
    if (!to.equals(from)) {
      Duration lasted = at.since(monitor.since());
      monitor.become(to, at);
      due = Math.min(due, monitor.due());
      if (from.name() != to.name() || (to instanceof State.Down && from.cause() != to.cause())) {
        next.accept(sentences.transition(monitor, from, lasted, at));
      }
      monitor.lessons.punished(at, next);
    }
    Isolated isolated = blame.isolation(at);
    if (isolated != null) {
      next.accept(isolated);
    }
    settle(monitor, at, next);
  }

  /**
   * One that stands by and is asked rarely would take long to say that it answers: it is asked now,
   * twice a target.
   */
  private void wakeWitnesses(Monitor silent, Moment at, Consumer<? super Event> next) {
    for (Monitor other : monitors) {
      if (other != silent && other.uplink.isMetered() && other.mightAnswer()) {
        suspect(other, at, next);
      }
    }
  }

  /** Fast probing begins, unless the state says it all. */
  void suspect(Monitor monitor, Moment at, Consumer<? super Event> next) {
    if (isOpen(monitor)
        && monitor.suspicion.suspect(at, monitor.evidence.brownout.loss().isLikely())) {
      due = Math.min(due, monitor.due());
      attend(monitor, at, next);
    }
  }

  /** All targets are silent, and it is no blackout yet: it is to be known soon. */
  void press(Monitor monitor, Moment at, Consumer<? super Event> next) {
    Detector detector = monitor.evidence.detector;
    if (isOpen(monitor)
        && detector.isMute()
        && !detector.isBlackout()
        && monitor.suspicion.press(at)) {
      due = Math.min(due, monitor.due());
      attend(monitor, at, next);
    }
  }

  /** The state does not say it all. */
  private static boolean isOpen(Monitor monitor) {
    return switch (monitor.state()) {
      case State.Up _, State.Failing _, State.Unknown _, State.Doubtful _, State.Recovering _ ->
          true;
      case State.Degraded _, State.Down _, State.Disabled _ -> false;
    };
  }

  /**
   * Fast probing ends when the state says it all, or when every target has answered twice and no
   * doubt is left, neither of silence nor of loss; and in the pause with the silence that it was
   * for.
   */
  private void settle(Monitor monitor, Moment at, Consumer<? super Event> next) {
    boolean over = monitor.suspicion.isUrgent() && !monitor.evidence.detector.isMute();
    boolean decided =
        switch (monitor.state()) {
          case State.Degraded _, State.Down _, State.Disabled _ -> true;
          case State.Failing _, State.Doubtful _ -> false;
          case State.Up _, State.Unknown _, State.Recovering _ ->
              monitor.evidence.detector.isCalm()
                  && !monitor.evidence.brownout.loss().isLikely()
                  && monitor.suspicion.isAllayed(monitor.evidence.detector.counted());
        };
    if (decided || over) {
      monitor.suspicion.settle();
    }
    attend(monitor, at, next);
  }

  /** Fast probing has cost what it may, or lasted as long, and nothing was settled. */
  void giveUp(Monitor monitor, Moment at, Consumer<? super Event> next) {
    monitor.suspicion.giveUp(at);
    attend(monitor, at, next);
  }

  /**
   * Fires deadlines in the order of their moments; of several at one moment in the order of the
   * configuration.
   */
  void fireUntil(long now, Consumer<? super Event> next) {
    while (due <= now) {
      Monitor first = null;
      due = Long.MAX_VALUE;
      for (Monitor monitor : monitors) {
        if (monitor.due() < due) {
          due = monitor.due();
          first = monitor;
        }
      }
      if (first == null || due > now) {
        return;
      }
      fire(first, new Moment(due), next);
    }
  }

  private void fire(Monitor monitor, Moment at, Consumer<? super Event> next) {
    if (monitor.suspicion.until() == at.nanos()) {
      giveUp(monitor, at, next);
    } else {
      monitor.expire();
      assess(monitor, at, next);
    }
  }

  /** Says how closely the uplink is to be watched, if that has changed. */
  void attend(Monitor monitor, Moment at, Consumer<? super Event> next) {
    Tempo tempo = monitor.attention();
    int uplink = monitor.uplink.id().ordinal();
    if (attention[uplink] != tempo) {
      attention[uplink] = tempo;
      next.accept(new Attention(at, monitor.uplink.id(), tempo));
    }
  }
}
