package dev.linkflux.quality;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LossRatio;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the recent outcomes of an uplink amount to. All times in nanoseconds, -1 where nothing was
 * answered.
 *
 * @param loss over the window
 * @param roundTrips of the window
 * @param recent median round-trip time of the most recent replies: what the uplink is like now
 * @param floor long-term minimum of the round-trip time to the nearest target
 * @param jitter RFC 3550 section 6.4.1, median over the targets
 * @param targets by target, in the order of the configuration; only those that were asked
 */
public record Quality(
    Moment at,
    UplinkId uplink,
    LossRatio loss,
    RoundTrips roundTrips,
    long recent,
    long floor,
    long jitter,
    List<OfTarget> targets)
    implements Event {
  public Quality {
    targets = List.copyOf(targets);
  }

  /** One of whose round-trip times only the figures are known. */
  public Quality(
      Moment at,
      UplinkId uplink,
      LossRatio loss,
      Rtt rtt,
      long recent,
      long floor,
      long jitter,
      List<OfTarget> targets) {
    this(at, uplink, loss, new RoundTrips(rtt, -1), recent, floor, jitter, targets);
  }

  /** Over the window. */
  public Rtt rtt() {
    return roundTrips.rtt();
  }

  /**
   * Delay variation (RFC 5481 section 4.2), the median over the targets, because each is a stream
   * of its own distance; -1 if none has answered often enough.
   */
  public long pdv() {
    return median(OfTarget::pdv);
  }

  /**
   * How far the round-trip time of now is over its long-term minimum, the median over the targets:
   * each against its own, because they lie at different distances; -1 if none has answered.
   */
  public long rise() {
    return median(OfTarget::rise);
  }

  /** The lower of two; -1 if no target tells. */
  private long median(ToLongFunction<OfTarget> figure) {
    long[] known = targets.stream().mapToLong(figure).filter(one -> one >= 0).sorted().toArray();
    return known.length == 0 ? -1 : known[(known.length - 1) / 2];
  }

  /** Round-trip times of a window. Percentiles by the nearest rank. */
  public record Rtt(long min, long mean, long p50, long p95, long p99, long max) {
    public static final Rtt NONE = new Rtt(-1, -1, -1, -1, -1, -1);
  }

  /** What was lost on the way there and back, by all targets that tell; null if none does. */
  public @Nullable OneWay oneWay() {
    OneWay sum = null;
    for (OfTarget target : targets) {
      OneWay one = target.oneWay();
      sum = one == null ? sum : sum == null ? one : sum.plus(one);
    }
    return sum;
  }

  /** Share of the targets that have answered within the window, 0 to 1; 0 if none was asked. */
  public double answering() {
    long answered = targets.stream().filter(target -> target.p50() >= 0).count();
    return targets.isEmpty() ? 0 : (double) answered / targets.size();
  }

  /**
   * One target, seen through this uplink. All times in nanoseconds, -1 where too little was
   * answered.
   *
   * @param roundTrips of the window
   * @param rise median of its most recent round-trip times over their long-term minimum
   * @param consecutiveLosses how many were lost since its last reply
   * @param oneWay what was lost on the way there and back; null if the target does not tell
   */
  public record OfTarget(
      TargetId target,
      LossRatio loss,
      RoundTrips roundTrips,
      long rise,
      int consecutiveLosses,
      @Nullable OneWay oneWay) {
    /** One of whose round-trip times only two figures are known. */
    public OfTarget(
        TargetId target,
        LossRatio loss,
        long p50,
        long rise,
        long pdv,
        int consecutiveLosses,
        @Nullable OneWay oneWay) {
      this(
          target,
          loss,
          new RoundTrips(new Rtt(-1, -1, p50, -1, -1, -1), pdv),
          rise,
          consecutiveLosses,
          oneWay);
    }

    /** One of which no more is known. */
    public OfTarget(TargetId target, LossRatio loss, long p50, int consecutiveLosses) {
      this(target, loss, p50, -1, -1, consecutiveLosses, null);
    }

    /** Median round-trip time over the window. */
    public long p50() {
      return roundTrips.rtt().p50();
    }

    /** Delay variation over the window (RFC 5481 section 4.2). */
    public long pdv() {
      return roundTrips.pdv();
    }
  }
}
