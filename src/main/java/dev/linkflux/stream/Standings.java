package dev.linkflux.stream;

import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.WallClock;
import dev.linkflux.quality.Quality;
import dev.linkflux.stream.Summary.Figures;
import dev.linkflux.stream.Summary.Role;
import dev.linkflux.stream.Summary.Standing;
import dev.linkflux.uplink.UplinkId;
import org.jspecify.annotations.Nullable;

/** Sums a status up. */
final class Standings {
  private Standings() {}

  static String summary(Status status, WallClock clock) {
    Election election = status.election();
    return Summary.of(
        status.uplinks().stream().map(it -> standing(it, status, clock)).toList(),
        election != null && election.cause() == Cause.ISOLATED,
        clock.label(status.now()));
  }

  private static Standing standing(UplinkStatus it, Status status, WallClock clock) {
    UplinkId id = it.uplink().id();
    Election election = status.election();
    Role role =
        status.carrying().contains(id)
            ? Role.CARRIES
            : election != null && election.standby().contains(id) ? Role.STANDS_BY : Role.OUT;
    boolean broken = it.state() == StateName.DOWN || it.state() == StateName.DEGRADED;
    // An election says why it was left then; what is wrong with it may be something else by now.
    Cause excluded = role == Role.OUT && !broken ? excluded(election, id) : null;
    return new Standing(
        it.uplink().name(),
        it.state().wire(),
        (excluded == null ? it.cause() : excluded).wire(),
        clock.label(it.since()),
        role,
        it.steering(status.now()).wire(),
        figures(it.quality()));
  }

  private static @Nullable Cause excluded(@Nullable Election election, UplinkId id) {
    return election == null
        ? null
        : election.excluded().stream()
            .filter(it -> it.uplink().equals(id))
            .map(Election.Excluded::cause)
            .findFirst()
            .orElse(null);
  }

  private static Figures figures(@Nullable Quality quality) {
    return quality == null
        ? Figures.NONE
        : new Figures(
            quality.loss().ratio(),
            millis(quality.recent()),
            millis(quality.jitter()),
            millis(quality.pdv()));
  }

  private static double millis(long nanos) {
    return nanos < 0 ? Double.NaN : nanos / 1e6;
  }
}
