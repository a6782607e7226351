package dev.linkflux.cli;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells in lines what becomes of servers: their states, which one is in use, where they are, and
 * what breaks or heals through one uplink. One owner; not thread safe.
 */
final class ServerNarrator {
  /** A server through an uplink. */
  private record Way(String server, String uplink) {}

  private final boolean coloured;
  private final Map<Way, Rung> broken = new HashMap<>();
  private final Map<String, Located> located = new HashMap<>();
  private @Nullable String active;

  ServerNarrator(boolean coloured) {
    this.coloured = coloured;
  }

  /** The line for an event, without its moment; empty if nobody needs to know. */
  Optional<String> line(Event event) {
    return switch (event) {
      case ServerTransition transition -> Optional.of(told(transition));
      case ServerElection election -> told(election);
      case ServerVerdict verdict -> told(verdict);
      case Located now -> told(now);
      case Appointed(_, ServerId server) ->
          Optional.of(
              Look.ORDER
                  .paint()
                  .on(
                      Look.ORDER.mark()
                          + " the operator orders: "
                          + (server == null ? "servers as the checks say" : "use " + server),
                      coloured));
      case Reconfigured(_, var settings, _, _, _) -> {
        forget(settings);
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** What is gone, and comes back some day, is new then. */
  private void forget(Settings now) {
    Set<String> servers = now.servers().stream().map(Server::name).collect(Collectors.toSet());
    Set<String> uplinks = now.uplinks().stream().map(Uplink::name).collect(Collectors.toSet());
    located.keySet().retainAll(servers);
    broken
        .keySet()
        .removeIf(it -> !servers.contains(it.server()) || !uplinks.contains(it.uplink()));
  }

  private String told(ServerTransition transition) {
    Look look = Look.of(transition.to().wire());
    String change =
        "%s server %s %s (%s)"
            .formatted(look.mark(), transition.server(), transition.to(), transition.cause());
    return look.paint().on(change, coloured) + "  " + transition.sentence();
  }

  private Optional<String> told(ServerElection election) {
    boolean moved = !election.active().name().equals(active);
    active = election.active().name();
    return moved
        ? Optional.of(Paint.BOLD.on("⇄ " + election.sentence(), coloured))
        : Optional.empty();
  }

  /** That an uplink is down is told as its own. */
  private Optional<String> told(ServerVerdict verdict) {
    Way way = new Way(verdict.server().name(), verdict.uplink().name());
    Breach breach = verdict.breach();
    Rung now = breach == null || breach.rung() == Rung.UPLINK ? null : breach.rung();
    Rung before = now == null ? broken.remove(way) : broken.put(way, now);
    if (now == before || (breach != null && now == null)) {
      return Optional.empty();
    }
    if (now == null) {
      return Optional.of(Paint.GREY.on("● " + verdict.sentence(), coloured));
    }
    String hint = verdict.hint().isEmpty() ? "" : "; " + verdict.hint();
    return Optional.of(
        Paint.YELLOW.on("○ %s: %s".formatted(now, verdict.sentence()), coloured) + hint);
  }

  /** Other addresses, or others' word on them; not that one is found at first. */
  private Optional<String> told(Located now) {
    Located before = located.put(now.server().name(), now);
    if (before != null && !before.addresses().equals(now.addresses())) {
      return Optional.of(
          Paint.BOLD.on(
              "→ server %s is now at %s, before at %s"
                  .formatted(now.server(), text(now.addresses()), text(before.addresses())),
              coloured));
    }
    Breach dns = dns(now);
    Breach earlier = before == null ? null : dns(before);
    if (dns != null && earlier == null) {
      String said =
          now.stale()
              ? "the last good addresses of server %s serve on (%s)"
                  .formatted(now.server(), text(now.addresses()))
              : "no address of server %s is known".formatted(now.server());
      return Optional.of(Paint.YELLOW.on("! names: %s: %s".formatted(dns, said), coloured));
    }
    return earlier != null && dns == null
        ? Optional.of(
            Paint.GREY.on("● names: server %s is found again".formatted(now.server()), coloured))
        : Optional.empty();
  }

  /** What is wrong with the name servers; that no uplink leads to them is told as its own. */
  private static @Nullable Breach dns(Located located) {
    Breach dns = located.dns();
    return dns == null || !dns.rung().isDns() ? null : dns;
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.isEmpty()
        ? "no address"
        : addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }
}
