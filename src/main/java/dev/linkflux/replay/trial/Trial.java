package dev.linkflux.replay.trial;

import dev.linkflux.control.Settings;
import dev.linkflux.replay.Changes;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Lane;
import dev.linkflux.replay.Tally;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Score;
import dev.linkflux.replay.score.Scores;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What comes of one configuration on a trace. One owner. */
public final class Trial {
  private final String name;
  private final Settings settings;
  private final Changes changes;
  private final Excerpt excerpt;
  private final Tally tally;
  private final Course course;
  private final Comparison comparison = new Comparison();

  public Trial(String name, Settings settings, Excerpt excerpt) {
    this(name, settings, Changes.IGNORED, excerpt);
  }

  /**
   * @param settings at the beginning
   * @param changes what becomes of changes of the configuration in the trace
   */
  public Trial(String name, Settings settings, Changes changes, Excerpt excerpt) {
    this.name = name;
    this.settings = settings;
    this.changes = changes;
    this.excerpt = excerpt;
    tally = new Tally(settings, excerpt.from());
    course = new Course(settings);
  }

  /**
   * The lane that this is told by.
   *
   * @param decided takes all of it too
   */
  public Lane lane(Consumer<? super List<Event>> decided) {
    return new Lane(
        name,
        settings,
        changes,
        batch -> {
          batch.forEach(tally);
          course.accept(batch);
          decided.accept(batch);
        });
  }

  /** The same, held against what is {@link #recorded} on the same thread. */
  public Lane compared(Consumer<? super List<Event>> decided) {
    return lane(
        batch -> {
          for (Event event : batch) {
            if (excerpt.counts(event.at())) {
              comparison.replayed(event);
            }
          }
          decided.accept(batch);
        });
  }

  /** Takes what was decided when the trace was recorded. */
  public void recorded(Event event) {
    if (excerpt.counts(event.at())) {
      comparison.recorded(event);
    }
  }

  /** The first difference from what was recorded, in words; nothing if all is the same. */
  public Optional<String> firstDifference(Moment end) {
    return comparison.firstDifference(end);
  }

  /** How many decisions were the same. */
  public long same() {
    return comparison.equal();
  }

  /** Of the configuration. */
  public String name() {
    return name;
  }

  public Settings settings() {
    return settings;
  }

  public Tally tally() {
    return tally;
  }

  public Course course() {
    return course;
  }

  /**
   * What it was worth, of what counts.
   *
   * @param truth that has ended
   * @param until the last moment that counts
   */
  public Score score(Truth truth, Moment until) {
    return Scores.of(truth, course, settings, excerpt.from(), until);
  }
}
