package dev.linkflux.server;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Server;

/** What to do about each rung that breaks, concretely. */
final class Hints {
  private Hints() {}

  /**
   * What to do.
   *
   * @param through the uplink, or uplinks, through which it was seen
   */
  static String of(Breach breach, Server server, String through) {
    String names = Ladder.names(server);
    String name = server.name();
    int port = server.check().port();
    return switch (breach.rung()) {
      case DNS_NO_NAME ->
          "check the spelling of "
              + names
              + " in servers[].address, and that it has an A or AAAA record: dig "
              + names;
      case DNS_REFUSED ->
          "ask others (dns.servers, or nameservers of the uplink), and look whether the zone of "
              + names
              + " and its DNSSEC signatures are in order: dig "
              + names;
      case DNS_SILENT ->
          "see whether the name servers of "
              + through
              + " are reachable, or set others in dns.servers; if the provider blocks port 53, ask"
              + " by TLS: tls://9.9.9.9#dns.quad9.net";
      case UPLINK -> uplink(breach, name, through);
      case HOST_UNREACHABLE -> unreachable(breach, server, through);
      case PORT_FILTERED ->
          "open TCP port "
              + port
              + " in the firewall of "
              + name
              + " and at its provider, and see whether the provider of "
              + through
              + " blocks it; or set servers[].port to the one that it listens at";
      case PORT_REFUSED ->
          "start the API on "
              + name
              + (Ladder.isOmr(server) ? " (systemctl restart omr-admin)" : "")
              + ", or set servers[].port to the one that it listens at: ss -tln there";
      case TLS ->
          "look at its certificate: openssl s_client -connect "
              + name
              + ":"
              + port
              + "; if it is meant to be self-signed, set servers[].pin (sha256/... or first-use)";
      case TLS_PIN -> pin(server);
      case API_ERROR ->
          "look into the log of the API on "
              + name
              + (Ladder.isOmr(server) ? " (journalctl -u omr-admin)" : "")
              + ", and compare its answer with servers[].path, status and text";
      case CREDENTIALS -> credentials(server);
      case CLOCK ->
          "set both clocks by NTP (timedatectl, here and on "
              + name
              + "): tokens and certificates go by them";
    };
  }

  private static String uplink(Breach breach, String name, String through) {
    String what =
        switch (breach.detail()) {
          case "no-interface" -> "see whether its interface is there: ip link";
          case "no-gateway" -> "set its gateway, or let DHCP set a default route";
          case "carrier-lost" -> "see whether it is plugged in and switched on";
          case "operator" -> "enable it again if it shall be used";
          default -> "see the state of " + through;
        };
    return "this is not about " + name + " but about " + through + ": " + what;
  }

  private static String unreachable(Breach breach, Server server, String through) {
    String name = server.name();
    if (breach.detail().contains("ICMP is filtered")) {
      return name + " lives and drops pings: set check: api for it, or let ICMP echo through there";
    }
    String drops =
        server.check().kind() == Check.Kind.PING
            ? "; if it drops pings by intention, set check: api"
            : "";
    return "see at its provider whether "
        + name
        + " runs and whether its address is still the same, and try: ping through "
        + through
        + drops;
  }

  private static String pin(Server server) {
    String how =
        switch (server.check().api().trust()) {
          case Trust.FirstUse _ ->
              "remove " + server.name() + " from pins.json in the state directory";
          case Trust.Pin _, Trust.Authority _ -> "set servers[].pin to the new key";
        };
    return "find out why before you trust it: if "
        + server.name()
        + " was installed anew, "
        + how
        + "; if not, somebody may stand in between, and no password is sent";
  }

  private static String credentials(Server server) {
    Credentials credentials = server.check().api().credentials();
    String where =
        credentials == null
            ? "servers[].credentials"
            : credentials.file() != null
                ? "the file " + credentials.file() + ", named in servers[].credentials"
                : "the variable " + credentials.environment() + ", named in servers[].credentials";
    String user = credentials == null ? "" : " of user " + credentials.username();
    return "the API answers and refuses the password"
        + user
        + ": compare the key on "
        + server.name()
        + (Ladder.isOmr(server) ? " (/root/openmptcprouter_config.txt)" : "")
        + " with "
        + where;
  }
}
