package dev.linkflux.replay.score;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.score.Course.Bar;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How traffic fared over a span: by what it was carried, how much of that was bad though there was
 * a better uplink, and how long a bad one was borne before it was left. One owner.
 */
final class Burden {
  private static final double NANOS = 1e9;

  private final List<Lot> lots = new ArrayList<>();
  private final Delaying detection = new Delaying();
  private double bad;
  private double hopeless;

  /** One uplink's part in it. */
  private static final class Lot {
    private final String name;
    private final boolean disabled;
    private final Along<Spell> spells;
    private boolean wanted;
    private Condition condition = Condition.UNKNOWN;
    private Condition before = Condition.UNKNOWN;
    private double share;
    private double shareBefore;
    private double carried;

    /** It is bad, and carries. */
    private boolean borne;

    /** For so many seconds though there was a better one. */
    private double bearing;

    Lot(Uplink uplink, Truth truth) {
      this.name = uplink.name();
      this.disabled = uplink.disabled();
      this.spells = new Along<>(truth.spells(name), spell -> spell.from().nanos());
    }

    void begin(long at, Map<String, Double> shares, boolean unwanted) {
      Spell spell = spells.at(at);
      before = condition;
      condition = spell == null ? Condition.UNKNOWN : spell.condition();
      shareBefore = share;
      share = shares.getOrDefault(name, 0.0);
      wanted = !disabled && !unwanted;
    }

    boolean betters(Lot other) {
      boolean better =
          condition == Condition.GOOD
              || (condition == Condition.BREACHING && other.condition == Condition.DEAD);
      return wanted && other != this && better;
    }
  }

  /**
   * @param from the span's beginning, nanoseconds
   * @param until its end
   */
  Burden(Truth truth, Course course, Settings settings, long from, long until) {
    settings.uplinks().forEach(uplink -> lots.add(new Lot(uplink, truth)));
    Along<Carrying> carryings = new Along<>(course.carryings(), it -> it.from().nanos());
    Along<Bar> bars = new Along<>(course.bars(), it -> it.from().nanos());
    long[] moments = moments(truth, course, from, until);
    for (int i = 0; i + 1 < moments.length; i++) {
      Carrying carrying = carryings.at(moments[i]);
      Bar bar = bars.at(moments[i]);
      for (Lot lot : lots) {
        lot.begin(
            moments[i],
            carrying == null ? Map.of() : carrying.shares(),
            bar != null && bar.uplinks().contains(lot.name));
      }
      double seconds = (moments[i + 1] - moments[i]) / NANOS;
      for (Lot lot : lots) {
        boolean bettered =
            lot.condition.isBad() && lots.stream().anyMatch(other -> other.betters(lot));
        look(lot, bettered);
        pass(lot, bettered, seconds);
      }
    }
    lots.stream().filter(lot -> lot.borne).forEach(lot -> detection.missed(lot.bearing));
  }

  /** When anything changes within the span, its ends included. */
  private long[] moments(Truth truth, Course course, long from, long until) {
    Stream<Moment> spells =
        lots.stream().flatMap(lot -> truth.spells(lot.name).stream().map(Spell::from));
    Stream<Moment> decisions =
        Stream.concat(
            course.carryings().stream().map(Carrying::from), course.bars().stream().map(Bar::from));
    LongStream within =
        Stream.concat(spells, decisions)
            .mapToLong(Moment::nanos)
            .filter(moment -> moment > from && moment < until);
    return LongStream.concat(LongStream.of(from, until), within).sorted().distinct().toArray();
  }

  /** Has anything come of the trouble? */
  private void look(Lot lot, boolean bettered) {
    boolean bad = lot.condition.isBad();
    if (lot.borne && lot.condition == Condition.GOOD) {
      detection.missed(lot.bearing);
      lot.borne = false;
    } else if (lot.borne && lot.share == 0) {
      if (bettered || lot.bearing > 0) {
        detection.done(lot.bearing);
      }
      lot.borne = false;
    } else if (!lot.borne && bad && lot.share > 0) {
      lot.borne = true;
      lot.bearing = 0;
    } else if (bad && bettered && lot.share == 0 && !lot.before.isBad() && lot.shareBefore > 0) {
      detection.done(0);
    }
  }

  private void pass(Lot lot, boolean bettered, double seconds) {
    lot.carried += lot.share * seconds;
    if (lot.condition.isBad() && bettered) {
      bad += lot.share * seconds;
      lot.bearing += lot.borne ? seconds : 0;
    } else if (lot.condition.isBad()) {
      hopeless += lot.share * seconds;
    }
  }

  double badSeconds() {
    return bad;
  }

  double hopelessSeconds() {
    return hopeless;
  }

  Delays detection() {
    return detection.delays();
  }

  /** Seconds carried, by uplink. */
  Map<String, Double> carried() {
    Map<String, Double> carried = new LinkedHashMap<>();
    lots.forEach(lot -> carried.put(lot.name, lot.carried));
    return carried;
  }
}
