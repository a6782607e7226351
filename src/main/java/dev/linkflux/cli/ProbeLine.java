package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.probe.Observation.Bounced;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import java.util.Locale;

/** One outcome as a line for people, and as JSON. */
final class ProbeLine {
  private ProbeLine() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Replied reply ->
          String.format(
              Locale.ROOT,
              "rtt=%.3f ms%s",
              reply.rtt() / 1e6,
              reply.promptness() == Promptness.LATE ? ", late" : "");
      case Outcome.TimedOut _ -> "timed out";
      case Outcome.Unreachable refusal -> unreachable(refusal);
      case Outcome.NotSent failure -> "not sent: " + failure.reason();
    };
  }

  private static String unreachable(Outcome.Unreachable refusal) {
    var reporter = refusal.reporter();
    String who = reporter == null ? "" : ", says " + reporter.getHostAddress();
    String reason = refusal.reason();
    if (reason != null) {
      return reason + who;
    }
    return refusal.type() == Bounced.NO_ICMP
        ? "unreachable" + who
        : "unreachable, type %d code %d%s".formatted(refusal.type(), refusal.code(), who);
  }

  static ObjectNode json(Outcome outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seq", outcome.id().sequence());
    node.put("outcome", outcome.getClass().getSimpleName());
    switch (outcome) {
      case Outcome.Replied reply -> {
        node.put("rtt_ms", reply.rtt() / 1e6);
        node.put("late", reply.promptness() == Promptness.LATE);
      }
      case Outcome.TimedOut _ -> {}
      case Outcome.Unreachable refusal -> {
        if (refusal.type() != Bounced.NO_ICMP) {
          node.put("icmp_type", refusal.type()).put("icmp_code", refusal.code());
        }
        var reporter = refusal.reporter();
        if (reporter != null) {
          node.put("reporter", reporter.getHostAddress());
        }
        if (refusal.reason() != null) {
          node.put("reason", refusal.reason());
        }
      }
      case Outcome.NotSent failure -> node.put("reason", failure.reason());
    }
    return node;
  }

  static ObjectNode json(Oddity.Duplicated twice) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", twice.id().sequence())
        .put("outcome", "Duplicated");
  }
}
