package dev.linkflux.replay.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects how long things took. One owner. */
final class Delaying {
  /** What is over sooner was not worth doing anything about, seconds. */
  static final double WORTH = 5;

  private static final double P50 = 0.50;
  private static final double P95 = 0.95;

  private final List<Double> done = new ArrayList<>();
  private int missed;

  void done(double seconds) {
    done.add(seconds);
  }

  /**
   * It was not done.
   *
   * @param seconds that there were to do it in
   */
  void missed(double seconds) {
    missed += seconds >= WORTH ? 1 : 0;
  }

  Delays delays() {
    Collections.sort(done);
    return new Delays(done.size(), missed, rank(P50), rank(P95), rank(1));
  }

  private double rank(double share) {
    return done.isEmpty()
        ? Double.NaN
        : done.get(Math.max(0, (int) Math.ceil(share * done.size()) - 1));
  }
}
