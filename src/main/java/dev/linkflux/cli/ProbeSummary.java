package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.quality.OneWay;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells outcomes of one target as they come, and sums them up, by the quality that the service
 * would see. May be ended from another thread.
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
        out.println(sum());
      } else {
        print();
      }
      out.flush();
    }
    return answered + late > 0;
  }

  private int lost() {
    return ended - notSent - answered - late;
  }

  private double loss() {
    int sent = ended - notSent;
    return sent == 0 ? Double.NaN : (double) lost() / sent;
  }

  private void print() {
    out.printf(
        Locale.ROOT,
        "%n--- %s ---%n%d probes, %d answered, %d late, %d lost (%.1f %%), %d not sent",
        target,
        ended,
        answered,
        late,
        lost(),
        Double.isNaN(loss()) ? 0 : loss() * 100,
        notSent);
    out.println(
        (duplicates > 0 ? ", " + duplicates + " duplicates" : "")
            + (reordered > 0 ? ", " + reordered + " reordered" : ""));
    Quality seen = quality;
    OneWay oneWay = seen == null ? null : seen.oneWay();
    if (oneWay != null) {
      out.printf(
          Locale.ROOT,
          "lost on the way there %d of %d, on the way back %d of %d%n",
          oneWay.forward().lost(),
          oneWay.forward().sent(),
          oneWay.backward().lost(),
          oneWay.backward().sent());
    }
    if (seen != null && seen.rtt().min() >= 0) {
      Quality.Rtt rtt = seen.rtt();
      out.printf(
          Locale.ROOT,
          "rtt min/mean/p50/p95/p99/max = %.3f/%.3f/%.3f/%.3f/%.3f/%.3f ms, jitter %s%n",
          rtt.min() / 1e6,
          rtt.mean() / 1e6,
          rtt.p50() / 1e6,
          rtt.p95() / 1e6,
          rtt.p99() / 1e6,
          rtt.max() / 1e6,
          seen.jitter() < 0 ? "unknown" : "%.3f ms".formatted(seen.jitter() / 1e6));
    }
  }

  private ObjectNode sum() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("target", target);
    node.put("asked", ended);
    node.put("answered", answered);
    node.put("late", late);
    node.put("lost", lost());
    node.put("not_sent", notSent);
    node.put("duplicates", duplicates);
    node.put("reordered", reordered);
    if (!Double.isNaN(loss())) {
      node.put("loss", loss());
    }
    Quality seen = quality;
    OneWay oneWay = seen == null ? null : seen.oneWay();
    if (oneWay != null) {
      node.put("loss_forward", oneWay.forward().ratio());
      node.put("loss_backward", oneWay.backward().ratio());
    }
    if (seen != null && seen.rtt().min() >= 0) {
      Quality.Rtt rtt = seen.rtt();
      node.putObject("rtt_ms")
          .put("min", rtt.min() / 1e6)
          .put("mean", rtt.mean() / 1e6)
          .put("p50", rtt.p50() / 1e6)
          .put("p95", rtt.p95() / 1e6)
          .put("p99", rtt.p99() / 1e6)
          .put("max", rtt.max() / 1e6);
      if (seen.jitter() >= 0) {
        node.put("jitter_ms", seen.jitter() / 1e6);
      }
    }
    return node;
  }
}
