package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.List;

/**
 * Whom the names in a trace stand for. A name that is not known yet gets the next ordinal, in order
 * of appearance; at most 1,024 uplinks, 16,384 targets and 1,024 servers. It belongs to one owner:
 * not thread safe.
 */
public final class Names {
  private static final int MOST_UPLINKS = 1024;
  private static final int MOST_TARGETS = 16_384;
  private static final int MOST_SERVERS = 1024;

  private final NameTable<UplinkId> uplinks =
      new NameTable<>("uplinks", MOST_UPLINKS, UplinkId::new);
  private final NameTable<TargetId> targets =
      new NameTable<>("targets", MOST_TARGETS, TargetId::new);
  private final NameTable<ServerId> servers =
      new NameTable<>("servers", MOST_SERVERS, ServerId::new);

  private Names() {}

  /** Knows nobody yet. */
  public static Names growing() {
    return new Names();
  }

  /**
   * Knows those that are configured; others follow behind them.
   *
   * @param uplinks in the order of their ordinals, from 0
   * @param targets in the order of their ordinals, from 0
   * @param servers in the order of their ordinals, from 0
   */
  public static Names of(List<Uplink> uplinks, List<Target> targets, List<Server> servers) {
    Names names = new Names();
    uplinks.forEach(uplink -> names.uplinks.add(uplink.name(), uplink.id()));
    targets.forEach(target -> names.targets.add(target.name(), target.id()));
    servers.forEach(server -> names.servers.add(server.name(), server.id()));
    return names;
  }

  /** Knows uplinks and targets that are configured, and no server. */
  public static Names of(List<Uplink> uplinks, List<Target> targets) {
    return of(uplinks, targets, List.of());
  }

  /** Everybody known so far, by ordinal. */
  public List<UplinkId> uplinks() {
    return uplinks.all();
  }

  /** Everybody known so far, by ordinal. */
  public List<TargetId> targets() {
    return targets.all();
  }

  /** Everybody known so far, by ordinal. */
  public List<ServerId> servers() {
    return servers.all();
  }

  UplinkId uplink(String name) throws Broken {
    return uplinks.get(name);
  }

  TargetId target(String name) throws Broken {
    return targets.get(name);
  }

  ServerId server(String name) throws Broken {
    return servers.get(name);
  }

  NameTable<UplinkId> uplinkTable() {
    return uplinks;
  }

  NameTable<TargetId> targetTable() {
    return targets;
  }

  /** Those of a recorded configuration, in its order. */
  void learn(JsonNode config) throws Broken {
    learn(config.path("uplinks"), uplinks);
    learn(config.path("targets"), targets);
    learn(config.path("servers"), servers);
  }

  private static void learn(JsonNode configured, NameTable<?> table) throws Broken {
    for (JsonNode one : configured) {
      if (one.path("name").isTextual()) {
        table.learn(one.path("name").textValue());
      }
    }
  }
}
