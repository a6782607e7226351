package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.probe.Outcome;
import dev.linkflux.uplink.LossRatio;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Tells outcomes of one target as they come, and sums them up. */
final class ProbeSummary {
  private final String target;
  private final boolean json;
  private final PrintWriter out;
  private final List<Long> rtts = new ArrayList<>();
  private int asked;
  private int lost;
  private int notSent;

  ProbeSummary(String target, boolean json, PrintWriter out) {
    this.target = target;
    this.json = json;
    this.out = out;
  }

  void take(Outcome outcome) {
    asked++;
    String told =
        switch (outcome) {
          case Outcome.Replied reply -> {
            rtts.add(reply.rtt());
            yield String.format(Locale.ROOT, "rtt=%.3f ms", reply.rtt() / 1e6);
          }
          case Outcome.TimedOut _ -> {
            lost++;
            yield "timed out";
          }
          case Outcome.Unreachable refusal -> {
            lost++;
            var reporter = refusal.reporter();
            yield "unreachable, type %d code %d%s"
                .formatted(
                    refusal.type(),
                    refusal.code(),
                    reporter == null ? "" : ", says " + reporter.getHostAddress());
          }
          case Outcome.NotSent failure -> {
            notSent++;
            yield "not sent: " + failure.reason();
          }
        };
    out.println(
        json ? line(outcome) : "%s seq=%d %s".formatted(target, outcome.id().sequence(), told));
    out.flush();
  }

  private static ObjectNode line(Outcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seq", outcome.id().sequence());
    node.put("outcome", outcome.getClass().getSimpleName());
    if (outcome instanceof Outcome.Replied reply) {
      node.put("rtt_ms", reply.rtt() / 1e6);
    } else if (outcome instanceof Outcome.NotSent failure) {
      node.put("reason", failure.reason());
    }
    return node;
  }

  /** Prints the sum; false if nothing was answered. */
  boolean finish() {
    LossRatio loss = new LossRatio(lost, asked - notSent);
    Collections.sort(rtts);
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("target", target);
      node.put("asked", asked);
      node.put("lost", lost);
      node.put("not_sent", notSent);
      node.put("loss", loss.ratio());
      if (!rtts.isEmpty()) {
        ObjectNode rtt = node.putObject("rtt_ms");
        rtt.put("min", rtts.getFirst() / 1e6);
        rtt.put("p50", percentile(50));
        rtt.put("p99", percentile(99));
        rtt.put("max", rtts.getLast() / 1e6);
      }
      out.println(node);
    } else {
      out.printf(
          Locale.ROOT,
          "%d probes, %d lost (%.1f %%), %d not sent%n",
          asked,
          lost,
          loss.ratio() * 100,
          notSent);
      if (!rtts.isEmpty()) {
        out.printf(
            Locale.ROOT,
            "rtt min %.3f, p50 %.3f, p99 %.3f, max %.3f ms%n",
            rtts.getFirst() / 1e6,
            percentile(50),
            percentile(99),
            rtts.getLast() / 1e6);
      }
    }
    out.flush();
    return !rtts.isEmpty();
  }

  private double percentile(int percent) {
    return rtts.get((rtts.size() * percent + 99) / 100 - 1) / 1e6;
  }
}
