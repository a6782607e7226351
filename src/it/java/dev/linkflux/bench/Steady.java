package dev.linkflux.bench;

import dev.linkflux.uplink.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Probes on loopback at a steady rate. */
public final class Steady {
  /** Pauses are 75 to 100 % of the interval. */
  private static final double MEAN_PAUSE = 0.875;

  private Steady() {}

  /** Takes the number of targets, probes a second, and the seconds before and while counted. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<Target> targets = Asker.loopback(Integer.parseInt(arguments[0]));
    Duration interval = interval(targets.size(), Integer.parseInt(arguments[1]));
    Asker asker = new Asker();
    Meter meter = new Meter(asker.instruments());
    asker.ask(Asker.through("lo", 0), targets, interval, null, meter::count);
    System.out.println(
        meter.measure(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
    System.exit(0);
  }

  /** At which so many targets together make so many probes a second. */
  static Duration interval(int targets, int rate) {
    return Duration.ofNanos((long) (1e9 * targets / rate / MEAN_PAUSE));
  }
}
