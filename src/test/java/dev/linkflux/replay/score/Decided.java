package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.decision.Election.Excluded;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Woken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a configuration decided, laid out by hand in time order. Times in seconds. */
final class Decided {
  private final Settings settings;
  private final List<Event> events = new ArrayList<>();

  Decided(Settings settings) {
    this.settings = settings;
  }

  /** Those carry from then on, each with the same share. */
  Decided carry(double at, Cause cause, int... uplinks) {
    events.add(
        new Election(
            Probes.at(at),
            Arrays.stream(uplinks).mapToObj(Probes::uplink).toList(),
            List.of(),
            List.of(),
            cause,
            ""));
    return this;
  }

  /** Two carry, one with a weight, the other with the other. */
  Decided balance(double at, int one, int other) {
    List<Considered> considered =
        List.of(
            new Considered(Probes.uplink(0), one, List.of(), ""),
            new Considered(Probes.uplink(1), other, List.of(), ""));
    events.add(
        new Election(
            Probes.at(at),
            List.of(Probes.uplink(0), Probes.uplink(1)),
            List.of(),
            List.of(),
            Cause.STARTED,
            considered,
            ""));
    return this;
  }

  /** One carries, the other is not wanted. */
  Decided carryAvoiding(double at, int uplink, int avoided, Cause cause) {
    events.add(
        new Election(
            Probes.at(at),
            List.of(Probes.uplink(uplink)),
            List.of(),
            List.of(new Excluded(Probes.uplink(avoided), cause)),
            cause,
            ""));
    return this;
  }

  Decided move(double at, int uplink, StateName from, StateName to) {
    events.add(
        new Transition(
            Probes.at(at), Probes.uplink(uplink), from, to, Cause.BLACKOUT, List.of(), ""));
    return this;
  }

  Decided pace(double at, int uplink, Tempo tempo) {
    events.add(new Pace(Probes.at(at), Probes.uplink(uplink), tempo));
    return this;
  }

  Course course(double end) {
    Course course = new Course(settings);
    course.accept(events);
    course.accept(List.of(new Woken(Probes.at(end))));
    return course;
  }

  Score score(Truth truth, double end) {
    return Scores.of(truth, course(end), settings, Probes.at(0), Probes.at(end));
  }
}
