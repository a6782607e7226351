package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an uplink changed its state: the figures against their limits, and one line that a person
 * understands.
 */
final class Sentences {
  private Sentences() {}

  static Transition transition(Monitor monitor, State from, State to, Moment at) {
    List<Figure> evidence = evidence(monitor, to, at);
    return new Transition(
        at,
        monitor.uplink.id(),
        from.name(),
        to.name(),
        to.cause(),
        evidence,
        sentence(monitor, from, to, at));
  }

  private static List<Figure> evidence(Monitor monitor, State to, Moment at) {
    List<Figure> figures = new ArrayList<>();
    Detector detector = monitor.detector;
    switch (to) {
      case State.Down down when down.cause() == Cause.BLACKOUT -> {
        figures.add(new Figure("silence", silence(detector, at), 0, "s"));
        figures.add(
            new Figure("targets silent", detector.counted(), detector.counted(), "targets"));
        figures.add(new Figure("unanswered", detector.unanswered(), 0, "probes"));
        figures.add(
            new Figure("evidence of blackout", detector.score(), detector.threshold(), "nats"));
      }
      case State.Down _ when monitor.isWithoutRoute() ->
          figures.add(new Figure("targets with a route", 0, 1, "targets"));
      case State.Down down -> figures.add(new Figure(missing(down.cause()), 0, 1, ""));
      case State.Degraded _ -> breach(figures, monitor.brownout.worst());
      case State.Recovering recovering -> {
        figures.add(new Figure("hold-down", recovering.upAt().since(at).toMillis() / 1e3, 0, "s"));
        figures.add(new Figure("flap penalty", monitor.damper.penalty(at), 0, ""));
      }
      default -> {}
    }
    return figures;
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

  private static void breach(List<Figure> figures, Brownout.@Nullable Breach breach) {
    if (breach != null) {
      boolean duration = breach.demand().metric().isDuration();
      double unit = duration ? 1e6 : 1;
      figures.add(
          new Figure(
              name(breach.demand().metric()),
              breach.value() / unit,
              breach.demand().fail() / unit,
              duration ? "ms" : "ratio"));
    }
  }

  private static String sentence(Monitor monitor, State from, State to, Moment at) {
    String name = monitor.uplink.name();
    String device = monitor.uplink.device();
    return switch (to) {
      case State.Unknown _ -> name + " is not known yet";
      case State.Up up when up.cause() == Cause.STARTED ->
          name + " is up: it answers and meets its demands";
      case State.Up _ -> name + " is up again: it has met its demands through the whole hold-down";
      case State.Failing failing -> name + " is failing: " + failing.cause();
      case State.Degraded _ ->
          name + " is degraded: " + told(monitor.brownout.worst(), "a demand is breached");
      case State.Down _ when monitor.isWithoutRoute() ->
          String.format(
              Locale.ROOT,
              "%s is down: no route leads through %s to any of %d targets",
              name,
              device,
              monitor.ways.targets());
      case State.Down down ->
          name + " is down: " + down(monitor.detector, down.cause(), device, at);
      case State.Recovering recovering when recovering.cause() == Cause.DAMPENED ->
          String.format(
              Locale.ROOT,
              "%s answers again; it has been flapping (penalty %.0f), so it must hold for %s",
              name,
              monitor.damper.penalty(at),
              seconds(recovering, at));
      case State.Recovering recovering ->
          String.format(
              Locale.ROOT,
              "%s %s; up in %s if that lasts",
              name,
              better(from),
              seconds(recovering, at));
      case State.Disabled _ -> name + " is disabled by the operator";
    };
  }

  private static String better(State from) {
    return from instanceof State.Degraded ? "meets its demands again" : "answers again";
  }

  private static String seconds(State.Recovering recovering, Moment at) {
    return String.format(Locale.ROOT, "%.0f s", recovering.upAt().since(at).toMillis() / 1e3);
  }

  private static String down(Detector detector, Cause cause, String device, Moment at) {
    return switch (cause) {
      case NO_INTERFACE -> "there is no interface " + device;
      case CARRIER_LOST -> device + " has no carrier";
      case NO_ADDRESS -> device + " has no address";
      case NO_GATEWAY ->
          "no gateway is known for " + device + " (set `gateway`, or let DHCP set a default route)";
      default ->
          String.format(
              Locale.ROOT,
              "no answer from any of %d targets for %.1f s (%d probes unanswered)",
              detector.counted(),
              silence(detector, at),
              detector.unanswered());
    };
  }

  private static String told(Brownout.@Nullable Breach breach, String otherwise) {
    if (breach == null) {
      return otherwise;
    }
    Metric metric = breach.demand().metric();
    return metric.isDuration()
        ? String.format(
            Locale.ROOT,
            "%s %.0f ms, limit %.0f ms",
            name(metric),
            breach.value() / 1e6,
            breach.demand().fail() / 1e6)
        : String.format(
            Locale.ROOT,
            "%s %.0f %%, limit %.0f %%",
            name(metric),
            breach.value() * 100,
            breach.demand().fail() * 100);
  }

  private static String name(Metric metric) {
    return metric.name().toLowerCase(Locale.ROOT);
  }

  private static double silence(Detector detector, Moment at) {
    long from = detector.silentFrom();
    return from == TargetEvidence.NOT_SILENT ? 0 : (at.nanos() - from) / 1e9;
  }
}
