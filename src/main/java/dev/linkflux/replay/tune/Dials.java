package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import java.util.List;
import java.util.stream.IntStream;

/** All that may be turned of some settings. */
final class Dials {
  private final Settings base;
  private final List<Dial> dials;

  Dials(Settings base, List<Dial> dials) {
    this.base = base;
    this.dials = List.copyOf(dials);
  }

  List<Dial> list() {
    return dials;
  }

  /** The present settings. */
  Point present() {
    return new Point(dials.stream().map(Dial::present).toList());
  }

  /** What a point stands for. */
  Settings settings(Point point) {
    Settings settings = base;
    for (int i = 0; i < dials.size(); i++) {
      settings = dials.get(i).turn(settings, point.at(i));
    }
    return settings;
  }

  /** How far a point is from the present settings: turned dials first, then how far each is. */
  double distance(Point point) {
    double distance = 0;
    for (int i = 0; i < dials.size(); i++) {
      int steps = Math.abs(point.at(i) - dials.get(i).present());
      distance += steps == 0 ? 0 : 1 + (double) steps / dials.get(i).size();
    }
    return distance;
  }

  /** The paths of those that a point turns. */
  List<String> turned(Point point) {
    return IntStream.range(0, dials.size())
        .filter(i -> point.at(i) != dials.get(i).present())
        .mapToObj(i -> dials.get(i).name())
        .toList();
  }
}
