package dev.linkflux.stream;

import dev.linkflux.decision.StateName;

/** How the servers stand, as Prometheus families; nothing where there are none. */
final class ServerMetrics {
  private final Servers servers;

  ServerMetrics(Servers servers) {
    this.servers = servers;
  }

  void writeTo(Exposition out) {
    if (servers.all().isEmpty()) {
      return;
    }
    out.gauge("linkflux_server_state", "1 for the state that the server is in.");
    for (ServerStatus it : servers.all()) {
      for (StateName state : StateName.values()) {
        out.value(it.state() == state ? 1 : 0, "server", name(it), "state", state.wire());
      }
    }
    out.gauge("linkflux_server_active", "1 for the server that is in use.");
    for (ServerStatus it : servers.all()) {
      out.value(servers.isActive(it) ? 1 : 0, "server", name(it));
    }
    out.gauge("linkflux_server_stale", "1 while only the server's last good addresses are known.");
    for (ServerStatus it : servers.all()) {
      out.value(it.isStale() ? 1 : 0, "server", name(it));
    }
    through(out);
    checks(out);
    out.counter("linkflux_server_switches_total", "Times that another server came into use.")
        .value((double) servers.counters().switches());
  }

  private void through(Exposition out) {
    out.gauge("linkflux_server_serves", "1 if the server is of use through the uplink.");
    for (ServerStatus it : servers.all()) {
      for (ServerStatus.Through one : it.through()) {
        out.value(one.serves() ? 1 : 0, "server", name(it), "uplink", one.uplink().name());
      }
    }
    out.gauge("linkflux_server_check_seconds", "How long the latest check took.");
    for (ServerStatus it : servers.all()) {
      for (ServerStatus.Through one : it.through()) {
        if (one.checked() != null) {
          double seconds = one.checked().nanos() / 1e9;
          out.value(seconds, "server", name(it), "uplink", one.uplink().name());
        }
      }
    }
  }

  private void checks(Exposition out) {
    out.counter(
        "linkflux_server_checks_total",
        "Checks that have ended, by the rung that they found broken, or none.");
    servers
        .counters()
        .checks()
        .forEach(
            (key, count) ->
                out.value(
                    (double) count,
                    "server",
                    key.server(),
                    "uplink",
                    key.uplink(),
                    "rung",
                    key.rung()));
  }

  private static String name(ServerStatus it) {
    return it.server().name();
  }
}
