package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What came of a replay: for a person, and as the JSON object of the contract. */
final class ReplayReport {
  private ReplayReport() {}

  static String json(List<ReplayRun> runs) {
    ReplayRun first = runs.getFirst();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("events", first.lines());
    root.put("seconds", seconds(first.tally().length()));
    root.put("wall_ms", runs.stream().mapToLong(run -> run.took().toMillis()).sum());
    ArrayNode configs = root.putArray("configs");
    runs.forEach(run -> configs.add(json(run)));
    return root.toPrettyString();
  }

  private static JsonNode json(ReplayRun run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("config", run.config());
    node.put("transitions", run.tally().transitions());
    node.put("switches", run.tally().switches());
    ObjectNode uplinks = node.putObject("uplinks");
    for (String name : run.tally().names()) {
      ObjectNode uplink = uplinks.putObject(name);
      for (StateName state : StateName.values()) {
        uplink.put(
            state.wire().toLowerCase(Locale.ROOT) + "_s",
            seconds(run.tally().inState(name, state)));
      }
    }
    ArrayNode elections = node.putArray("elections");
    for (Election election : run.tally().elections()) {
      ObjectNode one = elections.addObject();
      one.put("at", election.at().nanos());
      ArrayNode carrying = one.putArray("carrying");
      election.carrying().stream().map(UplinkId::name).forEach(carrying::add);
      one.put("cause", election.cause().wire());
      ArrayNode considered = one.putArray("considered");
      for (Election.Considered it : election.considered()) {
        considered
            .addObject()
            .put("uplink", it.uplink().name())
            .put("weight", it.weight())
            .put("why", it.why());
      }
      one.put("sentence", election.sentence());
    }
    node.put("wall_ms", run.took().toMillis());
    Duration parsing = run.parsing();
    if (parsing != null) {
      node.put("parse_ms", parsing.toMillis());
    }
    return node;
  }

  static String text(List<ReplayRun> runs) {
    StringBuilder text = new StringBuilder();
    ReplayRun first = runs.getFirst();
    text.append(
        String.format(
            Locale.ROOT, "%,d events, %s%n", first.lines(), length(first.tally().length())));
    for (ReplayRun run : runs) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s: %d switches, %d transitions (%d ms, %,.0f events/s%s)%n",
              run.config(),
              run.tally().switches(),
              run.tally().transitions(),
              run.took().toMillis(),
              run.linesPerSecond(),
              ofParsing(run)));
      text.append(String.format("  %-20s %9s %9s %9s%n", "uplink", "up", "degraded", "down"));
      for (String name : run.tally().names()) {
        text.append(
            String.format(
                "  %-20s %9s %9s %9s%n",
                name,
                share(run, name, StateName.UP),
                share(run, name, StateName.DEGRADED),
                share(run, name, StateName.DOWN)));
      }
      for (Election election : run.tally().elections()) {
        text.append(
            String.format(
                "  %12s  %s%n",
                length(Duration.ofNanos(election.at().nanos())), election.sentence()));
      }
    }
    return text.toString().stripTrailing();
  }

  private static String ofParsing(ReplayRun run) {
    Duration parsing = run.parsing();
    return parsing == null
        ? ""
        : String.format(
            Locale.ROOT,
            "; parsing alone %d ms: %.0f %% of its speed",
            parsing.toMillis(),
            100.0 * parsing.toNanos() / run.took().toNanos());
  }

  private static String share(ReplayRun run, String uplink, StateName state) {
    double whole = Math.max(1, run.tally().length().toNanos());
    double share = run.tally().inState(uplink, state).toNanos() / whole;
    return String.format(Locale.ROOT, "%.2f %%", share * 100);
  }

  private static String length(Duration duration) {
    return duration.toHours() > 0
        ? String.format(
            Locale.ROOT,
            "%d:%02d:%02d h",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart())
        : String.format(
            Locale.ROOT, "%d:%04.1f min", duration.toMinutes(), duration.toMillis() % 60_000 / 1e3);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
