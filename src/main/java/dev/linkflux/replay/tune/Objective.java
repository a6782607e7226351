package dev.linkflux.replay.tune;

/**
 * What should be as little, or as much, as can be had.
 *
 * @param most true if more is better
 */
record Objective(Measure measure, boolean most) {
  /** The figure, turned so that less is better. */
  double cost(Figures part) {
    double figure = part.of(measure);
    return most ? -figure : figure;
  }
}
