package dev.linkflux.replay.score;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.time.Moment;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Scores and the truth as they are written in JSON: seconds to the millisecond. */
public final class ScoreJson {
  private static final double MILLIS = 1e3;
  private static final double NANOS = 1e9;

  private ScoreJson() {}

  /** A score. */
  public static ObjectNode of(Score score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("seconds", rounded(score.seconds()));
    node.put("switches", score.switches());
    node.put("flaps", score.flaps());
    node.put("bad_s", rounded(score.badSeconds()));
    node.put("hopeless_s", rounded(score.hopelessSeconds()));
    node.put("needless_switches", score.needlessSwitches());
    node.set("detection_s", of(score.detection()));
    node.set("recovery_s", of(score.recovery()));
    node.put("probe_bytes", score.probeBytes());
    ObjectNode carried = node.putObject("carried_s");
    score.carried().forEach((uplink, seconds) -> carried.put(uplink, rounded(seconds)));
    return node;
  }

  private static ObjectNode of(Delays delays) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("count", delays.count());
    node.put("missed", delays.missed());
    put(node, "p50", delays.median());
    put(node, "p95", delays.p95());
    put(node, "max", delays.max());
    return node;
  }

  private static void put(ObjectNode node, String name, double seconds) {
    if (Double.isNaN(seconds)) {
      node.putNull(name);
    } else {
      node.put(name, rounded(seconds));
    }
  }

  /** Of each uplink how long it was what, and how many spells were bad. */
  public static ObjectNode of(Truth truth) {
    return of(truth, Moment.ZERO, Moment.NEVER);
  }

  /** The same of a span; a spell that reaches into it counts with what is in it. */
  public static ObjectNode of(Truth truth, Moment from, Moment until) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (String uplink : truth.uplinks()) {
      Map<Condition, Double> sums = new EnumMap<>(Condition.class);
      int bad = 0;
      boolean before = false;
      for (Spell spell : truth.spells(uplink)) {
        long begin = Math.max(spell.from().nanos(), from.nanos());
        long end = Math.min(spell.until().nanos(), until.nanos());
        if (begin >= end) {
          continue;
        }
        sums.merge(spell.condition(), (end - begin) / NANOS, Double::sum);
        bad += spell.condition().isBad() && !before ? 1 : 0;
        before = spell.condition().isBad();
      }
      ObjectNode one = node.putObject(uplink);
      for (Condition condition : Condition.values()) {
        one.put(
            condition.name().toLowerCase(Locale.ROOT) + "_s",
            rounded(sums.getOrDefault(condition, 0.0)));
      }
      one.put("bad_spells", bad);
    }
    return node;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * MILLIS) / MILLIS;
  }
}
