package dev.linkflux.route.linux;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.NetlinkException;
import dev.linkflux.kernel.RouteEntry;
import dev.linkflux.route.RouteChange;

/** Says why the kernel refused a change, in its own words, and what helps. */
final class Refusal {
  private Refusal() {}

  static String reason(RouteChange change, NetlinkException failure) {
    String said = failure.kernelMessage().isEmpty() ? "" : ": " + failure.kernelMessage();
    String hint =
        failure.is(Errno.EPERM) ? " (changing routes and endpoints needs CAP_NET_ADMIN)" : "";
    return change.words() + ": " + failure.errnoName() + said + hint;
  }

  /** To be said after the reason. */
  static String placeTakenBy(RouteEntry foreign) {
    return " (its place is taken by a route of protocol "
        + protocol(foreign)
        + ", which is not ours; choose another routes.metric)";
  }

  /** The number, and the name that iproute2 knows it by (rtnetlink.h, RTPROT_...). */
  static String protocol(RouteEntry route) {
    String name =
        switch (route.protocol()) {
          case 2 -> " (kernel)";
          case 3 -> " (boot)";
          case 4 -> " (static)";
          case 9 -> " (ra)";
          case 16 -> " (dhcp)";
          default -> "";
        };
    return route.protocol() + name;
  }
}
