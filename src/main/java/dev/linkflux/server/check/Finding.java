package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Checked;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How a check ended; the parameters are those of {@link Checked}.
 *
 * @param nanos how long it took
 */
record Finding(
    @Nullable InetAddress address,
    long nanos,
    boolean serves,
    @Nullable Breach breach,
    @Nullable Breach dns) {
  Checked at(Moment moment, Server server, Uplink uplink) {
    return new Checked(moment, server.id(), uplink.id(), address, nanos, serves, breach, dns);
  }

  /** True if the next check should not be long in coming. */
  boolean isFailing() {
    return breach != null;
  }
}
