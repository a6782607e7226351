package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Carrying;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Stay;
import dev.linkflux.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What of a chapter is drawn: all of it, unless there is so much that nobody would see it. Then it
 * tells what is left out.
 *
 * @param uplinks that are drawn, in their order
 * @param truth of each of them
 * @param lanes of the configurations that are drawn
 * @param left what is not drawn, in words
 */
record Drawing(List<String> uplinks, List<List<Spell>> truth, List<Lane> lanes, List<String> left) {
  /** Lanes that fit under one another. */
  private static final int MOST_LANES = 12;

  /** Stretches in any one lane. */
  private static final int MOST = 5000;

  /** Bytes of numbers beside the words of an entry. */
  private static final int NUMBERS = 48;

  /** Halves of a hundred: how the room is divided. */
  private static final int TRUTH = 20;

  private static final int CARRYING = 45;

  /**
   * A configuration's.
   *
   * @param count of its carryings, those that are not drawn included
   */
  record Lane(String name, List<Carrying> carryings, int count, List<List<Stay>> stays) {}

  /**
   * @param mostUplinks at least 1
   * @param room bytes that all words may take
   */
  static Drawing of(Chapter chapter, int mostUplinks, long room) {
    List<String> left = new ArrayList<>();
    List<String> all = chapter.truth().uplinks();
    List<String> uplinks = all.subList(0, Math.min(mostUplinks, all.size()));
    more(left, all.size() - uplinks.size(), all.size(), "uplinks");
    List<Choice> choices =
        chapter.choices().subList(0, Math.min(MOST_LANES, chapter.choices().size()));
    more(left, chapter.choices().size() - choices.size(), chapter.choices().size(), "lanes");

    List<List<Spell>> truth =
        thinned(
            uplinks.stream().map(name -> clipped(chapter, name)).toList(),
            it -> it.until().since(it.from()).toNanos(),
            it -> Markup.size(it.why()),
            room * TRUTH / 100,
            left,
            "spells of truth");
    List<List<Carrying>> carryings =
        choices.stream().map(it -> clipped(chapter, it.course().carryings())).toList();
    List<List<Lasting>> lasting = carryings.stream().map(it -> lasting(it, chapter)).toList();
    List<List<Lasting>> shown =
        thinned(
            lasting,
            Lasting::nanos,
            it -> Markup.size(it.carrying.sentence()) + 12 * it.carrying.shares().size(),
            room * CARRYING / 100,
            left,
            "switches");
    List<List<Stay>> stays =
        thinned(
            choices.stream()
                .flatMap(it -> uplinks.stream().map(name -> clipped(chapter, it, name)))
                .toList(),
            it -> it.until().since(it.from()).toNanos(),
            it -> Markup.size(it.sentence()),
            room * (100 - TRUTH - CARRYING) / 100,
            left,
            "states");
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      lanes.add(
          new Lane(
              choices.get(i).name(),
              shown.get(i).stream().map(Lasting::carrying).toList(),
              carryings.get(i).size(),
              stays.subList(i * uplinks.size(), (i + 1) * uplinks.size())));
    }
    return new Drawing(uplinks, truth, lanes, left);
  }

  /** How long it lasted is told by the next one. */
  private record Lasting(Carrying carrying, long nanos) {}

  private static List<Lasting> lasting(List<Carrying> all, Chapter chapter) {
    List<Lasting> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Moment until = i + 1 < all.size() ? all.get(i + 1).from() : chapter.until();
      found.add(new Lasting(all.get(i), until.since(all.get(i).from()).toNanos()));
    }
    return found;
  }

  private static <T> List<List<T>> thinned(
      List<List<T>> all,
      ToLongFunction<T> lasted,
      ToIntFunction<T> words,
      long room,
      List<String> left,
      String what) {
    ToIntFunction<T> size = it -> NUMBERS + words.applyAsInt(it);
    long[] needs =
        all.stream().mapToLong(some -> some.stream().mapToLong(size::applyAsInt).sum()).toArray();
    long[] given = Room.divide(room, needs);
    List<List<T>> shown = new ArrayList<>();
    long out = 0;
    long total = 0;
    for (int i = 0; i < all.size(); i++) {
      Longest<T> longest = Longest.of(all.get(i), lasted, size, MOST, given[i]);
      shown.add(longest.shown());
      out += longest.left();
      total += all.get(i).size();
    }
    if (out > 0) {
      left.add("the %,d shortest of %,d %s are not drawn".formatted(out, total, what));
    }
    return shown;
  }

  private static void more(List<String> left, int out, int total, String what) {
    if (out > 0) {
      left.add("%,d of %,d %s are not drawn".formatted(out, total, what));
    }
  }

  private static List<Spell> clipped(Chapter chapter, String uplink) {
    return within(
        chapter,
        chapter.truth().spells(uplink),
        Spell::from,
        Spell::until,
        (it, from, until) -> new Spell(uplink, from, until, it.condition(), it.why()));
  }

  private static List<Stay> clipped(Chapter chapter, Choice choice, String uplink) {
    return within(
        chapter,
        choice.course().stays(uplink),
        Stay::from,
        Stay::until,
        (it, from, until) -> new Stay(uplink, from, until, it.state(), it.cause(), it.sentence()));
  }

  /** The one that holds when it begins, and those that begin later. */
  private static List<Carrying> clipped(Chapter chapter, List<Carrying> all) {
    List<Carrying> found = new ArrayList<>();
    for (Carrying it : all) {
      if (!it.from().isAfter(chapter.from())) {
        found.clear();
        found.add(new Carrying(chapter.from(), it.shares(), it.cause(), it.sentence()));
      } else if (it.from().isBefore(chapter.until())) {
        found.add(it);
      }
    }
    return found;
  }

  private interface Cut<T> {
    T cut(T it, Moment from, Moment until);
  }

  private static <T> List<T> within(
      Chapter chapter,
      List<T> all,
      Function<T, Moment> from,
      Function<T, Moment> until,
      Cut<T> cut) {
    List<T> found = new ArrayList<>();
    for (T it : all) {
      Moment begin = later(from.apply(it), chapter.from());
      Moment end =
          later(chapter.until(), until.apply(it)).equals(chapter.until())
              ? until.apply(it)
              : chapter.until();
      if (begin.isBefore(end)) {
        found.add(cut.cut(it, begin, end));
      }
    }
    return found;
  }

  private static Moment later(Moment one, Moment other) {
    return one.isAfter(other) ? one : other;
  }
}
