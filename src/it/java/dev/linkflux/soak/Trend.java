package dev.linkflux.soak;

import java.util.ArrayList;
import java.util.List;

/** A figure over time, and the straight line that fits it best. */
final class Trend {
  private final List<double[]> samples = new ArrayList<>();

  /**
   * Adds a sample.
   *
   * @param hours of any epoch, rising
   */
  void add(double hours, double figure) {
    samples.add(new double[] {hours, figure});
  }

  int size() {
    return samples.size();
  }

  /** From the first sample to the last one. */
  double hours() {
    return samples.isEmpty() ? 0 : samples.getLast()[0] - samples.getFirst()[0];
  }

  double first() {
    return samples.isEmpty() ? 0 : samples.getFirst()[1];
  }

  double latest() {
    return samples.isEmpty() ? 0 : samples.getLast()[1];
  }

  double most() {
    return samples.stream().mapToDouble(it -> it[1]).max().orElse(0);
  }

  /** What lies in the second half of the time. */
  Trend lastHalf() {
    Trend half = new Trend();
    double middle = samples.isEmpty() ? 0 : samples.getFirst()[0] + hours() / 2;
    samples.stream().filter(it -> it[0] >= middle).forEach(half.samples::add);
    return half;
  }

  /** About so many of the samples, evenly chosen. */
  List<double[]> thinned(int most) {
    int step = Math.max(1, samples.size() / most);
    List<double[]> some = new ArrayList<>();
    for (int i = 0; i < samples.size(); i += step) {
      some.add(samples.get(i));
    }
    return some;
  }

  /** How much it grows in an hour, by least squares; 0 of less than two samples. */
  double perHour() {
    double meanX = samples.stream().mapToDouble(it -> it[0]).average().orElse(0);
    double meanY = samples.stream().mapToDouble(it -> it[1]).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (double[] sample : samples) {
      products += (sample[0] - meanX) * (sample[1] - meanY);
      squares += (sample[0] - meanX) * (sample[0] - meanX);
    }
    return squares == 0 ? 0 : products / squares;
  }
}
