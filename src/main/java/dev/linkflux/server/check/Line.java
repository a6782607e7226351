package dev.linkflux.server.check;

import dev.linkflux.uplink.Uplink;

/** What makes an uplink the same line still: what leaves through it leaves by the same socket. */
record Line(String uplink, String device, int mark) {
  static Line of(Uplink uplink) {
    return new Line(uplink.name(), uplink.device(), uplink.mark());
  }
}
