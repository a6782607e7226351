package dev.linkflux.decision;

import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Metric;
import dev.linkflux.uplink.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Why an uplink changed its state, in one line that a person understands. */
final class Sentences {
  private final List<Target> targets;
  private final Grounds grounds;

  Sentences(List<Target> targets, Grounds grounds) {
    this.targets = targets;
    this.grounds = grounds;
  }

  static Sentences of(Terms terms) {
    return new Sentences(terms.targets(), Grounds.of(terms.demands()));
  }

  /** What is told of a state that rests on the configuration alone. */
  Transition reconfigured(Monitor monitor, State from, Moment at) {
    boolean disabled = monitor.state() instanceof State.Disabled;
    String said =
        disabled
            ? " is disabled by the operator"
            : from instanceof State.Disabled
                ? " is enabled again: it is not known yet"
                : " is another line now, through "
                    + monitor.uplink.device()
                    + ": it is not known yet";
    return new Transition(
        at,
        monitor.uplink.id(),
        from.name(),
        monitor.state().name(),
        disabled ? Cause.OPERATOR : Cause.RECONFIGURED,
        List.of(),
        monitor.uplink.name() + said);
  }

  /**
   * What is told of the state that an uplink has just taken up.
   *
   * @param before how long it had been in the state before
   */
  Transition transition(Monitor monitor, State from, Duration before, Moment at) {
    State to = monitor.state();
    return new Transition(
        at,
        monitor.uplink.id(),
        from.name(),
        to.name(),
        to.cause(),
        grounds.of(monitor, before, at),
        monitor.uplink.name() + " " + said(monitor, from, before, at));
  }

  private String said(Monitor monitor, State from, Duration before, Moment at) {
    return switch (monitor.state()) {
      case State.Unknown _, State.Doubtful _ -> "is not known yet";
      case State.Up up when up.cause() == Cause.STARTED -> "is up: " + health(monitor.evidence);
      case State.Up _ ->
          String.format(
              Locale.ROOT,
              "is up again: it has met its demands for %.0f s; %s",
              seconds(before),
              health(monitor.evidence));
      case State.Failing failing -> "is failing: " + failing.cause();
      case State.Degraded _ -> "is degraded: " + breach(monitor.evidence, at);
      case State.Down down -> "is down: " + down(monitor, down.cause(), at);
      case State.Recovering recovering when recovering.cause() == Cause.DAMPENED ->
          String.format(
              Locale.ROOT,
              "%s; it has been flapping (penalty %.0f), so it must hold for %.0f s",
              better(from),
              monitor.damper.penalty(at),
              seconds(recovering.upAt().since(at)));
      case State.Recovering recovering ->
          String.format(
              Locale.ROOT,
              "%s; up in %.0f s if that lasts",
              better(from),
              seconds(recovering.upAt().since(at)));
      case State.Disabled _ -> "is disabled by the operator";
    };
  }

  private static String better(State from) {
    return switch (from) {
      case State.Degraded _ -> "meets its demands again";
      case State.Unknown _, State.Doubtful _ -> "meets its demands";
      default -> "answers again";
    };
  }

  private String health(Evidence evidence) {
    Detector detector = evidence.detector;
    String answering =
        String.format(
            Locale.ROOT, "%d of %d targets answer", detector.answers().now(), targets.size());
    Quality quality = evidence.quality();
    return quality == null || quality.recent() < 0
        ? answering
        : String.format(
            Locale.ROOT,
            "%s, loss %.0f %%, rtt %.0f ms",
            answering,
            evidence.loss().ratio() * 100,
            quality.recent() / 1e6);
  }

  private String down(Monitor monitor, Cause cause, Moment at) {
    String device = monitor.uplink.device();
    Local local = monitor.evidence.local;
    return switch (cause) {
      case NO_INTERFACE -> "there is no interface " + device;
      case CARRIER_LOST -> device + " has no carrier";
      case NO_ADDRESS -> device + " has no address";
      case NO_GATEWAY ->
          local.isWithoutRoute()
              ? String.format(
                  Locale.ROOT,
                  "no route leads through %s to any of %d targets",
                  device,
                  local.targets())
              : String.format(
                  Locale.ROOT,
                  "no gateway is known for %s (set `gateway`, or let DHCP set a default route)",
                  device);
      default -> silence(monitor.evidence.detector, at);
    };
  }

  private String silence(Detector detector, Moment at) {
    int required = Grounds.required(detector);
    double lasted = seconds(Grounds.silence(detector, at));
    return required == Detector.NONE
        ? String.format(
            Locale.ROOT,
            "no answer from any of %d targets for %.1f s (%d probes, none answered within %d ms)",
            detector.counted(),
            lasted,
            detector.unanswered(),
            detector.patience() / 1_000_000)
        : String.format(
            Locale.ROOT,
            "no answer from %s for %.1f s, which is required",
            targets.get(required).name(),
            lasted);
  }

  private static String breach(Evidence evidence, Moment at) {
    Brownout.Breach breach = evidence.breach();
    if (breach == null) {
      return "a demand is breached";
    }
    Metric metric = breach.demand().metric();
    double unit = metric.isDuration() ? 1e6 : 0.01;
    boolean beyond = breach.value() >= breach.demand().fail();
    String unitName = metric.isDuration() ? "ms" : "%";
    String limit = beyond ? "limit" : "recovers below";
    String said =
        String.format(
            Locale.ROOT,
            "%s %.0f %s, %s %.0f %s",
            words(metric),
            breach.value() / unit,
            unitName,
            limit,
            breach.limit() / unit,
            unitName);
    double lasted = seconds(at.since(breach.since()));
    return lasted < 0.1 ? said : String.format(Locale.ROOT, "%s, for %.1f s", said, lasted);
  }

  private static String words(Metric metric) {
    return switch (metric) {
      case LOSS -> "loss";
      case RTT -> "rtt";
      case JITTER -> "jitter";
      case PDV -> "delay variation (pdv)";
      case RISE -> "rtt over its long-term minimum";
    };
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
