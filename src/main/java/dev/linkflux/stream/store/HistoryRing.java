package dev.linkflux.stream.store;

import static dev.linkflux.stream.store.HistoryPoint.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest points of one uplink and one length of step, in primitive arrays of fixed size: 45
 * bytes a point. A point has its place by its time, so that a time that comes again, because the
 * clock was set back over a restart, meets what was there. One owner: not thread safe.
 */
public final class HistoryRing {
  private static final int FIGURES = 6;

  private final int step;
  private final int capacity;
  private final long[] at;
  private final int[] sent;
  private final int[] lost;
  private final int[] rtt;
  private final int[] jitter;
  private final byte[] state;
  private final BitSet unsaved;

  /**
   * An empty one.
   *
   * @param step in seconds
   * @param capacity in steps
   */
  public HistoryRing(int step, int capacity) {
    this.step = step;
    this.capacity = capacity;
    at = new long[capacity];
    Arrays.fill(at, NONE);
    sent = new int[capacity];
    lost = new int[capacity];
    rtt = new int[capacity * FIGURES];
    jitter = new int[capacity];
    state = new byte[capacity];
    unsaved = new BitSet(capacity);
  }

  public int step() {
    return step;
  }

  public int capacity() {
    return capacity;
  }

  /** How far it reaches back, in seconds. */
  public long span() {
    return (long) step * capacity;
  }

  /** Begin of the step that a time belongs to, in seconds of the epoch. */
  public long begin(long second) {
    return second - Math.floorMod(second, (long) step);
  }

  private int place(long begin) {
    return place(begin, step, capacity);
  }

  static int place(long begin, int step, int capacity) {
    return (int) Math.floorMod(begin / step, (long) capacity);
  }

  /**
   * Takes a point that is to be saved; what there is already of the same step is merged with it.
   */
  public void put(HistoryPoint point) {
    HistoryPoint known = at(point.at());
    set(known == null ? point : HistoryMerge.of(point.at(), List.of(known, point)));
    unsaved.set(place(point.at()));
  }

  /**
   * Takes a point that was saved before: it gives way to newer ones, and is merged with what there
   * is of the same step.
   */
  public void restore(HistoryPoint saved) {
    int place = place(saved.at());
    if (at[place] == saved.at()) {
      put(saved); // begun by that run, and gone on with by this one
    } else if (at[place] < saved.at()) {
      set(saved);
    }
  }

  private void set(HistoryPoint point) {
    int place = place(point.at());
    at[place] = point.at();
    sent[place] = point.sent();
    lost[place] = point.lost();
    jitter[place] = point.jitter();
    state[place] = HistoryRecord.code(point.state());
    HistoryPoint.Spread spread = point.rtt();
    int first = place * FIGURES;
    rtt[first] = spread.min();
    rtt[first + 1] = spread.p25();
    rtt[first + 2] = spread.p50();
    rtt[first + 3] = spread.p75();
    rtt[first + 4] = spread.p95();
    rtt[first + 5] = spread.max();
  }

  /** A probe that was counted as lost in the step of that time was answered after all. */
  public void correct(long second) {
    long begin = begin(second);
    int place = place(begin);
    if (at[place] == begin && lost[place] > 0) {
      lost[place]--;
      unsaved.set(place);
    }
  }

  /** The point that begins then, or null. */
  public @Nullable HistoryPoint at(long begin) {
    int place = place(begin);
    return at[place] == begin ? read(place) : null;
  }

  private HistoryPoint read(int place) {
    int first = place * FIGURES;
    return new HistoryPoint(
        at[place],
        sent[place],
        lost[place],
        new HistoryPoint.Spread(
            rtt[first],
            rtt[first + 1],
            rtt[first + 2],
            rtt[first + 3],
            rtt[first + 4],
            rtt[first + 5]),
        jitter[place],
        HistoryRecord.state(state[place]));
  }

  /** Those that have changed since the last call; a mutable list. They count as saved now. */
  public List<HistoryPoint> takeUnsaved() {
    List<HistoryPoint> points = new ArrayList<>();
    for (int place = unsaved.nextSetBit(0); place >= 0; place = unsaved.nextSetBit(place + 1)) {
      points.add(read(place));
    }
    unsaved.clear();
    return points;
  }

  /** They could not be saved: those that are still there are to be saved with the next ones. */
  public void notSaved(List<HistoryPoint> points) {
    for (HistoryPoint point : points) {
      int place = place(point.at());
      if (at[place] == point.at()) {
        unsaved.set(place);
      }
    }
  }
}
