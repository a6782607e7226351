package dev.linkflux.replay.report;

import org.jspecify.annotations.Nullable;

/** What became of probes, by the time at which they were sent, in a fixed number of steps. */
final class Bins {
  /** As many as a wide screen has room for. */
  static final int COUNT = 1500;

  private final @Nullable Bin[] bins = new @Nullable Bin[COUNT];

  /** The probes of one step. */
  static final class Bin {
    long sent;
    long lost;
    final Durations rtts = new Durations();

    private void addAll(Bin other) {
      sent += other.sent;
      lost += other.lost;
      rtts.addAll(other.rtts);
    }
  }

  void answered(int index, long rtt) {
    Bin bin = at(index);
    bin.sent++;
    bin.rtts.add(rtt);
  }

  void lost(int index) {
    Bin bin = at(index);
    bin.sent++;
    bin.lost++;
  }

  /** Null if nothing was sent then. */
  @Nullable Bin find(int index) {
    return bins[index];
  }

  /** All of them as one. */
  Bin whole() {
    Bin whole = new Bin();
    for (Bin bin : bins) {
      if (bin != null) {
        whole.addAll(bin);
      }
    }
    return whole;
  }

  void addAll(Bins other) {
    for (int i = 0; i < COUNT; i++) {
      Bin theirs = other.bins[i];
      if (theirs != null) {
        at(i).addAll(theirs);
      }
    }
  }

  /** Steps become twice as long: what was there fills the first half. */
  void halve() {
    for (int i = 0; i < COUNT; i++) {
      Bin moved = bins[i];
      bins[i] = null;
      if (moved != null) {
        Bin first = bins[i / 2];
        if (first == null) {
          bins[i / 2] = moved;
        } else {
          first.addAll(moved);
        }
      }
    }
  }

  private Bin at(int index) {
    Bin bin = bins[index];
    if (bin == null) {
      bin = new Bin();
      bins[index] = bin;
    }
    return bin;
  }
}
