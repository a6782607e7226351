package dev.linkflux.notify;

import dev.linkflux.control.Hook;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What notices are called, and what is said of those whose event has no sentence of its own. */
final class Words {
  static final String TRANSITION = "transition";
  static final String ELECTION = "election";
  static final String LOCATED = "located";

  private Words() {}

  /** As the event stream has it. */
  static String type(Hook.On on) {
    return on.name().toLowerCase(Locale.ROOT);
  }

  /** Which of the events of a server it is; empty if it is of none. */
  static String what(Subject subject) {
    return switch (subject) {
      case Subject.OfUplink _, Subject.OfTraffic _ -> "";
      case Subject.OfServer _ -> TRANSITION;
      case Subject.InUse _ -> ELECTION;
      case Subject.Moved _ -> LOCATED;
    };
  }

  static String sentence(Located located) {
    Breach dns = located.dns();
    String why = dns == null ? "" : " (%s: %s)".formatted(dns.rung(), dns.detail());
    String where = addresses(located.addresses(), ", ");
    if (where.isEmpty()) {
      return "%s has no known address%s".formatted(located.server(), why);
    }
    String stale = located.stale() ? ", its last good address" : "";
    return "%s is at %s%s%s".formatted(located.server(), where, stale, why);
  }

  static String addresses(List<InetAddress> addresses, String between) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(between));
  }
}
