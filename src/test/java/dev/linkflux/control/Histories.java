package dev.linkflux.control;

import dev.linkflux.Cases;
import dev.linkflux.time.Event;
import dev.linkflux.time.Woken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Many histories for one law; the seed of the one that breaks it stands in the failure. */
final class Histories {
  private Histories() {}

  /** Short histories: {@linkplain Cases of} a quarter of a thousand. */
  static void brief(int block, Consumer<Scenario> law) {
    LongStream.range(block * 250L, block * 250L + Cases.of(250))
        .forEach(seed -> hold(seed, law, Weather.brief(seed)));
  }

  /** A few short histories: for laws that take several runs of each. */
  static void few(int block, Consumer<Scenario> law) {
    LongStream.range(block * 250L, block * 250L + Cases.of(40))
        .forEach(seed -> hold(seed, law, Weather.brief(seed)));
  }

  /** Long histories, with the rules of each preset in turn: a dozen. */
  static void lasting(Consumer<Scenario> law) {
    LongStream.range(0, 12).forEach(seed -> hold(seed, law, Weather.lasting(seed)));
  }

  private static void hold(long seed, Consumer<Scenario> law, Scenario history) {
    try {
      law.accept(history);
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed %d (%d uplinks, %d targets, %.0f s): %s"
              .formatted(
                  seed,
                  history.settings().uplinks().size(),
                  history.settings().targets().size(),
                  history.now() / 1e9,
                  e.getMessage()),
          e);
    }
  }

  /** What a new machine makes of these inputs. */
  static List<Event> run(Settings settings, List<Event> inputs) {
    List<Event> outputs = new ArrayList<>(inputs.size() * 2);
    Control control = new Control(settings);
    inputs.forEach(event -> control.accept(event, outputs::add));
    return outputs;
  }

  static List<Event> withoutWakeUps(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  /** Fails with the first place where two lists differ, and what led to it. */
  static void assertSame(List<Event> actual, List<Event> expected) {
    int least = Math.min(actual.size(), expected.size());
    for (int i = 0; i <= least; i++) {
      boolean over = i == least;
      if (over ? actual.size() != expected.size() : !actual.get(i).equals(expected.get(i))) {
        throw new AssertionError(
            "event %d differs%n  expected %s%n  was      %s%n  after    %s"
                .formatted(
                    i,
                    i < expected.size() ? expected.get(i) : "the end",
                    i < actual.size() ? actual.get(i) : "the end",
                    expected.subList(Math.max(0, i - 3), i)));
      }
    }
  }
}
