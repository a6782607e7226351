package dev.linkflux.config;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is right of servers and names but will not do well. */
final class ServerAdvice {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration OFTEN = Duration.ofSeconds(1);

  private final ServersSection sections;
  private final List<Server> servers;

  private ServerAdvice(ServersSection sections) {
    this.sections = sections;
    this.servers = sections.servers();
  }

  /** Warns of what nothing is wrong with. */
  static void give(ServersSection sections, Section dns, Naming naming) {
    ServerAdvice advice = new ServerAdvice(sections);
    for (Server server : advice.servers) {
      if (server.check().kind() != Check.Kind.NONE) {
        advice.onInterval(server);
      }
      advice.onTrust(server);
      advice.onRole(server);
    }
    advice.onLimit(dns, naming);
  }

  private void onInterval(Server server) {
    Check check = server.check();
    Section section = sections.sectionOf(server);
    if (check.interval().compareTo(check.timeout()) < 0) {
      section.warning(
          section.has("interval") ? "interval" : "timeout",
          "a check may take longer (timeout, %s) than it is to the next one (interval, %s); make timeout %s or less"
              .formatted(
                  DurationText.print(check.timeout()),
                  DurationText.print(check.interval()),
                  DurationText.print(check.interval())));
    }
    if (check.interval().compareTo(OFTEN) < 0) {
      section.warning(
          "interval",
          "that is %d checks a minute through each uplink: %s; make it 1s or more"
              .formatted(
                  MINUTE.dividedBy(check.interval()),
                  check.api().type() == Check.Type.OMR && check.kind().asksApi()
                      ? "OpenMPTCProuter's API runs programs to answer"
                      : "servers and firewalls refuse who asks so often, which looks like a server"
                          + " that is gone"));
    }
  }

  private void onTrust(Server server) {
    Check.Api api = server.check().api();
    if (server.check().kind().asksApi()
        && api.type() == Check.Type.OMR
        && api.trust() instanceof Trust.Authority) {
      sections
          .sectionOf(server)
          .warning(
              "type",
              "an OpenMPTCProuter server signs its certificate itself, unless somebody has given it"
                  + " another: then nothing but tls will be found broken; pin: first-use, or pin:"
                  + " sha256/... of its key");
    }
  }

  private void onRole(Server server) {
    Optional<Server> backup =
        servers.stream().filter(other -> other.role() == Role.BACKUP).findFirst();
    if (server.role() == Role.MAIN
        && server.check().kind() == Check.Kind.NONE
        && backup.isPresent()) {
      sections
          .sectionOf(server)
          .warning(
              "check",
              "a server that is not checked is taken to work, so that %s never takes over; make it check: ping or api"
                  .formatted(backup.get().name()));
    }
    if (servers.size() == 1 && server.hysteresis().returning() != Returning.AUTO) {
      sections
          .sectionOf(server)
          .warning("return", "no effect: there is no other server that could be returned from");
    }
  }

  /** As often as a short-lived record would be asked for, the limit should allow. */
  private void onLimit(Section dns, Naming naming) {
    boolean named = servers.stream().anyMatch(Server::isNamed);
    Duration gap = MINUTE.dividedBy(naming.perMinute());
    if (!named || naming.minTtl().compareTo(gap) >= 0) {
      return;
    }
    dns.warning(
        dns.has("limit") ? "limit" : "minTtl",
        "a record that lives for %s only (minTtl) would be asked for %d times a minute, and %s lets it be asked for every %s: between these, checks go to the last known address; make minTtl %s, or limit %s"
            .formatted(
                DurationText.print(naming.minTtl()),
                MINUTE.dividedBy(naming.minTtl()),
                DnsSection.limit(naming.perMinute()),
                Advice.seconds(gap),
                DurationText.print(
                    Duration.ofSeconds(gap.toSeconds() + (gap.toNanosPart() > 0 ? 1 : 0))),
                DnsSection.limit((int) MINUTE.dividedBy(naming.minTtl()))));
  }
}
