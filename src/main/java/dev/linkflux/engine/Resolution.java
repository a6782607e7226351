package dev.linkflux.engine;

import dev.linkflux.server.Breach;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a name through one uplink.
 *
 * @param addresses all of them, the preferred first; empty if none is known
 * @param stale true if they are the last good ones of this uplink, or those that another found
 * @param breach why the name servers gave none now, or null if they did (or their answer still
 *     holds)
 */
public record Resolution(List<InetAddress> addresses, boolean stale, @Nullable Breach breach) {
  public Resolution {
    addresses = List.copyOf(addresses);
  }
}
