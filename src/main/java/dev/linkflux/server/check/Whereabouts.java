package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, as seen through one uplink.
 *
 * @param spots all of them, in the order of the configuration; empty if none is known
 * @param dns why the name servers do not tell now, or null if they do
 */
record Whereabouts(List<Spot> spots, @Nullable Breach dns) {
  Whereabouts {
    spots = List.copyOf(spots);
  }
}
