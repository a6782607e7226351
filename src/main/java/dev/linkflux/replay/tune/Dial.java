package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import java.util.Arrays;

/** One setting, and the values at which it may be tried. One of them is the present one. */
final class Dial {
  private final String name;
  private final double[] rungs;
  private final int present;
  private final Turning turning;

  /** Makes settings of settings that differ in one value. */
  @FunctionalInterface
  interface Turning {
    Settings to(Settings settings, double value);
  }

  /**
   * @param name its path in the configuration
   * @param rungs rising; the present value is among them
   */
  Dial(String name, double[] rungs, double present, Turning turning) {
    this.name = name;
    this.rungs = rungs.clone();
    this.present = Arrays.binarySearch(rungs, present);
    this.turning = turning;
    if (this.present < 0) {
      throw new IllegalArgumentException(name + ": " + present + " is not on the ladder");
    }
  }

  String name() {
    return name;
  }

  /** How many values there are. */
  int size() {
    return rungs.length;
  }

  /** Which of them is the present one. */
  int present() {
    return present;
  }

  /** At the present one nothing is touched. */
  Settings turn(Settings settings, int rung) {
    return rung == present ? settings : turning.to(settings, rungs[rung]);
  }
}
