package dev.linkflux.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.config.Fragment;
import dev.linkflux.replay.tune.Advice;
import dev.linkflux.replay.tune.Extent;
import dev.linkflux.replay.tune.Figures;
import dev.linkflux.replay.tune.Measure;
import dev.linkflux.replay.tune.Tried;
import dev.linkflux.replay.tune.Verdict;

/** What came of tuning, as one JSON object; times are seconds. */
final class TuneJson {
  private static final double MILLIS = 1e3;

  private TuneJson() {}

  static String of(Advice advice) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("goal", advice.goal().text());
    root.put("seed", advice.seed());
    root.put("tried", advice.tries());
    root.put("complete", advice.complete());
    root.set("training", of(advice.extent(false)));
    root.set("held_out", of(advice.extent(true)));
    root.put(
        "verdict",
        switch (advice.verdict()) {
          case Verdict.Better _ -> "better";
          case Verdict.Stands _ -> "stands";
          case Verdict.TooShort _ -> "too-short";
        });
    root.put("sentence", advice.verdict().sentence());
    if (advice.isBetter()) {
      root.set("fragment", difference(advice, advice.best()));
    } else {
      root.putNull("fragment");
    }
    ArrayNode front = root.putArray("pareto");
    for (Tried tried : advice.front()) {
      ObjectNode one = front.addObject();
      one.put("present", tried.equals(advice.present()));
      one.put("best", tried.equals(advice.best()));
      one.set("settings", difference(advice, tried));
      one.set("training", of(tried.training()));
      one.set("held_out", of(tried.heldOut()));
    }
    return root.toPrettyString();
  }

  private static ObjectNode difference(Advice advice, Tried tried) {
    return Fragment.of(advice.present().settings(), tried.settings());
  }

  private static ObjectNode of(Extent extent) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seconds", rounded(extent.seconds()))
        .put("blocks", extent.blocks())
        .put("bad_spells", extent.spells());
  }

  /** A delay that mostly had no end is null. */
  private static ObjectNode of(Figures figures) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Measure measure : Measure.values()) {
      double figure = figures.of(measure);
      if (Double.isInfinite(figure)) {
        node.putNull(measure.word());
      } else {
        node.put(measure.word(), rounded(figure));
      }
    }
    return node;
  }

  private static double rounded(double figure) {
    return Math.round(figure * MILLIS) / MILLIS;
  }
}
