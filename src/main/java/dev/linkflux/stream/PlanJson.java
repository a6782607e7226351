package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.engine.WallClock;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Route;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.stream.RouteStatus.Repair;
import dev.linkflux.stream.RouteStatus.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields of plans, of what the kernel says to them, and of how they stand. */
final class PlanJson {
  private PlanJson() {}

  /**
   * @param repair what others did that the plan puts back, or null
   */
  static void plan(JsonGenerator json, RoutePlan plan, @Nullable Repair repair) throws IOException {
    json.writeNumberField("generation", plan.generation());
    json.writeStringField("result", "planned");
    json.writeStringField("cause", plan.cause().wire());
    if (repair != null) {
      json.writeStringField("what", repair.what());
      json.writeNumberField("times", repair.times());
    }
    Json.names(json, "routes", plan.routes());
    Json.names(json, "rules", plan.rules());
    Json.names(json, "endpoints", plan.endpoints());
    json.writeArrayFieldStart("expiries");
    for (Expiry expiry : plan.expiries()) {
      json.writeStartObject();
      json.writeStringField("uplink", expiry.uplink().name());
      Json.names(
          json, "addresses", expiry.addresses().stream().map(InetAddress::getHostAddress).toList());
      json.writeStringField(
          "mark", "0x%x/0x%x".formatted(expiry.mark(), expiry.mask()).toLowerCase(Locale.ROOT));
      json.writeBooleanField("sparing_marked", expiry.sparingMarked());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void answer(JsonGenerator json, RouteAnswer answer) throws IOException {
    json.writeNumberField("generation", answer.generation());
    switch (answer) {
      case RouteAnswer.Applied applied -> {
        json.writeStringField("result", "applied");
        json.writeNumberField("changes", applied.changes());
        json.writeNumberField("flows", applied.flows());
      }
      case RouteAnswer.Refused refused -> {
        json.writeStringField("result", "refused");
        json.writeStringField("reason", refused.reason());
      }
    }
  }

  /**
   * How they stand.
   *
   * @param observe true if nothing is changed in the kernel: then a plan stays a plan
   */
  static void status(JsonGenerator json, RouteStatus it, WallClock clock, boolean observe)
      throws IOException {
    RoutePlan plan = it.plan();
    if (plan == null) {
      json.writeNullField("routes");
      return;
    }
    Result result = observe ? Result.PLANNED : it.result();
    json.writeObjectFieldStart("routes");
    json.writeNumberField("generation", plan.generation());
    json.writeStringField("cause", plan.cause().wire());
    json.writeStringField("result", result.name().toLowerCase(Locale.ROOT));
    json.writeStringField("since", Json.at(clock, it.since()));
    if (it.reason() != null) {
      json.writeStringField("reason", it.reason());
    }
    Json.names(json, "main", main(plan));
    Json.names(json, "endpoints", plan.endpoints());
    json.writeNumberField("repairs", it.repairs());
    Repair drift = it.drift();
    if (drift != null) {
      json.writeObjectFieldStart("drift");
      json.writeStringField("at", Json.at(clock, drift.at()));
      json.writeStringField("what", drift.what());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static List<?> main(RoutePlan plan) {
    return plan.routes().stream().filter(route -> route.table() == Route.MAIN).toList();
  }
}
