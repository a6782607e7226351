package dev.linkflux.cli;

import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the traces is asked for. */
final class ReplaySpan {
  private static final String FORM =
      "a time of the trace's wall clock, as 2026-11-22T03:00:00Z (UTC if it does not say), or a"
          + " duration from its beginning, as 90m or +90m";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TracePoint.Converter.class,
      description = "count, write and score from there on only; " + FORM)
  private @Nullable TracePoint from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TracePoint.Converter.class,
      description = "read no further; likewise")
  private @Nullable TracePoint to;

  @Option(
      names = "--warm-up",
      paramLabel = "D",
      converter = DurationOption.class,
      defaultValue = "10m",
      description =
          "how long before --from reading begins, so that windows and baselines stand by then"
              + " (default: ${DEFAULT-VALUE}; with --verify from the beginning)")
  private Duration warmUp = Duration.ofMinutes(10);

  /** That of the options. */
  ReplaySpan() {}

  ReplaySpan(@Nullable TracePoint from, @Nullable TracePoint to, Duration warmUp) {
    this.from = from;
    this.to = to;
    this.warmUp = warmUp;
  }

  /** True if it need not be all of them. */
  boolean isAsked() {
    return from != null || to != null;
  }

  /**
   * What that is of a trace.
   *
   * @param wholly true if all that was before has to be heard
   * @throws Refusal if it ends before it begins
   */
  Excerpt of(Beginning beginning, boolean wholly) {
    Moment first = beginning.first();
    Moment begins = from == null ? first : from.in(beginning);
    Moment ends = to == null ? Moment.NEVER : to.in(beginning);
    if (to != null && ends.equals(first)) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: --to is not after the trace's beginning, which is "
              + WallText.of(beginning.wall(first)));
    }
    if (!begins.isBefore(ends)) {
      throw new Refusal(
          Refusal.WRONG,
          "linkflux: --to, %s, is not after --from, %s"
              .formatted(WallText.of(beginning.wall(ends)), WallText.of(beginning.wall(begins))));
    }
    boolean all = wholly || from == null || begins.since(first).compareTo(warmUp) <= 0;
    return new Excerpt(all ? Moment.ZERO : begins.plus(warmUp.negated()), begins, ends);
  }
}
