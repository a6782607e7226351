package dev.linkflux.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Api;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Role;
import java.time.Duration;

/**
 * A server as keys of the file, every default filled in; without those that have no effect. There
 * is no secret among them: credentials say only where the password is.
 */
final class ServerKeys {
  private ServerKeys() {}

  /** Adds the keys and returns the same node. */
  static ObjectNode write(Server server, ObjectNode node) {
    node.put("name", server.name());
    ArrayNode addresses = node.putArray("address");
    server.hosts().forEach(host -> addresses.add(host.text()));
    Check check = server.check();
    node.put("port", check.port()).put("check", CheckReader.word(check.kind()));
    if (check.kind().asksApi()) {
      write(check.api(), node);
    }
    if (check.kind() != Check.Kind.NONE) {
      Hysteresis hysteresis = server.hysteresis();
      node.put("interval", text(check.interval()))
          .put("timeout", text(check.timeout()))
          .put("confirm", text(hysteresis.confirm()))
          .put("fails", hysteresis.fails())
          .put("holdDown", text(hysteresis.holdDown()));
    }
    node.put("role", ServersSection.word(server.role()));
    if (server.role() == Role.MAIN) {
      node.put("return", ServersSection.word(server.hysteresis().returning()));
    }
    return node.put("routes", ServersSection.word(server.through()));
  }

  private static void write(Api api, ObjectNode node) {
    node.put("type", ServersSection.word(api.type())).put("path", api.path());
    if (api.status() != 0) {
      node.put("status", api.status());
    }
    if (!api.text().isEmpty()) {
      node.put("text", api.text());
    }
    switch (api.trust()) {
      case Trust.Authority _ -> {}
      case Trust.Pin(String pin) -> node.put("pin", pin);
      case Trust.FirstUse _ -> node.put("pin", CheckReader.FIRST_USE);
    }
    Credentials credentials = api.credentials();
    if (credentials != null) {
      ObjectNode where = node.putObject("credentials").put("username", credentials.username());
      if (credentials.file() != null) {
        where.put("file", credentials.file());
      }
      if (credentials.environment() != null) {
        where.put("environment", credentials.environment());
      }
      node.put("clock", text(api.skew()));
    }
  }

  private static String text(Duration duration) {
    return DurationText.print(duration);
  }
}
