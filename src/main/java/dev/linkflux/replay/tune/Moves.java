package dev.linkflux.replay.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Where a search may look next. */
final class Moves {
  private final Dials dials;
  private final Random dice;

  Moves(Dials dials, Random dice) {
    this.dials = dials;
    this.dice = dice;
  }

  /** A third and two thirds of the way to either end, and the next ones. */
  List<Point> alongEachDial() {
    Point present = dials.present();
    List<Point> points = new ArrayList<>();
    for (int third = 1; third <= 2; third++) {
      for (int i = 0; i < dials.list().size(); i++) {
        Dial dial = dials.list().get(i);
        int below = dial.present();
        int above = dial.size() - 1 - below;
        addTurned(points, present, i, dial.present() - (below * third + 2) / 3);
        addTurned(points, present, i, dial.present() + (above * third + 2) / 3);
      }
    }
    return points;
  }

  /** Each value of a dial about equally often; half of the dials of each point stay as they are. */
  List<Point> allOver(int count) {
    if (count <= 0) {
      return List.of();
    }
    List<List<Integer>> columns = new ArrayList<>();
    for (Dial dial : dials.list()) {
      List<Integer> column = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        column.add((int) ((k + dice.nextDouble()) / count * dial.size()));
      }
      Collections.shuffle(column, dice);
      columns.add(column);
    }
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      Point point = dials.present();
      for (int i = 0; i < columns.size(); i++) {
        point = dice.nextBoolean() ? point.with(i, columns.get(i).get(k)) : point;
      }
      points.add(point);
    }
    return points;
  }

  /** A mixture of the best so far, with one to three dials turned by at most that many steps. */
  Point child(List<Point> parents, int step) {
    Point child = parents.getFirst();
    if (dice.nextInt(3) > 0) {
      child = mixed(pick(parents), pick(parents));
    }
    for (int turns = dice.nextInt(3); turns >= 0; turns--) {
      int dial = dice.nextInt(dials.list().size());
      int rung = child.at(dial) + dice.nextInt(2 * step + 1) - step;
      child = child.with(dial, Math.clamp(rung, 0, dials.list().get(dial).size() - 1));
    }
    return child;
  }

  /** One dial back to where it is now, or else half of the way. */
  List<Point> backwards(Point from) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < dials.list().size(); i++) {
      addTurned(points, from, i, dials.list().get(i).present());
    }
    for (int i = 0; i < dials.list().size(); i++) {
      int present = dials.list().get(i).present();
      addTurned(points, from, i, present + (from.at(i) - present) / 2);
    }
    return points;
  }

  /** What could be turned back by itself, all of it, and less and less of it, the cheapest last. */
  List<Point> together(Point from, List<Point> cheapest) {
    List<Point> points = new ArrayList<>();
    Point all = from;
    for (Point one : cheapest) {
      for (int i = 0; i < dials.list().size(); i++) {
        int present = dials.list().get(i).present();
        boolean nearer = Math.abs(one.at(i) - present) < Math.abs(all.at(i) - present);
        all = nearer ? all.with(i, one.at(i)) : all;
      }
      points.add(all);
    }
    return points.reversed();
  }

  private Point pick(List<Point> points) {
    return points.get(dice.nextInt(points.size()));
  }

  private Point mixed(Point one, Point other) {
    Point mixed = one;
    for (int i = 0; i < one.rungs().size(); i++) {
      mixed = dice.nextBoolean() ? mixed : mixed.with(i, other.at(i));
    }
    return mixed;
  }

  private void addTurned(List<Point> points, Point from, int dial, int rung) {
    if (rung != from.at(dial) && rung >= 0 && rung < dials.list().get(dial).size()) {
      points.add(from.with(dial, rung));
    }
  }
}
