package dev.linkflux.replay.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * A choice of values.
 *
 * @param rungs which one of each dial
 */
record Point(List<Integer> rungs) {
  Point {
    rungs = List.copyOf(rungs);
  }

  /** The same with one dial turned. */
  Point with(int dial, int rung) {
    List<Integer> turned = new ArrayList<>(rungs);
    turned.set(dial, rung);
    return new Point(turned);
  }

  int at(int dial) {
    return rungs.get(dial);
  }
}
