package dev.linkflux.replay.tune;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Lane;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.SideBySide;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Moment;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Runs settings over the traces and scores each block of what they decided. The truth is held
 * against the present settings' demands, whatever is tried: who demands less does not fare better.
 * One owner; one pass at a time.
 */
public final class Rehearsal {
  private final Replay replay;
  private final Settings present;
  private final Excerpt excerpt;
  private final double heldOut;
  private final Scheduler workers;
  private final Truth truth;
  private List<Block> blocks = List.of();

  /**
   * @param replay of that excerpt
   * @param heldOut share of the trace, above 0 and below 1
   * @param workers that the settings are tried on, each on one
   */
  public Rehearsal(
      Replay replay, Excerpt excerpt, Settings present, double heldOut, Scheduler workers) {
    this.replay = replay;
    this.excerpt = excerpt;
    this.present = present;
    this.heldOut = heldOut;
    this.workers = workers;
    this.truth = new Truth(present);
  }

  /** How the trace was cut; empty before the first pass. */
  List<Block> blocks() {
    return blocks;
  }

  /** One pass over the traces: the scores of each block, for each of the settings. */
  public Mono<List<List<Scored>>> pass(List<Settings> settings) {
    return Mono.defer(
        () -> {
          boolean first = blocks.isEmpty();
          List<Course> courses = new ArrayList<>();
          List<Lane> lanes = new ArrayList<>();
          for (Settings one : settings) {
            Course course = new Course(one);
            courses.add(course);
            lanes.add(new Lane("", one, course::accept));
          }
          return new SideBySide(replay, lanes)
              .run(first ? truth::accept : _ -> {}, _ -> {}, workers)
              .doOnNext(
                  reader -> {
                    if (first) {
                      cut(reader.end());
                    }
                  })
              .thenMany(Flux.range(0, courses.size()))
              .flatMapSequential(
                  i ->
                      Mono.fromCallable(() -> scores(courses.get(i), settings.get(i)))
                          .subscribeOn(workers))
              .collectList();
        });
  }

  private void cut(Moment last) {
    Moment end = last.isAfter(excerpt.to()) ? excerpt.to() : last;
    truth.end(end);
    List<Spell> bad = new ArrayList<>();
    for (String uplink : truth.uplinks()) {
      bad.addAll(BadSpells.of(truth.spells(uplink), excerpt.from(), end));
    }
    blocks = HoldOut.blocks(excerpt.from(), end, bad, heldOut);
  }

  private List<Scored> scores(Course course, Settings settings) {
    return blocks.stream().map(block -> Scored.of(truth, course, settings, block)).toList();
  }

  Settings present() {
    return present;
  }
}
