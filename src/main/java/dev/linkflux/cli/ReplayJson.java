package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.replay.Tally;
import dev.linkflux.replay.score.ScoreJson;
import dev.linkflux.replay.trial.Trial;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What came of a replay, as the JSON object of the contract. */
final class ReplayJson {
  private final boolean verified;

  /**
   * @param verified true if it was held against what was recorded
   */
  ReplayJson(boolean verified) {
    this.verified = verified;
  }

  /** One object of one router, or of several one that has theirs in it. */
  String of(List<ReplayRun> runs) {
    if (runs.size() == 1) {
      return write(runs.getFirst(), object()).toPrettyString();
    }
    ObjectNode root = object();
    ArrayNode routers = root.putArray("routers");
    runs.forEach(run -> write(run, routers.addObject().put("router", run.router())));
    ArrayNode configs = root.putObject("total").putArray("configs");
    ReplayTotal.of(runs).forEach(total -> total.write(configs.addObject()));
    return root.toPrettyString();
  }

  private ObjectNode write(ReplayRun run, ObjectNode node) {
    node.put("events", run.lines());
    node.put("seconds", seconds(run.length()));
    node.put("from", run.beginning().wall(run.excerpt().from()).toString());
    node.put("to", run.beginning().wall(run.until()).toString());
    node.put("wall_ms", run.took().toMillis());
    node.set("truth", ScoreJson.of(run.hindsight().truth(), run.excerpt().from(), run.until()));
    ArrayNode configs = node.putArray("configs");
    for (int i = 0; i < run.trials().size(); i++) {
      ObjectNode config = configs.addObject();
      write(run, run.trials().get(i), config);
      config.set("score", ScoreJson.of(run.scores().get(i)));
    }
    return node;
  }

  private void write(ReplayRun run, Trial trial, ObjectNode node) {
    Tally tally = trial.tally();
    node.put("config", trial.name());
    node.put("transitions", tally.transitions());
    node.put("switches", tally.switches());
    ObjectNode uplinks = node.putObject("uplinks");
    for (String name : tally.names()) {
      ObjectNode uplink = uplinks.putObject(name);
      for (StateName state : StateName.values()) {
        uplink.put(
            state.wire().toLowerCase(Locale.ROOT) + "_s", seconds(tally.inState(name, state)));
      }
    }
    Election standing = tally.standing();
    if (standing != null) {
      names(standing, node.putArray("carrying_before"));
    }
    ArrayNode elections = node.putArray("elections");
    tally.elections().forEach(election -> write(run, election, elections.addObject()));
    if (verified) {
      ObjectNode same = node.putObject("verified").put("same", trial.same());
      trial
          .firstDifference(run.until())
          .ifPresentOrElse(
              difference -> same.put("difference", difference), () -> same.putNull("difference"));
    }
    node.put("wall_ms", run.took().toMillis());
    Duration parsing = run.parsing();
    if (parsing != null) {
      node.put("parse_ms", parsing.toMillis());
    }
  }

  private static void write(ReplayRun run, Election election, ObjectNode node) {
    Moment at = election.at();
    node.put("at", at.nanos());
    node.put("wall", run.beginning().wall(at).toString());
    names(election, node.putArray("carrying"));
    node.put("cause", election.cause().wire());
    ArrayNode considered = node.putArray("considered");
    for (Election.Considered it : election.considered()) {
      considered
          .addObject()
          .put("uplink", it.uplink().name())
          .put("weight", it.weight())
          .put("why", it.why());
    }
    node.put("sentence", election.sentence());
  }

  private static void names(Election election, ArrayNode into) {
    election.carrying().stream().map(UplinkId::name).forEach(into::add);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
