package dev.linkflux.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Located;
import dev.linkflux.server.Remembered;
import dev.linkflux.server.ServerElection;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an {@link ActiveFile}: written, and read again.
 *
 * @param election which server is in use
 * @param addresses where all of them are
 */
record ActiveContent(ServerElection election, Map<ServerId, List<InetAddress>> addresses) {
  private static final String ACTIVE = "active";
  private static final String SERVERS = "servers";

  /** As JSON, with its newline. */
  byte[] bytes(WallClock clock) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField(ACTIVE, election.active().name());
          Json.addresses(json, "addresses", addresses.getOrDefault(election.active(), List.of()));
          json.writeStringField("since", Json.at(clock.label(election.at())));
          json.writeStringField("cause", election.cause());
          json.writeObjectFieldStart(SERVERS);
          for (ServerId server : inOrder()) {
            Json.addresses(json, server.name(), addresses.getOrDefault(server, List.of()));
          }
          json.writeEndObject();
          json.writeEndObject();
          json.writeRaw('\n');
        });
  }

  /**
   * What bytes that were written before say of the servers of now.
   *
   * @param servers as configured; of others nothing is remembered
   * @return {@link Located} and {@link Remembered}; null if no server was in use
   * @throws IOException if it is no JSON
   * @throws IllegalArgumentException if an address is none
   */
  static @Nullable List<Unstamped> remembered(byte[] bytes, List<Server> servers)
      throws IOException {
    JsonNode tree = new ObjectMapper().readTree(bytes);
    if (tree == null || tree.path(ACTIVE).asText("").isEmpty()) {
      return null;
    }
    List<Unstamped> all = new ArrayList<>();
    for (Server server : servers) {
      List<InetAddress> last = new ArrayList<>();
      for (JsonNode one : tree.path(SERVERS).path(server.name())) {
        last.add(InetAddress.ofLiteral(one.asText()));
      }
      if (server.isNamed() && !last.isEmpty()) {
        all.add(at -> new Located(at, server.id(), last, true, null));
      }
      if (server.name().equals(tree.path(ACTIVE).asText())) {
        all.add(at -> new Remembered(at, server.id()));
      }
    }
    return all;
  }

  private List<ServerId> inOrder() {
    return addresses.keySet().stream().sorted(Comparator.comparingInt(ServerId::ordinal)).toList();
  }
}
