package dev.linkflux.stream;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Shadowed;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Played;
import dev.linkflux.engine.Trouble;
import dev.linkflux.probe.Outcome;
import dev.linkflux.quality.Quality;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.Steered;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event is called on the wire; these names are a contract. */
enum Kind {
  PROBE,
  QUALITY,
  TRANSITION,
  ELECTION,
  /** A target was found bad, or was taken back. */
  TARGET,
  /** The operator has ordered something. */
  OPERATOR,
  /** Another configuration holds. */
  CONFIG,
  PLAN,
  SHADOW,
  /** What is found, ordered and decided of a server. */
  SERVER,
  SELF;

  static final Set<Kind> ALL = Set.copyOf(EnumSet.allOf(Kind.class));

  /** The name in {@code event:} and {@code "type"}. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True if it comes several times a second, so that one may be left out for the next one. */
  boolean isFrequent() {
    return this == PROBE || this == QUALITY;
  }

  /** True if it is kept on disk: all that does not come several times a second. */
  boolean isRare() {
    return !isFrequent();
  }

  static @Nullable Kind named(String wire) {
    for (Kind kind : values()) {
      if (kind.wire().equals(wire)) {
        return kind;
      }
    }
    return null;
  }

  /** The kind of an event, or null if it is not told to anybody. */
  static @Nullable Kind of(Event event) {
    return switch (event) {
      case Outcome _ -> PROBE;
      case Quality _ -> QUALITY;
      case Transition _ -> TRANSITION;
      case Election _ -> ELECTION;
      case Blamed _ -> TARGET;
      case Steered _ -> OPERATOR;
      case Reconfigured _ -> CONFIG;
      case RoutePlan _ -> PLAN;
      case Repaired _ -> PLAN;
      case RouteAnswer _ -> PLAN;
      case Shadowed _ -> SHADOW;
      case Located _, Appointed _ -> SERVER;
      case ServerVerdict _, ServerTransition _, ServerElection _ -> SERVER;
      case Stalled _ -> SELF;
      case Trouble _, Played _ -> SELF;
      case Selfhood _ -> SELF;
      default -> null;
    };
  }
}
