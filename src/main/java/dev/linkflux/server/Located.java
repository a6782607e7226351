package dev.linkflux.server;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.ServerId;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is has changed, or how well that is known.
 *
 * @param addresses all of them, in the order in which they are tried; empty if none is known
 * @param stale true if these are the last good ones, since the name servers do not give any now
 *     (RFC 8767)
 * @param dns why they do not, or null if they do, or have not been asked yet
 */
public record Located(
    Moment at, ServerId server, List<InetAddress> addresses, boolean stale, @Nullable Breach dns)
    implements Event {
  public Located {
    addresses = List.copyOf(addresses);
  }
}
