package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerVerdict;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the servers into JSON: the one place that knows the fields of {@code /api/v1/servers}. */
final class ServerStatusJson {
  private final WallClock clock;

  ServerStatusJson(WallClock clock) {
    this.clock = clock;
  }

  /** All of them, and which one is in use. */
  byte[] write(Servers servers) {
    return Json.bytes(
        json -> {
          ServerElection election = servers.election();
          json.writeStartObject();
          json.writeStringField("active", election == null ? null : election.active().name());
          if (election != null) {
            json.writeStringField("since", Json.at(clock, servers.activeSince()));
            json.writeStringField("cause", election.cause());
            json.writeStringField("sentence", election.sentence());
          }
          list(json, servers);
          json.writeEndObject();
        });
  }

  /** One as it stands in the whole. */
  byte[] write(Servers servers, ServerStatus server) {
    return Json.bytes(json -> server(json, server, servers));
  }

  /** The field {@code servers}. */
  void list(JsonGenerator json, Servers servers) throws IOException {
    json.writeArrayFieldStart("servers");
    for (ServerStatus server : servers.all()) {
      server(json, server, servers);
    }
    json.writeEndArray();
  }

  private void server(JsonGenerator json, ServerStatus it, Servers servers) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", it.server().name());
    json.writeStringField("role", it.server().role().name().toLowerCase(Locale.ROOT));
    json.writeStringField("state", it.state().wire());
    json.writeStringField("cause", it.cause());
    json.writeStringField("since", Json.at(clock, it.since()));
    json.writeBooleanField("active", servers.isActive(it));
    json.writeBooleanField("appointed", servers.isAppointed(it));
    ServerJson.addresses(json, it.addresses());
    json.writeBooleanField("stale", it.isStale());
    dns(json, it.located());
    json.writeArrayFieldStart("through");
    for (ServerStatus.Through through : it.through()) {
      through(json, through);
    }
    json.writeEndArray();
    json.writeStringField("sentence", it.sentence());
    json.writeStringField("hint", it.hint());
    json.writeEndObject();
  }

  private static void dns(JsonGenerator json, @Nullable Located located) throws IOException {
    Breach dns = located == null ? null : located.dns();
    if (dns == null) {
      json.writeNullField("dns");
    } else {
      json.writeObjectFieldStart("dns");
      ServerJson.breach(json, dns);
      json.writeEndObject();
    }
  }

  private void through(JsonGenerator json, ServerStatus.Through it) throws IOException {
    ServerVerdict verdict = it.verdict();
    json.writeStartObject();
    json.writeStringField("uplink", it.uplink().name());
    json.writeBooleanField("serves", it.serves());
    ServerJson.breach(json, verdict == null ? null : verdict.breach());
    json.writeStringField("sentence", verdict == null ? "" : verdict.sentence());
    json.writeStringField("hint", verdict == null ? "" : verdict.hint());
    checked(json, it.checked());
    json.writeEndObject();
  }

  /** All of them null before the first check. */
  private void checked(JsonGenerator json, @Nullable Checked checked) throws IOException {
    InetAddress address = checked == null ? null : checked.address();
    json.writeStringField("address", address == null ? null : NetUtil.toAddressString(address));
    Json.millis(json, "ms", checked == null ? -1 : checked.nanos());
    json.writeStringField("at", checked == null ? null : Json.at(clock, checked.at()));
  }
}
