package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.quality.Quality;
import dev.linkflux.quality.QualityStage;
import dev.linkflux.quality.Windowing;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells outcomes of one target as they come, and counts them into a {@link ProbeSum}, with the
 * quality that the service would see. May be ended from another thread.
 */
final class ProbeSummary {
  /** All that is asked is in it. */
  private static final Windowing WHOLE =
      new Windowing(Duration.ofDays(1), Duration.ofDays(1), Duration.ofMillis(1));

  private final String target;
  private final boolean json;
  private final PrintWriter out;
  private final QualityStage qualities;
  private @Nullable Quality quality;
  private Moment last = Moment.ZERO;
  private int ended;
  private int notSent;
  private int answered;
  private int late;
  private int duplicates;
  private int reordered;
  private boolean finished;

  /**
   * @param name of the target as the user gave it
   */
  ProbeSummary(Target target, Uplink uplink, String name, boolean json, PrintWriter out) {
    this.target = name;
    this.json = json;
    this.out = out;
    this.qualities = new QualityStage(List.of(uplink), List.of(target), WHOLE);
  }

  /** Probes that have an outcome. */
  synchronized int ended() {
    return ended;
  }

  synchronized void take(Event event) {
    if (finished) {
      return;
    }
    last = event.at();
    qualities.accept(event, this::note);
    switch (event) {
      case Outcome outcome -> {
        count(outcome);
        tell(outcome.id().sequence(), ProbeLine.of(outcome), ProbeLine.json(outcome));
      }
      case Oddity.Duplicated twice -> {
        duplicates++;
        tell(twice.id().sequence(), "duplicate", ProbeLine.json(twice));
      }
      case Oddity.Reordered _ -> reordered++;
      default -> {}
    }
  }

  private void note(Event event) {
    if (event instanceof Quality newer) {
      quality = newer;
    }
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case Outcome.Replied reply when reply.promptness() == Promptness.LATE -> {
        late++;
        return;
      }
      case Outcome.Replied _ -> answered++;
      case Outcome.NotSent _ -> notSent++;
      case Outcome.TimedOut _, Outcome.Unreachable _ -> {}
    }
    ended++;
  }

  private void tell(long sequence, String words, ObjectNode node) {
    out.println(json ? node : "%s seq=%d %s".formatted(target, sequence, words));
    out.flush();
  }

  /** Prints the sum, the first time; false if nothing was answered. */
  synchronized boolean finish() {
    if (!finished) {
      finished = true;
      qualities.accept(new Woken(last.plus(Duration.ofSeconds(1))), this::note);
      if (json) {
        out.println(sum().json());
      } else {
        out.print(sum().text());
      }
      out.flush();
    }
    return answered + late > 0;
  }

  private ProbeSum sum() {
    return new ProbeSum(target, ended, answered, late, notSent, duplicates, reordered, quality);
  }
}
