package dev.linkflux.config;

import dev.linkflux.route.Endpoint;
import dev.linkflux.route.Limits;
import dev.linkflux.route.Routing;
import dev.linkflux.uplink.Mptcp;
import dev.linkflux.uplink.Uplink;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code mptcp}, and the key of this name of an uplink: what Multipath TCP makes of the uplinks.
 */
final class MptcpSection {
  private static final String KEY = "mptcp";
  private static final String FULLMESH = "fullmesh";
  private static final Function<String, String> KNOWN =
      Choice.of(List.of("subflow", "backup", "signal", "off"));

  private MptcpSection() {}

  /** The part that an uplink has in it. */
  static Mptcp kind(String text) {
    return Mptcp.valueOf(KNOWN.apply(text).toUpperCase(Locale.ROOT));
  }

  static String word(Mptcp kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** {@code routing} with what the section says; warns of what will not be as it is written. */
  static Routing read(Section root, Routing routing, List<Uplink> uplinks) {
    Section section = root.section(KEY);
    boolean fullmesh = section.read(FULLMESH, routing.fullmesh(), Choice::flag);
    Limits limits =
        new Limits(
            section.read("subflows", routing.limits().subflows(), NumberText.whole(0, Limits.MOST)),
            section.read(
                "accepted", routing.limits().accepted(), NumberText.whole(0, Limits.MOST)));
    section.done();
    List<Uplink> taking =
        uplinks.stream().filter(one -> one.mptcp() != Mptcp.OFF && !one.disabled()).toList();
    if (taking.isEmpty() && (fullmesh || !limits.equals(routing.limits()))) {
      root.warning(
          KEY,
          "no uplink has a part in it: give those that shall have one a mptcp: subflow, backup or"
              + " signal");
    }
    if (fullmesh) {
      checkFullmesh(section, taking);
    }
    if (2 * taking.size() > Endpoint.MOST) {
      root.warning(
          "uplinks",
          "%d have a part in mptcp, with an address of IPv4 and one of IPv6 each; the kernel holds %d endpoints, so that the last may go without: give some mptcp: off"
              .formatted(taking.size(), Endpoint.MOST));
    }
    return new Routing(
        routing.protocol(),
        routing.tables(),
        routing.marks(),
        routing.metric(),
        routing.priority(),
        routing.flows(),
        fullmesh,
        limits);
  }

  private static void checkFullmesh(Section section, List<Uplink> taking) {
    String signalling =
        taking.stream()
            .filter(uplink -> uplink.mptcp() == Mptcp.SIGNAL)
            .map(Uplink::name)
            .collect(Collectors.joining(", "));
    if (!signalling.isEmpty()) {
      section.warning(
          FULLMESH,
          "does not apply to %s: with mptcp: signal the peer opens the subflows"
              .formatted(signalling));
    }
  }
}
