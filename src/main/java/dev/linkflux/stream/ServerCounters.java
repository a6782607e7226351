package dev.linkflux.stream;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.server.ServerElection;
import dev.linkflux.uplink.ServerId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What has been counted of servers since the start. One owner: not thread safe. */
final class ServerCounters {
  /** The rung of a check that found nothing broken. */
  static final String NONE = "none";

  /** Of one server and uplink: how many checks found which rung broken. */
  record Checks(String server, String uplink, String rung) implements Comparable<Checks> {
    @Override
    public int compareTo(Checks other) {
      int byServer = server.compareTo(other.server);
      int byUplink = byServer != 0 ? byServer : uplink.compareTo(other.uplink);
      return byUplink != 0 ? byUplink : rung.compareTo(other.rung);
    }
  }

  private final Map<Checks, Long> checks = new TreeMap<>();
  private @Nullable ServerId active;
  private long switches;

  void accept(Checked checked) {
    Breach breach = checked.breach();
    checks.merge(
        new Checks(
            checked.server().name(),
            checked.uplink().name(),
            breach == null ? NONE : breach.rung().wire()),
        1L,
        Long::sum);
  }

  /** The first election is no switch: there was nothing to switch from. */
  void accept(ServerElection election) {
    if (active != null && !active.equals(election.active())) {
      switches++;
    }
    active = election.active();
  }

  Map<Checks, Long> checks() {
    return checks;
  }

  /** How often another server came into use. */
  long switches() {
    return switches;
  }
}
