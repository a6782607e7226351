package dev.linkflux.replay.score;

/**
 * How long it took, where it was to be done.
 *
 * @param count how often it was done
 * @param missed how often it was not, before the matter was over
 * @param median seconds; NaN if it was never done
 * @param p95 seconds, by the nearest rank; NaN if it was never done
 * @param max seconds; NaN if it was never done
 */
public record Delays(int count, int missed, double median, double p95, double max) {}
