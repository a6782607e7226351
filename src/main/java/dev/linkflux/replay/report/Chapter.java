package dev.linkflux.replay.report;

import dev.linkflux.replay.score.Condition;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One router's trace, and all that was tried on it.
 *
 * @param router its name; empty if there is only one
 * @param wall what a clock showed at the trace's zero, if that is known
 * @param from where what is shown begins
 * @param until where it ends
 * @param curves of its inputs, at their end
 * @param truth of its inputs, at their end
 * @param choices at least one; what the others differ from stands first
 */
public record Chapter(
    String router,
    Optional<Instant> wall,
    Moment from,
    Moment until,
    Curves curves,
    Truth truth,
    List<Choice> choices) {
  public Chapter {
    choices = List.copyOf(choices);
    if (choices.isEmpty()) {
      throw new IllegalArgumentException("nothing was tried");
    }
  }

  /** Which of the choices to take, in one sentence. */
  String advice() {
    return Advice.of(
        choices.stream().map(it -> new Rated(it.name(), it.score())).toList(),
        badSpells(),
        known());
  }

  private long badSpells() {
    return spells().filter(it -> it.condition().isBad()).count();
  }

  /** Seconds in which anything is known of the uplink of which most is. */
  private double known() {
    return spells()
        .filter(it -> it.condition() != Condition.UNKNOWN)
        .collect(
            Collectors.groupingBy(
                Spell::uplink,
                Collectors.summingDouble(it -> it.until().since(it.from()).toNanos() / 1e9)))
        .values()
        .stream()
        .mapToDouble(it -> it)
        .max()
        .orElse(0);
  }

  private Stream<Spell> spells() {
    return truth.uplinks().stream()
        .flatMap(name -> truth.spells(name).stream())
        .filter(it -> it.until().isAfter(from) && it.from().isBefore(until));
  }
}
