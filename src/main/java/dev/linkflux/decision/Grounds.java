package dev.linkflux.decision;

import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures that a change of state rests on, against their limits; never none, but for an uplink
 * that is disabled.
 *
 * @param rttLimit from which round-trip time on is a breach, nanoseconds; 0 if none is demanded
 * @param lossLimit the same of the loss ratio; 0 if none is demanded
 */
record Grounds(double rttLimit, double lossLimit) {
  static Grounds of(List<Demand> demands) {
    return new Grounds(fail(demands, Metric.RTT), fail(demands, Metric.LOSS));
  }

  private static double fail(List<Demand> demands, Metric metric) {
    return demands.stream()
        .filter(demand -> demand.metric() == metric)
        .mapToDouble(Demand::fail)
        .findFirst()
        .orElse(0);
  }

  /**
   * Of the state that an uplink has just taken up.
   *
   * @param before how long it had been in the state before
   */
  List<Figure> of(Monitor monitor, Duration before, Moment at) {
    List<Figure> figures = new ArrayList<>();
    Evidence evidence = monitor.evidence;
    switch (monitor.state()) {
      case State.Down down when down.cause() == Cause.BLACKOUT ->
          blackout(figures, evidence.detector, at);
      case State.Down _ when evidence.local.isWithoutRoute() ->
          figures.add(new Figure("targets with a route", 0, 1, "targets"));
      case State.Down down -> figures.add(new Figure(missing(down.cause()), 0, 1, ""));
      case State.Degraded _ -> breach(figures, evidence, at);
      case State.Recovering recovering -> {
        figures.add(new Figure("hold-down", seconds(recovering.upAt().since(at)), 0, "s"));
        health(figures, evidence);
      }
      case State.Up up -> {
        health(figures, evidence);
        if (up.cause() == Cause.RECOVERED) {
          figures.add(new Figure("lasted", seconds(before), 0, "s"));
        }
      }
      default -> {}
    }
    penalty(figures, monitor.damper, at);
    return figures;
  }

  private static void blackout(List<Figure> figures, Detector detector, Moment at) {
    int required = required(detector);
    figures.add(new Figure("lasted", seconds(silence(detector, at)), 0, "s"));
    if (required == Detector.NONE) {
      int targets = detector.counted();
      figures.add(new Figure("targets silent", targets, targets, "targets"));
      figures.add(new Figure("unanswered", detector.unanswered(), 0, "probes"));
      figures.add(
          new Figure("evidence of blackout", detector.score(), detector.threshold(), "nats"));
    } else {
      TargetEvidence target = detector.target(required);
      figures.add(new Figure("required targets silent", 1, 1, "targets"));
      figures.add(new Figure("unanswered", target.unanswered, 0, "probes"));
      figures.add(
          new Figure("evidence of blackout", target.score(), detector.thresholdOfOne(), "nats"));
    }
    figures.add(new Figure("baseline", detector.baseline().ratio(), Baseline.MOST, "ratio"));
  }

  /** The required target whose silence decides alone; {@link Detector#NONE} if all are silent. */
  static int required(Detector detector) {
    return detector.isSilent() ? Detector.NONE : detector.silentRequired();
  }

  /** How long nobody has answered, or the required target that decides. */
  static Duration silence(Detector detector, Moment at) {
    int required = required(detector);
    long from =
        required == Detector.NONE ? detector.silentFrom() : detector.target(required).silentFrom;
    return from == TargetEvidence.NOT_SILENT ? Duration.ZERO : at.since(new Moment(from));
  }

  /** What a local fact says is not there, of which one at least is needed. */
  private static String missing(Cause cause) {
    return switch (cause) {
      case NO_INTERFACE -> "interface";
      case NO_ADDRESS -> "address";
      case NO_GATEWAY -> "gateway";
      default -> "carrier";
    };
  }

  private static void breach(List<Figure> figures, Evidence evidence, Moment at) {
    Brownout.Breach breach = evidence.breach();
    if (breach != null) {
      boolean duration = breach.demand().metric().isDuration();
      double unit = duration ? 1e6 : 1;
      figures.add(
          new Figure(
              name(breach.demand().metric()),
              breach.value() / unit,
              breach.limit() / unit,
              duration ? "ms" : "ratio"));
      figures.add(new Figure("lasted", seconds(at.since(breach.since())), 0, "s"));
    }
  }

  private void health(List<Figure> figures, Evidence evidence) {
    Detector detector = evidence.detector;
    int quorum = Threshold.quorum(detector.counted());
    figures.add(new Figure("targets answering", detector.answers().now(), quorum, "targets"));
    if (evidence.loss().sent() > 0) {
      figures.add(new Figure("loss", evidence.loss().ratio(), lossLimit, "ratio"));
    }
    Quality quality = evidence.quality();
    if (quality != null && quality.recent() >= 0) {
      figures.add(new Figure("rtt", quality.recent() / 1e6, rttLimit / 1e6, "ms"));
    }
  }

  /** Of one that has been flapping: how much, and when its return is not delayed any more. */
  private static void penalty(List<Figure> figures, Damper damper, Moment at) {
    double penalty = damper.penalty(at);
    if (penalty >= 1) {
      figures.add(new Figure("flap penalty", penalty, damper.suppress(), ""));
      Duration delay = damper.delay(at);
      if (!delay.isZero()) {
        figures.add(new Figure("reused in", seconds(delay), seconds(damper.cap()), "s"));
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private static String name(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }
}
