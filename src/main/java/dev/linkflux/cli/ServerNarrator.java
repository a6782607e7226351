package dev.linkflux.cli;

import dev.linkflux.server.Appointed;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Located;
import dev.linkflux.server.Rung;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells in lines what becomes of servers: their states, which one is in use, where they are, and
 * what breaks or heals through one uplink. One owner; not thread safe.
 */
final class ServerNarrator {
  /** A server through an uplink. */
  private record Way(ServerId server, UplinkId uplink) {}

  private final boolean coloured;
  private final Map<Way, Rung> broken = new HashMap<>();
  private final Map<ServerId, Located> located = new HashMap<>();
  private @Nullable ServerId active;

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
      default -> Optional.empty();
    };
  }

  private String told(ServerTransition transition) {
    Look look = Look.of(transition.to().wire());
    String change =
        "%s server %s %s (%s)"
            .formatted(look.mark(), transition.server(), transition.to(), transition.cause());
    return look.paint().on(change, coloured) + "  " + transition.sentence();
  }

  private Optional<String> told(ServerElection election) {
    boolean moved = !election.active().equals(active);
    active = election.active();
    return moved
        ? Optional.of(Paint.BOLD.on("⇄ " + election.sentence(), coloured))
        : Optional.empty();
  }

  /** That an uplink is down is told as its own. */
  private Optional<String> told(ServerVerdict verdict) {
    Way way = new Way(verdict.server(), verdict.uplink());
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
    Located before = located.put(now.server(), now);
    Breach dns = now.dns();
    if (before != null && !before.addresses().equals(now.addresses())) {
      return Optional.of(
          Paint.BOLD.on(
              "→ server %s is now at %s, before at %s"
                  .formatted(now.server(), text(now.addresses()), text(before.addresses())),
              coloured));
    }
    if (dns != null && (before == null || before.dns() == null)) {
      String said =
          now.stale()
              ? "! names: %s: the last good addresses of server %s serve on (%s)"
              : "! names: %s: no address of server %s is known (%s)";
      return Optional.of(
          Paint.YELLOW.on(said.formatted(dns, now.server(), text(now.addresses())), coloured));
    }
    return before != null && before.dns() != null && dns == null
        ? Optional.of(
            Paint.GREY.on("● names: server %s is found again".formatted(now.server()), coloured))
        : Optional.empty();
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.isEmpty()
        ? "no address"
        : addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }
}
