package dev.linkflux.replay.report;

import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Round-trip times and loss of every uplink of a trace, in a memory that does not grow with its
 * length: about 1,500 steps, which double as it goes on. Give it what {@link
 * dev.linkflux.replay.SideBySide} gives its {@code inputs}, and at last {@link #end}. A probe is
 * counted when its fate is known, at the time of its sending; so a late answer is one. A target
 * that has never answered, through no uplink, says nothing of any, and is left out. One owner.
 */
public final class Curves {
  /** The shortest step, nanoseconds. */
  private static final long FINEST = 100_000_000;

  /** So long an answer is waited for, nanoseconds: longer than any time-out. */
  private static final long PATIENCE = 60_000_000_000L;

  private final long timeout;
  private final List<OfUplink> uplinks = new ArrayList<>();
  private final BitSet answering = new BitSet();
  private final TreeSet<String> targets = new TreeSet<>();
  private final TreeSet<String> silent = new TreeSet<>();
  private long origin = Moment.NEVER.nanos();
  private long step = FINEST;

  /**
   * @param reference what the time-out is taken from: what waits for longer at the end is lost
   */
  public Curves(Settings reference) {
    timeout = reference.probing().timeout().toNanos();
  }

  /** Takes inputs, in time order. */
  public void accept(List<? extends Event> inputs) {
    for (Event event : inputs) {
      if (event instanceof Observation observation) {
        take(observation);
      } else if (event instanceof Stalled) {
        uplinks.forEach(uplink -> uplink.paths.forEach(path -> path.waiting.excuse()));
      }
    }
  }

  /** There is nothing more; nothing is to be given to it afterwards. */
  public void end(Moment at) {
    for (OfUplink uplink : uplinks) {
      for (Path path : uplink.paths) {
        path.waiting.giveUp(at.nanos() - timeout, sent -> path.bins.lost(index(sent)));
      }
    }
  }

  private void take(Observation observation) {
    UplinkId uplink = observation.id().uplink();
    TargetId target = observation.id().target();
    Path path = path(uplink, target);
    long at = observation.at().nanos();
    long sequence = observation.id().sequence();
    switch (observation) {
      case Observation.Sent _ -> {
        origin = Math.min(origin, at);
        path.waiting.giveUp(at - PATIENCE, sent -> path.bins.lost(index(sent)));
        path.waiting.add(sequence, at, sent -> path.bins.lost(index(sent)));
      }
      case Observation.Returned returned -> {
        long sent = path.waiting.take(sequence);
        if (sent != Waiting.NONE) {
          answers(target);
          path.bins.answered(index(sent), returned.rtt());
        }
      }
      case Observation.Bounced _ -> {
        long sent = path.waiting.take(sequence);
        if (sent != Waiting.NONE) {
          path.bins.lost(index(sent));
        }
      }
      case Observation.Withheld _ -> path.waiting.take(sequence);
    }
  }

  /** What was sent to it until now counts, if it has not answered before. */
  private void answers(TargetId target) {
    if (answering.get(target.ordinal())) {
      return;
    }
    answering.set(target.ordinal());
    silent.remove(target.name());
    for (OfUplink uplink : uplinks) {
      if (target.ordinal() < uplink.paths.size()) {
        Path path = uplink.paths.get(target.ordinal());
        uplink.bins.addAll(path.bins);
        path.bins = uplink.bins;
      }
    }
  }

  private Path path(UplinkId uplink, TargetId target) {
    while (uplinks.size() <= uplink.ordinal()) {
      uplinks.add(new OfUplink());
    }
    OfUplink of = uplinks.get(uplink.ordinal());
    of.name = uplink.name();
    while (of.paths.size() <= target.ordinal()) {
      of.paths.add(new Path(answering.get(of.paths.size()) ? of.bins : new Bins()));
    }
    if (!answering.get(target.ordinal()) && targets.add(target.name())) {
      silent.add(target.name());
    }
    return of.paths.get(target.ordinal());
  }

  private int index(long at) {
    while ((at - origin) / step >= Bins.COUNT) {
      step *= 2;
      uplinks.forEach(OfUplink::halve);
    }
    return (int) ((at - origin) / step);
  }

  /** Those of which anything was seen. */
  List<String> uplinks() {
    return uplinks.stream().map(it -> it.name).filter(it -> !it.isEmpty()).toList();
  }

  /** Targets that have never answered and so are left out. */
  List<String> silent() {
    return List.copyOf(silent);
  }

  /** When the first step begins, nanoseconds; 0 if nothing was sent. */
  long origin() {
    return origin == Moment.NEVER.nanos() ? 0 : origin;
  }

  /** Nanoseconds of one step. */
  long step() {
    return step;
  }

  /** Of nothing, if nothing was seen of it. */
  Curve of(String uplink) {
    Bins bins =
        uplinks.stream()
            .filter(it -> it.name.equals(uplink))
            .findFirst()
            .map(it -> it.bins)
            .orElseGet(Bins::new);
    return Curve.of(bins);
  }

  private static final class OfUplink {
    private String name = "";
    private final Bins bins = new Bins();
    private final List<Path> paths = new ArrayList<>();

    private void halve() {
      bins.halve();
      for (Path path : paths) {
        if (path.bins != bins) {
          path.bins.halve();
        }
      }
    }
  }

  /** To one target. */
  private static final class Path {
    private final Waiting waiting = new Waiting();

    /** Of the uplink, or, as long as the target has not answered, its own. */
    private Bins bins;

    private Path(Bins bins) {
      this.bins = bins;
    }
  }
}
