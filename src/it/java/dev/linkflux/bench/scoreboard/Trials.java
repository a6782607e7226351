package dev.linkflux.bench.scoreboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a contestant goes through. The weather depends on the seed and on what it is, never on who
 * goes through it.
 */
final class Trials {
  static final long HOUR = 3600 * Rule.SECOND;
  private static final long DAY = 24 * HOUR;

  /** Clear weather before anything happens, at least: every window is full. */
  private static final long WARM_UP = 120 * Rule.SECOND;

  /** And up to so much more, so that trouble begins at a random phase. */
  private static final long PHASE = 60 * Rule.SECOND;

  /** What is not detected within this is never detected. */
  private static final long PATIENCE = 600 * Rule.SECOND;

  private final Effort effort;
  private final long seed;

  Trials(Effort effort, long seed) {
    this.effort = effort;
    this.seed = seed;
  }

  Effort effort() {
    return effort;
  }

  /** Trouble begins, again and again: how soon is the main uplink left? */
  Delays detection(Contestant contestant, Weather weather) {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < effort.onsets(); i++) {
      SplittableRandom random = random("detection " + weather, i);
      long onset = WARM_UP + random.nextLong(PHASE);
      Course course = Course.untilLeft(onset);
      run(contestant, weather.since(onset, random.nextLong()), random, onset + PATIENCE, course);
      delays.add(course.delay());
    }
    return Delays.of(delays);
  }

  /** A part of the days with slight loss: how often is the main uplink left, and why? */
  Map<String, Integer> wrong(Contestant contestant, Weather weather, int part) {
    SplittableRandom random = random("wrong " + weather, part);
    Course course = new Course(WARM_UP);
    long end = WARM_UP + effort.days() * DAY / effort.parts();
    run(contestant, weather.way(random.nextLong()), random, end, course);
    return course.departures();
  }

  /** An hour in which the main uplink comes and goes: how often does traffic move? */
  Flaps flapping(Contestant contestant, long halfSeconds) {
    List<Integer> switches = new ArrayList<>();
    for (int i = 0; i < effort.hours(); i++) {
      SplittableRandom random = random("flapping " + halfSeconds, i);
      long onset = WARM_UP + random.nextLong(PHASE);
      Way clear = Weather.CLEAR.way(random.nextLong());
      Way way = Ways.since(onset, clear, Ways.flapping(onset, halfSeconds * Rule.SECOND, clear));
      Course course = new Course(onset);
      run(contestant, way, random, onset + HOUR, course);
      switches.add(course.switches());
    }
    return Flaps.of(switches);
  }

  /** Six hours, in each of which one target is dead: each of three, everywhere or here only. */
  int deadTarget(Contestant contestant) {
    int switches = 0;
    for (int i = 0; i < 2 * Way.TARGETS; i++) {
      SplittableRandom random = random("dead target", i);
      long onset = WARM_UP + random.nextLong(PHASE);
      Way main = Weather.CLEAR.way(random.nextLong());
      Way spare = Weather.CLEAR.way(random.nextLong());
      Way without = Ways.since(onset, main, Ways.without(i / 2, main));
      Way spareToo = i % 2 == 0 ? Ways.since(onset, spare, Ways.without(i / 2, spare)) : spare;
      Course course = new Course(onset);
      contestant.run(without, spareToo, random.nextLong(), onset + HOUR, course);
      switches += course.switches();
    }
    return switches;
  }

  /** What probes cost in some weather. */
  Spent spent(Contestant contestant, Weather weather) {
    SplittableRandom random = random("spent " + weather, 0);
    Course course = new Course(WARM_UP);
    Way way = weather.since(WARM_UP, random.nextLong());
    run(contestant, way, random, WARM_UP + effort.hours() * HOUR, course);
    return Spent.of(course.probes(), course.bytes(), effort.hours());
  }

  private static void run(
      Contestant contestant, Way main, SplittableRandom random, long until, Course course) {
    Way spare = Weather.CLEAR.way(random.nextLong());
    contestant.run(main, spare, random.nextLong(), until, course);
  }

  private SplittableRandom random(String kind, long number) {
    long mixed = new SplittableRandom(seed * 31 + kind.hashCode()).nextLong();
    return new SplittableRandom(mixed + number);
  }
}
