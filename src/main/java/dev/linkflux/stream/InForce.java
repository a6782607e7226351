package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that holds now, as it is shown, and whom somebody may ask for by it. It is
 * changed by one thread; any may look.
 */
final class InForce {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * All of it at one moment.
   *
   * @param shown without what is secret
   * @param shadow the name of the configuration that runs beside it, or null
   * @param uplinks that may be asked for
   * @param servers that may be asked for
   */
  private record State(
      Answer shown, @Nullable String shadow, KnownNames uplinks, KnownNames servers) {}

  private volatile State state;

  InForce(Premises premises) {
    state =
        new State(
            shown(premises.effective()),
            premises.service().shadow(),
            new KnownNames(uplinks(premises.settings())),
            new KnownNames(servers(premises.settings())));
  }

  private static Answer shown(JsonNode effective) {
    return Answer.json(Discretion.without(effective).toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> uplinks(Settings settings) {
    return settings.uplinks().stream().map(Uplink::name).toList();
  }

  private static List<String> servers(Settings settings) {
    return settings.servers().stream().map(Server::name).toList();
  }

  void accept(List<Event> turn) {
    for (Event event : turn) {
      if (event instanceof Reconfigured it) {
        accept(it);
      }
    }
  }

  private void accept(Reconfigured it) {
    JsonNode effective = tree(it.effective());
    State before = state;
    state =
        new State(
            shown(effective),
            it.shadow() == null ? null : effective.path("shadow").asText("shadow"),
            before.uplinks.then(uplinks(it.settings())),
            before.servers.then(servers(it.settings())));
  }

  private static JsonNode tree(String effective) {
    try {
      return MAPPER.readTree(effective);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the configuration in force is no JSON", e);
    }
  }

  /** The configuration, without what is secret. */
  Answer shown() {
    return state.shown;
  }

  /** The name of the configuration that runs beside it, or null. */
  @Nullable String shadow() {
    return state.shadow;
  }

  /** Uplinks that may be asked for. */
  KnownNames uplinks() {
    return state.uplinks;
  }

  /** Servers that may be asked for. */
  KnownNames servers() {
    return state.servers;
  }
}
