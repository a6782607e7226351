package dev.linkflux.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Expiry;
import dev.linkflux.route.Hop;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Route;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.Rule;
import dev.linkflux.uplink.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/** Writes the fields of a plan; the counterpart of {@link PlanDecoder}. */
final class PlanFields {
  private PlanFields() {}

  /** What there is nothing of, of Multipath TCP and of flows, is left out. */
  static void write(RoutePlan plan, JsonGenerator json) throws IOException {
    json.writeNumberField("generation", plan.generation());
    json.writeStringField("cause", plan.cause().wire());
    json.writeArrayFieldStart("routes");
    for (Route route : plan.routes()) {
      route(route, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rules");
    for (Rule rule : plan.rules()) {
      rule(rule, json);
    }
    json.writeEndArray();
    if (!plan.endpoints().isEmpty()) {
      json.writeArrayFieldStart("endpoints");
      for (Endpoint endpoint : plan.endpoints()) {
        endpoint(endpoint, json);
      }
      json.writeEndArray();
    }
    if (!plan.limits().equals(Limits.NONE)) {
      json.writeObjectFieldStart("limits");
      json.writeNumberField("subflows", plan.limits().subflows());
      json.writeNumberField("accepted", plan.limits().accepted());
      json.writeEndObject();
    }
    if (!plan.expiries().isEmpty()) {
      json.writeArrayFieldStart("expiries");
      for (Expiry expiry : plan.expiries()) {
        expiry(expiry, json);
      }
      json.writeEndArray();
    }
  }

  private static void route(Route route, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("table", route.table());
    json.writeStringField("destination", OutputFields.text(route.destination()));
    hops(route, json);
    json.writeNumberField("metric", route.metric());
    OutputFields.address("source", route.source(), json);
    json.writeEndObject();
  }

  /** The only one stands in the route itself. */
  private static void hops(Route route, JsonGenerator json) throws IOException {
    if (!route.isMultipath()) {
      hop(route.hops().getFirst(), json);
      return;
    }
    json.writeArrayFieldStart("hops");
    for (Hop hop : route.hops()) {
      json.writeStartObject();
      hop(hop, json);
      json.writeNumberField("weight", hop.weight());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void hop(Hop hop, JsonGenerator json) throws IOException {
    OutputFields.address("gateway", hop.gateway(), json);
    json.writeStringField("device", hop.device());
    json.writeNumberField("index", hop.index());
  }

  private static void rule(Rule rule, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("priority", rule.priority());
    json.writeBooleanField("ipv6", rule.ipv6());
    Prefix source = rule.source();
    if (source != null) {
      json.writeStringField("source", OutputFields.text(source));
    }
    json.writeNumberField("mark", rule.mark());
    json.writeNumberField("mask", rule.mask());
    String outgoing = rule.outgoing();
    if (outgoing != null) {
      json.writeStringField("outgoing", outgoing);
    }
    json.writeNumberField("table", rule.table());
    if (rule.suppressed() != Rule.NOTHING) {
      json.writeNumberField("suppressed", rule.suppressed());
    }
    json.writeEndObject();
  }

  private static void endpoint(Endpoint endpoint, JsonGenerator json) throws IOException {
    json.writeStartObject();
    OutputFields.address("address", endpoint.address(), json);
    json.writeStringField("device", endpoint.device());
    json.writeNumberField("index", endpoint.index());
    json.writeStringField("kind", endpoint.kind().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("fullmesh", endpoint.fullmesh());
    json.writeEndObject();
  }

  private static void expiry(Expiry expiry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("uplink", expiry.uplink().name());
    json.writeArrayFieldStart("addresses");
    for (InetAddress address : expiry.addresses()) {
      json.writeString(OutputFields.text(address));
    }
    json.writeEndArray();
    json.writeNumberField("mark", expiry.mark());
    json.writeNumberField("mask", expiry.mask());
    json.writeBooleanField("sparingMarked", expiry.sparingMarked());
    json.writeEndObject();
  }
}
