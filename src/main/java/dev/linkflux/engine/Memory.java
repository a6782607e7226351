package dev.linkflux.engine;

import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Penalty;
import dev.linkflux.probe.Budget;
import dev.linkflux.uplink.Steering;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that outlives a restart: by names, at wall times. */
sealed interface Memory {
  /** As of when it was so. */
  Instant at();

  /** Of which uplink or server. */
  String name();

  /** Of two that are about the same the later one counts. */
  default Subject subject() {
    return new Subject(
        getClass().getSimpleName(), name(), this instanceof Lowest it ? it.target() : "");
  }

  /**
   * What it is about.
   *
   * @param target by its name, or empty
   */
  record Subject(String kind, String name, String target) {}

  /** What an uplink has taught. */
  record Taught(Instant at, String name, Experience experience) implements Memory {}

  /**
   * The floor of a target's round-trip time.
   *
   * @param newest as in {@link dev.linkflux.quality.FloorLearnt}
   */
  record Lowest(Instant at, String name, String target, List<Long> newest) implements Memory {}

  /**
   * What the operator wants of an uplink.
   *
   * @param until null if it holds until something else is said
   */
  record Ordered(Instant at, String name, Steering steering, @Nullable Instant until)
      implements Memory {}

  /** How much has gone through an uplink in the month of that moment, bytes. */
  record Counted(Instant at, String name, long bytes) implements Memory {}

  /**
   * What the budget of an uplink has come to.
   *
   * @param dayBegan when the first of the days began
   */
  record Spent(
      Instant at, String name, double level, double cost, Instant dayBegan, List<Long> days)
      implements Memory {
    /**
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Spent {
      var _ = new Budget.Past(0, level, cost, -Duration.between(dayBegan, at).toNanos(), days);
    }

    /**
     * At a clock of nanoseconds.
     *
     * @param then what that clock showed at {@link #at}
     */
    Budget.Past past(long then) {
      long began = then - Duration.between(dayBegan, at).toNanos();
      return new Budget.Past(then, level, cost, began, days);
    }
  }

  /** What the falls of a server have cost. */
  record Conducted(Instant at, String name, Penalty penalty) implements Memory {}

  /** The server that the operator wants. */
  record Wanted(Instant at, String name) implements Memory {}
}
