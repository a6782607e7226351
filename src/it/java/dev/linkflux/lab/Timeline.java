package dev.linkflux.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A script of what befalls the lab, and when.
 *
 * @param steps in the order of their times
 */
public record Timeline(List<Step> steps) {

  /** What a step does to the lab; gives the nanoTime of its effect. */
  @FunctionalInterface
  public interface Action {
    long apply(Lab lab);
  }

  /**
   * A step.
   *
   * @param at since the beginning
   * @param text how it is written
   */
  public record Step(Duration at, String text, Action action) {}

  /**
   * A step that was taken.
   *
   * @param effectAt nanoTime of its effect
   */
  public record Taken(Step step, long effectAt) {}

  public Timeline {
    steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  /** Reads steps such as {@code 5s wan1 freeze; 25s wan1 thaw}, see {@link TimelineText}. */
  public static Timeline parse(String text) {
    return TimelineText.parse(text);
  }

  /** This and one more step. */
  public Timeline with(Duration at, String text, Action action) {
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(at, text, action));
    return new Timeline(more);
  }

  /**
   * Takes all steps at their times, beginning now, and returns after the last.
   *
   * @param told of every step as it is taken
   */
  public List<Taken> play(Lab lab, Consumer<Taken> told) throws InterruptedException {
    long begin = System.nanoTime();
    List<Taken> taken = new ArrayList<>();
    for (Step step : steps) {
      long due = begin + step.at().toNanos();
      if (!Punctual.until(due)) {
        throw new InterruptedException("the timeline was ended");
      }
      Taken now = new Taken(step, step.action().apply(lab));
      taken.add(now);
      told.accept(now);
    }
    return List.copyOf(taken);
  }

  /** The same on a thread of its own, until the future is cancelled. */
  public CompletableFuture<List<Taken>> start(Lab lab, Consumer<Taken> told) {
    CompletableFuture<List<Taken>> all = new CompletableFuture<>();
    Thread player =
        Thread.ofPlatform()
            .daemon()
            .name("timeline")
            .start(
                () -> {
                  Punctual.become();
                  try {
                    all.complete(play(lab, told));
                  } catch (RuntimeException | InterruptedException failure) {
                    all.completeExceptionally(failure);
                  }
                });
    var _ = all.whenComplete((_, _) -> player.interrupt());
    return all;
  }
}
