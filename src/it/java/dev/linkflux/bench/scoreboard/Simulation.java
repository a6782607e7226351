package dev.linkflux.bench.scoreboard;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Cost;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.TargetId;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The pure chain over simulated ways: what its pace asks for is sent, what comes back is handed to
 * it. Wake-ups come as often as those of the engine, but only while somebody waits for an answer:
 * others would change nothing. One owner; not thread safe.
 */
final class Simulation {
  private static final long HEARTBEAT = 100_000_000;
  private static final long QUICK_HEARTBEAT = 20_000_000;

  private final Settings settings;
  private final Control control;
  private final List<Way> ways;
  private final Course course;
  private final Turns[] turns;
  private final int[] sizes;
  private final boolean[] fast;
  private final long timeout;
  private final PriorityQueue<Observation.Returned> replies =
      new PriorityQueue<>(Comparator.comparingLong(reply -> reply.at().nanos()));
  private final long[][] sequences;
  private long now;

  /** Until when an answer is missed. */
  private long awaited;

  /**
   * @param ways of the uplinks, the main one first
   * @param course is told what becomes of the main one
   */
  Simulation(Settings settings, List<Way> ways, long seed, Course course) {
    SplittableRandom random = new SplittableRandom(seed);
    this.settings = settings;
    this.control = new Control(settings);
    this.ways = ways;
    this.course = course;
    this.timeout = settings.probing().timeout().toNanos();
    this.fast = new boolean[ways.size()];
    this.sizes =
        settings.targets().stream()
            .mapToInt(it -> (int) Cost.of(it.question(), settings.probing().payload()))
            .toArray();
    this.sequences = new long[ways.size()][sizes.length];
    this.turns =
        ways.stream()
            .map(_ -> new Turns(settings.probing(), sizes.length, random.split()))
            .toArray(Turns[]::new);
  }

  /** Lets time pass, or as much of it as the course wants. */
  void run(long until) {
    while (!course.isOver()) {
      int uplink = 0;
      for (int i = 1; i < turns.length; i++) {
        uplink = turns[i].due() < turns[uplink].due() ? i : uplink;
      }
      long turn = turns[uplink].due();
      Observation.Returned reply = replies.peek();
      long heard = reply == null ? Long.MAX_VALUE : reply.at().nanos();
      long woken = woken();
      long next = Math.min(turn, Math.min(heard, woken));
      if (next > until) {
        return;
      }
      now = next;
      if (next == heard) {
        hear(replies.remove());
      } else if (next == turn) {
        send(uplink);
      } else {
        hear(new Woken(new Moment(now)));
      }
    }
  }

  /** The next wake-up that may matter. */
  private long woken() {
    if (now >= awaited) {
      return Long.MAX_VALUE;
    }
    long period = HEARTBEAT;
    for (boolean one : fast) {
      period = one ? QUICK_HEARTBEAT : period;
    }
    return (now / period + 1) * period;
  }

  private void send(int uplink) {
    int target = turns[uplink].take();
    TargetId targetId = settings.targets().get(target).id();
    ProbeId id =
        new ProbeId(settings.uplinks().get(uplink).id(), targetId, ++sequences[uplink][target]);
    long rtt = ways.get(uplink).rtt(target, now);
    if (uplink == 0) {
      course.asked(now, sizes[target]);
    }
    if (rtt != Way.LOST) {
      replies.add(new Observation.Returned(new Moment(now + rtt), id, rtt));
    }
    if (rtt == Way.LOST || rtt > HEARTBEAT) {
      awaited = Math.max(awaited, now + timeout + HEARTBEAT);
    }
    hear(new Observation.Sent(new Moment(now), id));
  }

  private void hear(Event event) {
    control.accept(event, this::take);
  }

  private void take(Event output) {
    switch (output) {
      case Pace pace -> {
        fast[pace.uplink().ordinal()] = pace.tempo() == Tempo.FAST;
        turns[pace.uplink().ordinal()].spread(pace.tempo(), now);
      }
      case Election election ->
          course.carries(
              election.carrying().getFirst().ordinal() == 0, now, election.cause().wire());
      default -> {}
    }
  }
}
