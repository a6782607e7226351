package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.uplink.Demand;
import dev.linkflux.uplink.Metric;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Puts into JSON what is demanded of uplinks: loss from 0 to 1, the others in milliseconds. */
final class DemandsJson {
  private DemandsJson() {}

  /** The field {@code demands}; null in it for what is not demanded. */
  static void write(JsonGenerator json, List<Demand> demands) throws IOException {
    json.writeObjectFieldStart("demands");
    for (Metric metric : Metric.values()) {
      write(json, metric, demands);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Metric metric, List<Demand> demands)
      throws IOException {
    double unit = metric.isDuration() ? 1e6 : 1;
    String name = metric.name().toLowerCase(Locale.ROOT) + (metric.isDuration() ? "_ms" : "");
    for (Demand demand : demands) {
      if (demand.metric() == metric) {
        json.writeObjectFieldStart(name);
        Json.decimal(json, "fail", demand.fail() / unit);
        Json.decimal(json, "recover", demand.recover() / unit);
        json.writeEndObject();
        return;
      }
    }
    json.writeNullField(name);
  }
}
