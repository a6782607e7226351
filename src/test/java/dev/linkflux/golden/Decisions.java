package dev.linkflux.golden;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was decided, a line a decision: when, what, and why. */
final class Decisions {
  private Decisions() {}

  /** Transitions and elections; what else there is among the events is left out. */
  static List<String> lines(List<Event> events) {
    return events.stream()
        .filter(event -> event instanceof Transition || event instanceof Election)
        .map(Decisions::line)
        .toList();
  }

  private static String line(Event event) {
    return switch (event) {
      case Transition it ->
          "%s %-8s %s -> %s (%s)"
              .formatted(moment(it.at()), it.uplink(), it.from(), it.to(), it.cause());
      case Election it ->
          "%s carrying %s; standby %s; excluded %s (%s)"
              .formatted(
                  moment(it.at()),
                  names(it.carrying()),
                  names(it.standby()),
                  it.excluded().stream()
                      .map(one -> one.uplink() + " " + one.cause())
                      .collect(Collectors.joining(", ", "[", "]")),
                  it.cause());
      default -> throw new IllegalArgumentException("no decision: " + event);
    };
  }

  private static String names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Seconds and milliseconds from the beginning of the trace. */
  private static String moment(Moment at) {
    return String.format(Locale.ROOT, "%8.3f", at.nanos() / 1e9);
  }
}
