package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.StateName;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Home Assistant is told of our topics (its MQTT discovery): one device, and for each uplink
 * its state, whether it carries and is usable, and its figures; for each server its state.
 */
final class Discovery {
  private final Topics topics;
  private final String host;
  private final String version;
  private final Map<String, String> configs = new LinkedHashMap<>();

  private Discovery(Topics topics, String host, String version) {
    this.topics = topics;
    this.host = host;
    this.version = version;
  }

  /**
   * All of it, by topic.
   *
   * @param host the name of this machine
   * @param version of this program
   */
  static Map<String, String> of(Topics topics, Settings settings, String host, String version) {
    if (!topics.hasDiscovery()) {
      return Map.of();
    }
    Discovery discovery = new Discovery(topics, host, version);
    settings.uplinks().forEach(discovery::uplink);
    settings.servers().forEach(discovery::server);
    discovery.put(
        new Entity("sensor", "carrying", "Carrying", topics.traffic(), null),
        "{{ value_json.carrying | join(', ') }}",
        json -> json.writeStringField("icon", "mdi:router-network"));
    return discovery.configs;
  }

  private void uplink(Uplink uplink) {
    String id = "uplink_" + Slug.of(uplink.name());
    String topic = topics.uplink(uplink.id());
    Entity entity = new Entity("sensor", id, uplink.name(), topic, "state");
    state(entity, "mdi:wan");
    put(
        entity.binary("carrying"),
        "{{ 'ON' if value_json.carrying else 'OFF' }}",
        json -> json.writeStringField("device_class", "running"));
    put(
        entity.binary("usable"),
        "{{ 'ON' if value_json.usable else 'OFF' }}",
        json -> json.writeStringField("device_class", "connectivity"));
    milliseconds(entity.with("rtt"), "rtt_ms");
    milliseconds(entity.with("jitter"), "jitter_ms");
    put(
        entity.with("loss"),
        "{{ none if value_json.loss is none else (value_json.loss * 100) | round(2) }}",
        json -> {
          measured(json, "%");
          json.writeStringField("icon", "mdi:package-variant-remove");
        });
  }

  private void server(Server server) {
    String id = "server_" + Slug.of(server.name());
    state(
        new Entity("sensor", id, server.name(), topics.server(server.id()), "state"), "mdi:server");
  }

  private void state(Entity entity, String icon) {
    put(
        entity,
        "{{ value_json.state }}",
        json -> {
          json.writeStringField("device_class", "enum");
          json.writeArrayFieldStart("options");
          for (StateName state : StateName.values()) {
            json.writeString(state.wire());
          }
          json.writeEndArray();
          json.writeStringField("icon", icon);
          json.writeStringField("json_attributes_topic", entity.topic());
          json.writeStringField(
              "json_attributes_template",
              "{{ {'cause': value_json.cause, 'sentence': value_json.sentence,"
                  + " 'since': value_json.since} | tojson }}");
        });
  }

  private void milliseconds(Entity entity, String field) {
    put(
        entity,
        "{{ value_json.%s }}".formatted(field),
        json -> {
          measured(json, "ms");
          json.writeStringField("device_class", "duration");
        });
  }

  private static void measured(JsonGenerator json, String unit) throws IOException {
    json.writeStringField("state_class", "measurement");
    json.writeStringField("unit_of_measurement", unit);
    json.writeNumberField("suggested_display_precision", 1);
  }

  private void put(Entity entity, String template, Json.Words more) {
    String object = entity.object();
    byte[] config =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("name", entity.shown());
              json.writeStringField("unique_id", "linkflux_%s_%s".formatted(topics.node(), object));
              json.writeStringField("state_topic", entity.topic());
              json.writeStringField("value_template", template);
              json.writeStringField("availability_topic", topics.status());
              json.writeStringField("payload_available", Topics.ONLINE);
              json.writeStringField("payload_not_available", Topics.OFFLINE);
              more.to(json);
              device(json);
              json.writeEndObject();
            });
    configs.put(
        topics.discovery(entity.component(), object), new String(config, StandardCharsets.UTF_8));
  }

  private void device(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("device");
    json.writeArrayFieldStart("identifiers");
    json.writeString("linkflux_" + topics.node());
    json.writeEndArray();
    json.writeStringField("name", "linkflux " + host);
    json.writeStringField("manufacturer", "linkflux");
    json.writeStringField("model", "Uplinks of a router");
    json.writeStringField("sw_version", version);
    json.writeEndObject();
    json.writeObjectFieldStart("origin");
    json.writeStringField("name", "linkflux");
    json.writeStringField("sw_version", version);
    json.writeEndObject();
  }

  /**
   * Something that Home Assistant shows.
   *
   * @param id of whose it is
   * @param topic that it reads
   * @param part of it, or null if there is only one
   */
  private record Entity(
      String component, String id, String name, String topic, @Nullable String part) {
    Entity with(String other) {
      return new Entity(component, id, name, topic, other);
    }

    Entity binary(String other) {
      return new Entity("binary_sensor", id, name, topic, other);
    }

    String object() {
      return part == null ? id : id + "_" + part;
    }

    String shown() {
      return part == null ? name : name + " " + part;
    }
  }
}
