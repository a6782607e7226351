package dev.linkflux.notify;

import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has happened, and what else stood at that moment. */
sealed interface Subject {
  /** The state of an uplink has changed. */
  record OfUplink(Transition transition, List<UplinkId> carrying, List<UplinkId> standby)
      implements Subject {}

  /**
   * Other uplinks carry the traffic than before.
   *
   * @param before those that did
   */
  record OfTraffic(Election election, List<UplinkId> before) implements Subject {}

  /** The state of a server has changed. */
  record OfServer(ServerTransition transition, List<InetAddress> addresses) implements Subject {}

  /**
   * Which server is in use was decided.
   *
   * @param before the one that was, or null if it is the first
   * @param addresses of the one that is
   */
  record InUse(ServerElection election, @Nullable ServerId before, List<InetAddress> addresses)
      implements Subject {}

  /**
   * A server has other addresses than before.
   *
   * @param before those that it had
   */
  record Moved(Located located, List<InetAddress> before) implements Subject {}
}
