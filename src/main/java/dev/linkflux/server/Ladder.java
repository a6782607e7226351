package dev.linkflux.server;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Server;
import java.util.List;

/** What each rung says of a server when it breaks, for a person. */
final class Ladder {
  private Ladder() {}

  /** What is broken, of the server of which the sentence is; without its details. */
  static String says(Rung rung, Server server) {
    int port = server.check().port();
    return switch (rung) {
      case DNS_NO_NAME -> names(server) + " has no address";
      case DNS_REFUSED -> "the name servers do not resolve " + names(server);
      case DNS_SILENT -> "no name server answers for " + names(server);
      case UPLINK -> "the uplink itself is down";
      case HOST_UNREACHABLE -> "the host does not answer";
      case PORT_FILTERED -> "port " + port + " is filtered";
      case PORT_REFUSED -> "port " + port + " refuses connections";
      case TLS -> "TLS fails at port " + port;
      case TLS_PIN -> "its key is not the pinned one";
      case API_ERROR -> "the API at port " + port + " does not answer as it should";
      case CREDENTIALS -> "the API refuses name and password";
      case CLOCK -> "its clock and ours differ";
    };
  }

  /** What it comes with, in brackets; nothing if there is nothing. */
  static String detail(Breach breach) {
    return breach.detail().isEmpty() ? "" : " (" + breach.detail() + ")";
  }

  /** The name servers fail, and it serves all the same. */
  static String serving(Breach dns, Server server) {
    return "its last good addresses serve on: " + says(dns.rung(), server) + detail(dns);
  }

  /** The names that have to be resolved. */
  static String names(Server server) {
    List<String> names =
        server.hosts().stream()
            .filter(host -> host.address() == null)
            .map(Host::text)
            .distinct()
            .toList();
    return names.isEmpty() ? server.name() : Words.list(names);
  }

  /** It speaks the API of OpenMPTCProuter. */
  static boolean isOmr(Server server) {
    return server.check().api().type() == Check.Type.OMR;
  }
}
