package dev.linkflux.server;

import dev.linkflux.decision.Figure;
import dev.linkflux.server.Paths.Through;
import dev.linkflux.server.State.Down;
import dev.linkflux.server.State.Recovering;
import dev.linkflux.server.State.Up;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The figures that a change of a server's state rests on, against their limits. */
final class Figures {
  private final Watch watch;

  Figures(Watch watch) {
    this.watch = watch;
  }

  /**
   * Those of the state that it has just taken up.
   *
   * @param before how long it had been in the state before
   */
  List<Figure> of(State from, Duration before, Moment at) {
    List<Figure> figures = new ArrayList<>();
    double fails = watch.server.hysteresis().fails();
    switch (watch.state()) {
      case State.Unknown _, State.Failing _, State.Mending _ -> {}
      case Up _ -> {
        for (Through it : watch.paths.serving()) {
          Checked latest = it.path().latest();
          if (latest != null) {
            double timeout = watch.server.check().timeout().toNanos() / 1e6;
            figures.add(new Figure(it.uplink().name(), latest.nanos() / 1e6, timeout, "ms"));
          }
        }
      }
      case State.Degraded _ -> {
        Path worst = Paths.closest(watch.paths.serving());
        figures.add(new Figure("in a row", worst == null ? 0 : worst.broken(), fails, "checks"));
      }
      case Down _ -> {
        List<Through> failing = watch.paths.failing();
        int least = failing.stream().mapToInt(it -> it.path().failed()).min().orElse(0);
        Duration lasted =
            from instanceof State.Failing failed ? at.since(failed.since()) : Duration.ZERO;
        figures.add(new Figure("failed in a row", least, fails, "checks"));
        figures.add(
            new Figure(
                "lasted",
                lasted.toNanos() / 1e9,
                watch.server.hysteresis().confirm().toNanos() / 1e9,
                "s"));
        figures.add(new Figure("uplinks", failing.size(), failing.size(), "uplinks"));
      }
      case Recovering recovering -> {
        figures.add(new Figure("away", before.toNanos() / 1e9, 0, "s"));
        figures.add(new Figure("hold-down", recovering.upAt().since(at).toNanos() / 1e9, 0, "s"));
        figures.add(new Figure("penalty", watch.conduct.penalty(at), watch.conduct.suppress(), ""));
      }
    }
    return figures;
  }
}
