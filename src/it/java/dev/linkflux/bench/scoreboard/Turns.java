package dev.linkflux.bench.scoreboard;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Probing;
import java.util.SplittableRandom;

/**
 * Whose turn it is to be asked through an uplink, and when: as the engine does it, which spreads
 * the targets over the interval when the tempo changes, and makes each pause 75 to 100 % of it.
 */
final class Turns {
  private final Probing probing;
  private final SplittableRandom random;
  private final long[] dues;
  private long interval;

  Turns(Probing probing, int targets, SplittableRandom random) {
    this.probing = probing;
    this.random = random;
    this.dues = new long[targets];
    spread(Tempo.STEADY, random.nextLong(probing.interval().toNanos()));
  }

  /** Begins a tempo: in the order in which the targets were due. */
  void spread(Tempo tempo, long now) {
    interval =
        switch (tempo) {
          case REST -> probing.rest().toNanos();
          case STEADY -> probing.interval().toNanos();
          case FAST -> probing.fast().toNanos();
        };
    int[] order = new int[dues.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = next();
      dues[order[i]] = Long.MAX_VALUE;
    }
    for (int i = 0; i < order.length; i++) {
      dues[order[i]] = now + interval * i / order.length;
    }
  }

  /** Who is next. */
  int next() {
    int first = 0;
    for (int i = 1; i < dues.length; i++) {
      first = dues[i] < dues[first] ? i : first;
    }
    return first;
  }

  /** When somebody is due, nanoseconds. */
  long due() {
    return dues[next()];
  }

  /** Takes the turn of the next. */
  int take() {
    int turn = next();
    double share = Probing.SHORTEST_PAUSE + (1 - Probing.SHORTEST_PAUSE) * random.nextDouble();
    dues[turn] += (long) (interval * share);
    return turn;
  }
}
