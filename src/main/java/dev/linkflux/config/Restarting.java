package dev.linkflux.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.control.Access;
import dev.linkflux.control.Settings;
import dev.linkflux.route.Routing;
import java.util.Set;

/** The keys that a running service does not follow, and what a reload makes of them: nothing. */
final class Restarting {
  /** As in the table of {@link Difference}. */
  static final Set<String> KEYS =
      Set.of(
          "listen",
          "access.tls",
          "state",
          "routes.protocol",
          "routes.tables",
          "routes.marks",
          "routes.priority");

  private Restarting() {}

  /** What is wanted, but for these keys, which stay as they are. */
  static Configuration keep(Configuration running, Configuration wanted) {
    ObjectNode effective = wanted.effective().deepCopy();
    KEYS.forEach(key -> copy(key, running.effective(), effective));
    return new Configuration(
        keep(running.settings(), wanted.settings()),
        wanted.naming(),
        wanted.hooks(),
        wanted.notifications(),
        keep(running.access(), wanted.access()),
        running.listen(),
        wanted.trace(),
        wanted.keepRoutes(),
        running.state(),
        wanted.shadow(),
        effective);
  }

  private static Access keep(Access running, Access wanted) {
    return new Access(wanted.tokens(), running.tls(), wanted.origins(), wanted.clients());
  }

  private static Settings keep(Settings running, Settings wanted) {
    Routing is = running.routing();
    Routing now = wanted.routing();
    return new Settings(
        wanted.uplinks(),
        wanted.targets(),
        wanted.demands(),
        wanted.probing(),
        wanted.windowing(),
        wanted.rules(),
        new Routing(
            is.protocol(),
            is.tables(),
            is.marks(),
            now.metric(),
            is.priority(),
            now.flows(),
            now.fullmesh(),
            now.limits()),
        wanted.servers());
  }

  private static void copy(String key, JsonNode from, ObjectNode to) {
    int dot = key.indexOf('.');
    String name = key.substring(dot + 1);
    JsonNode source = dot < 0 ? from : from.path(key.substring(0, dot));
    if ((dot < 0 ? to : to.path(key.substring(0, dot))) instanceof ObjectNode target) {
      if (source.has(name)) {
        target.set(name, source.path(name));
      } else {
        target.remove(name);
      }
    }
  }
}
