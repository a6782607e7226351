package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Difference;
import dev.linkflux.config.Problems;
import dev.linkflux.config.Reading;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.ReloadAnswer;
import dev.linkflux.engine.ReloadAnswer.Problem;
import dev.linkflux.engine.Reloads;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads the configuration again when it is asked to, one reload at a time: what is wrong with the
 * file is told, and nothing has changed; what differs is told, and holds.
 */
final class Reloading implements Reloads {
  /** Whoever asks while others wait gets nothing newer than they. */
  private static final int WAITING = 3;

  /** Lets other settings hold. */
  interface Holder {
    /**
     * Blocks until they have gone through the pipeline.
     *
     * @param changes in words
     * @throws Refusal if that is not possible; nothing has changed then
     * @throws Orders.NotTaken if the service ends
     */
    void hold(Configuration now, List<String> changes);

    /** A reload begins. */
    void reloading();

    /** It has ended. */
    void reloaded();
  }

  private final Supplier<Reading> file;
  private final String name;
  private final Holder holder;
  private final Consumer<String> told;
  private final Scheduler aside;
  private final AtomicInteger waiting = new AtomicInteger();
  private Configuration present;

  /**
   * @param file reads it; may block
   * @param name of the file, for people
   * @param first holds now
   * @param told takes sentences for the operator
   * @param aside runs it
   */
  Reloading(
      Supplier<Reading> file,
      String name,
      Configuration first,
      Holder holder,
      Consumer<String> told,
      Scheduler aside) {
    this.file = file;
    this.name = name;
    this.present = first;
    this.holder = holder;
    this.told = told;
    this.aside = aside;
  }

  @Override
  public Mono<ReloadAnswer> ask() {
    return Mono.defer(
        () -> {
          if (waiting.incrementAndGet() > WAITING) {
            waiting.decrementAndGet();
            return Mono.error(Orders.NotTaken.because("reloads are under way already"));
          }
          // Whoever has asked may go; what he has asked for goes on.
          Mono<ReloadAnswer> answer =
              Mono.fromCallable(this::reload)
                  .doFinally(_ -> waiting.decrementAndGet())
                  .subscribeOn(aside)
                  .cache();
          var _ = answer.subscribe(_ -> {}, _ -> {});
          return answer;
        });
  }

  private synchronized ReloadAnswer reload() {
    holder.reloading();
    try {
      return switch (file.get()) {
        case Reading.Valid(var wanted, var problems) -> follow(wanted, problems);
        case Reading.Invalid(var problems) -> refused(problems(problems));
      };
    } catch (RuntimeException failure) {
      told.accept("reload: failed, and what holds is as before: " + failure.getMessage());
      throw failure;
    } finally {
      holder.reloaded();
    }
  }

  private ReloadAnswer follow(Configuration wanted, Problems warnings) {
    Difference difference = Difference.between(present, wanted);
    List<String> changes = difference.followed();
    if (!changes.isEmpty()) {
      Configuration now = Configurations.followed(present, wanted);
      try {
        requireToken(now);
        holder.hold(now, changes);
      } catch (Refusal | IllegalArgumentException refusal) {
        String why = String.valueOf(refusal.getMessage()).replaceFirst("^linkflux: ", "");
        return refused(List.of(new Problem(name, 0, 0, "", why, true)));
      }
      present = now;
    }
    warnings.list().forEach(problem -> told.accept(problem.toString()));
    if (changes.isEmpty()) { // else it is told as the event that it is
      told.accept("reload: %s says nothing new that could be followed".formatted(name));
    }
    difference
        .waiting()
        .forEach(words -> told.accept("reload: %s: needs a restart".formatted(words)));
    return new ReloadAnswer(true, changes, difference.restart(), problems(warnings));
  }

  /**
   * The reader has looked at where the file wants to listen; until a restart that is elsewhere.
   *
   * @throws Refusal if that can be reached from outside, and nobody would be asked for a token
   */
  private static void requireToken(Configuration now) {
    if (!now.listen().getAddress().isLoopbackAddress() && now.access().tokens().isEmpty()) {
      throw new Refusal(
          Refusal.WRONG,
          "access.tokens: nobody would have a token, and until a restart it listens where it can be"
              + " reached from outside; restart it, or leave a token");
    }
  }

  private ReloadAnswer refused(List<Problem> problems) {
    told.accept("reload: nothing has changed, because of what is wrong in " + name + ":");
    problems.forEach(problem -> told.accept("reload: " + line(problem)));
    return ReloadAnswer.refused(problems);
  }

  private static List<Problem> problems(Problems problems) {
    return problems.list().stream()
        .map(
            it ->
                new Problem(
                    it.file(), it.line(), it.column(), it.path(), it.message(), it.isError()))
        .toList();
  }

  /** As compilers write it. */
  static String line(Problem problem) {
    return "%s%s: %s: %s%s"
        .formatted(
            problem.file(),
            problem.line() > 0 ? ":" + problem.line() + ":" + problem.column() : "",
            problem.error() ? "error" : "warning",
            problem.path().isEmpty() ? "" : problem.path() + ": ",
            problem.message());
  }
}
