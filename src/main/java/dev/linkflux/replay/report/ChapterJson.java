package dev.linkflux.replay.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.StateName;
import dev.linkflux.replay.score.Carrying;
import dev.linkflux.replay.score.Condition;
import dev.linkflux.replay.score.Spell;
import dev.linkflux.replay.score.Stay;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page's scripts draw: times in seconds of the trace, round-trip times in milliseconds,
 * uplinks, conditions and states by their places.
 */
final class ChapterJson {
  /** In the order that the page's scripts know; states are told to them. */
  private static final List<Condition> CONDITIONS =
      List.of(Condition.GOOD, Condition.BREACHING, Condition.DEAD, Condition.UNKNOWN);

  static final List<StateName> STATES = List.of(StateName.values());

  private static final MathContext DIGITS = new MathContext(3);

  private final JsonGenerator json;

  ChapterJson(JsonGenerator json) {
    this.json = json;
  }

  /**
   * @param wall what a clock showed at the trace's zero, or null if none did
   */
  void write(Chapter chapter, Drawing drawing, @Nullable Instant wall) throws IOException {
    json.writeStartObject();
    if (wall == null) {
      json.writeNullField("wall");
    } else {
      json.writeNumberField("wall", wall.toEpochMilli());
    }
    time("from", chapter.from());
    time("until", chapter.until());
    json.writeArrayFieldStart("uplinks");
    for (String uplink : drawing.uplinks()) {
      json.writeString(Markup.cut(uplink));
    }
    json.writeEndArray();
    limits(chapter.choices().getFirst().settings().demands());
    curves(chapter.curves(), drawing.uplinks());
    json.writeArrayFieldStart("truth");
    for (List<Spell> spells : drawing.truth()) {
      spells(spells);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("lanes");
    for (Drawing.Lane lane : drawing.lanes()) {
      lane(lane, drawing.uplinks());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void limits(List<Demand> demands) throws IOException {
    json.writeObjectFieldStart("limits");
    for (Demand demand : demands) {
      if (demand.metric() == Metric.RTT || demand.metric() == Metric.LOSS) {
        double unit = demand.metric() == Metric.RTT ? 1e6 : 1;
        json.writeArrayFieldStart(demand.metric() == Metric.RTT ? "rtt" : "loss");
        json.writeNumber(demand.fail() / unit);
        json.writeNumber(demand.recover() / unit);
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  private void curves(Curves curves, List<String> uplinks) throws IOException {
    json.writeObjectFieldStart("curves");
    json.writeNumberField("from", curves.origin() / 1e9);
    json.writeNumberField("step", curves.step() / 1e9);
    json.writeArrayFieldStart("of");
    for (String uplink : uplinks) {
      Curve curve = curves.of(uplink);
      json.writeStartObject();
      figures("p50", curve.median(), 1e6);
      figures("p95", curve.p95(), 1e6);
      figures("loss", curve.loss(), 1);
      json.writeObjectFieldStart("whole");
      json.writeNumberField("sent", curve.whole().sent());
      json.writeNumberField("lost", curve.whole().lost());
      json.writeFieldName("p50");
      figure(curve.whole().median() / 1e6);
      json.writeFieldName("p95");
      figure(curve.whole().p95() / 1e6);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void figures(String name, double[] values, double unit) throws IOException {
    int used = values.length;
    while (used > 0 && Double.isNaN(values[used - 1])) {
      used--;
    }
    json.writeArrayFieldStart(name);
    for (int i = 0; i < used; i++) {
      figure(values[i] / unit);
    }
    json.writeEndArray();
  }

  private void figure(double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNull();
    } else {
      json.writeNumber(new BigDecimal(value).round(DIGITS).stripTrailingZeros());
    }
  }

  private void spells(List<Spell> spells) throws IOException {
    json.writeStartArray();
    for (Spell spell : spells) {
      json.writeStartArray();
      time(spell.from());
      time(spell.until());
      json.writeNumber(CONDITIONS.indexOf(spell.condition()));
      json.writeString(Markup.cut(spell.why()));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void lane(Drawing.Lane lane, List<String> uplinks) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", Markup.cut(lane.name()));
    json.writeNumberField("count", lane.count());
    json.writeArrayFieldStart("switches");
    for (Carrying carrying : lane.carryings()) {
      json.writeStartArray();
      time(carrying.from());
      shares(carrying.shares(), uplinks);
      json.writeString(carrying.cause().wire());
      json.writeString(Markup.cut(carrying.sentence()));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("states");
    for (List<Stay> stays : lane.stays()) {
      stays(stays);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void shares(Map<String, Double> shares, List<String> uplinks) throws IOException {
    json.writeStartArray();
    for (Map.Entry<String, Double> share : shares.entrySet()) {
      int place = uplinks.indexOf(share.getKey());
      if (place >= 0) {
        json.writeStartArray();
        json.writeNumber(place);
        figure(share.getValue());
        json.writeEndArray();
      }
    }
    json.writeEndArray();
  }

  private void stays(List<Stay> stays) throws IOException {
    json.writeStartArray();
    for (Stay stay : stays) {
      json.writeStartArray();
      time(stay.from());
      time(stay.until());
      json.writeNumber(STATES.indexOf(stay.state()));
      json.writeString(stay.state() == StateName.UNKNOWN ? "" : stay.cause().wire());
      json.writeString(Markup.cut(stay.sentence()));
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private void time(String name, Moment at) throws IOException {
    json.writeFieldName(name);
    time(at);
  }

  private void time(Moment at) throws IOException {
    json.writeNumber(Math.round(at.nanos() / 1e6) / 1e3);
  }
}
