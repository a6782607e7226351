package dev.linkflux.kernel;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A change of the network that the kernel announced. */
public sealed interface NetlinkEvent {
  /** An interface is new or has changed, or is gone. */
  record LinkChanged(LinkEntry link, boolean gone) implements NetlinkEvent {}

  /** An address is new or has changed, or is gone. */
  record AddressChanged(AddressEntry address, boolean gone) implements NetlinkEvent {}

  /**
   * A route is new or has replaced another, or is gone. A link that goes down takes its IPv4 routes
   * with it without such an event.
   *
   * @param port the netlink port id of who asked for it, see {@link Rtnetlink#isOwn}; 0 if the
   *     kernel did it by itself
   */
  record RouteChanged(RouteEntry route, boolean gone, int port) implements NetlinkEvent {}

  /**
   * A rule is new, or is gone.
   *
   * @param port as of {@link RouteChanged}
   */
  record RuleChanged(RuleEntry rule, boolean gone, int port) implements NetlinkEvent {}

  /**
   * Announcements were lost: nothing is known but by reading the tables anew.
   *
   * @param cause why, for a person
   */
  record Overrun(String cause) implements NetlinkEvent {}

  /** Reads an announcement; null if it is none of the above. */
  static @Nullable NetlinkEvent read(NetlinkMessage message) throws MalformedNetlinkException {
    NetlinkReader body = message.body();
    // Of every pair of types the even one is NEW, the odd one DEL.
    boolean gone = (message.type() & 1) == 1;
    return switch (message.type()) {
      case Netlink.RTM_NEWLINK, Netlink.RTM_DELLINK ->
          event(LinkCodec.read(body), link -> new LinkChanged(link, gone));
      case Netlink.RTM_NEWADDR, Netlink.RTM_DELADDR ->
          event(AddressCodec.read(body), address -> new AddressChanged(address, gone));
      case Netlink.RTM_NEWROUTE, Netlink.RTM_DELROUTE ->
          event(RouteCodec.read(body), route -> new RouteChanged(route, gone, message.port()));
      case Netlink.RTM_NEWRULE, Netlink.RTM_DELRULE ->
          event(RuleCodec.read(body), rule -> new RuleChanged(rule, gone, message.port()));
      default -> null;
    };
  }

  private static <T> @Nullable NetlinkEvent event(
      @Nullable T entry, Function<T, NetlinkEvent> event) {
    return entry == null ? null : event.apply(entry);
  }
}
