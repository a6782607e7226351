package dev.linkflux.stream.store;

import dev.linkflux.decision.StateName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one uplink was like: an hour by the second and a week by the minute, in some 630 kB. Work
 * and memory are bounded whatever comes. One owner: not thread safe.
 */
public final class UplinkHistory {
  public static final int SECONDS = 3600;
  public static final int MINUTES = 7 * 24 * 60;

  /** Points of both kinds, in no order. */
  public record Saved(List<HistoryPoint> seconds, List<HistoryPoint> minutes) {
    public boolean isEmpty() {
      return seconds.isEmpty() && minutes.isEmpty();
    }
  }

  private static final int EXACT_IN_A_SECOND = 256;
  private static final int EXACT_IN_A_MINUTE = 2048;

  private final HistoryRing seconds = new HistoryRing(1, SECONDS);
  private final HistoryRing minutes = new HistoryRing(60, MINUTES);
  private final OpenStep second = new OpenStep(seconds, EXACT_IN_A_SECOND);
  private final OpenStep minute = new OpenStep(minutes, EXACT_IN_A_MINUTE);
  private StateName state;

  /**
   * An empty one.
   *
   * @param state of the uplink
   */
  public UplinkHistory(StateName state) {
    this.state = state;
  }

  /**
   * The two steps of a time, to be told what happened.
   *
   * @param at seconds of the epoch
   */
  private List<OpenStep> at(long at) {
    return List.of(second.at(at, state), minute.at(at, state));
  }

  /**
   * A probe was answered in time.
   *
   * @param rtt in nanoseconds
   */
  public void answered(long at, long rtt) {
    at(at).forEach(it -> it.answered(Reservoir.micros(rtt)));
  }

  public void lost(long at) {
    at(at).forEach(OpenStep::lose);
  }

  /** There was something, but no probe that has ended: one could not even be sent, say. */
  public void touched(long at) {
    List<OpenStep> _ = at(at);
  }

  /**
   * A probe that was counted as lost was answered after all.
   *
   * @param at when it was counted
   */
  public void corrected(long at) {
    if (!second.correct(at)) {
      seconds.correct(at);
    }
    if (!minute.correct(at)) {
      minutes.correct(at);
    }
  }

  /**
   * Jitter was measured.
   *
   * @param jitter in nanoseconds; negative if there is none
   */
  public void jitter(long at, long jitter) {
    at(at).forEach(it -> it.jitter(Reservoir.micros(jitter)));
  }

  public void state(long at, StateName now) {
    at(at).forEach(it -> it.state(now));
    state = now;
  }

  /**
   * What is known of a span of time, the oldest first.
   *
   * @param from seconds of the epoch; a point that it lies in is one of them
   * @param to seconds of the epoch; so is the one of that second
   * @param step in seconds: a multiple of 60, or a divisor of 60
   */
  public List<HistoryPoint> points(long from, long to, int step) {
    boolean fine = step < 60;
    HistoryRing ring = fine ? seconds : minutes;
    HistoryPoint open = fine ? second.point() : minute.point();
    List<HistoryPoint> found = new ArrayList<>();
    List<HistoryPoint> parts = new ArrayList<>();
    long begin = from - Math.floorMod(from, (long) step);
    long oldest = Math.max(begin, to - ring.span() - step);
    for (long at = oldest - Math.floorMod(oldest, (long) step); at <= to; at += step) {
      for (long part = at; part < at + step && part <= to; part += ring.step()) {
        add(ring.at(part), parts);
        add(open != null && open.at() == part ? open : null, parts);
      }
      if (!parts.isEmpty()) {
        found.add(
            parts.size() == 1 && step == ring.step()
                ? parts.getFirst()
                : HistoryMerge.of(at, parts));
        parts.clear();
      }
    }
    return found;
  }

  private static void add(@Nullable HistoryPoint point, List<HistoryPoint> parts) {
    if (point != null) {
      parts.add(point);
    }
  }

  /** What has begun counts as over, so that it can be saved; more of the same is merged with it. */
  public void close() {
    second.close();
    minute.close();
  }

  /** What has changed since it was saved, of the steps that are over. It counts as saved now. */
  public Saved takeUnsaved() {
    return new Saved(seconds.takeUnsaved(), minutes.takeUnsaved());
  }

  /** It could not be saved: it is to be saved with what comes next. */
  public void notSaved(Saved points) {
    seconds.notSaved(points.seconds());
    minutes.notSaved(points.minutes());
  }

  /**
   * Takes back what an earlier run has saved. What is of a time to come, because the clock was set
   * back, is left out, and so is what is older than anybody wants to know.
   *
   * @param now seconds of the epoch
   */
  public void restore(Saved saved, long now) {
    restore(saved.seconds(), seconds, now);
    restore(saved.minutes(), minutes, now);
  }

  private static void restore(List<HistoryPoint> points, HistoryRing ring, long now) {
    for (HistoryPoint point : points) {
      if (point.at() <= now && point.at() > now - ring.span()) {
        ring.restore(point);
      }
    }
  }
}
