package dev.linkflux.resolve;

import dev.linkflux.uplink.Uplink;
import org.xbill.DNS.Name;

/**
 * What somebody wants to know: the addresses of a name.
 *
 * @param uplink through which to ask
 * @param name absolute, in small letters
 */
record Wanted(Uplink uplink, Name name) {
  /** The name as people write it. */
  String host() {
    return name.toString(true);
  }

  /** The name of the uplink. */
  String through() {
    return uplink.name();
  }
}
