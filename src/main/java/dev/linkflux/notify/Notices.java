package dev.linkflux.notify;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Picks from all that happens what hooks are told, and numbers it. State of one subscription. */
final class Notices {
  private final WallClock clock;
  private final String series;
  private final Map<String, List<InetAddress>> addresses = new HashMap<>();
  private List<Server> servers = List.of();
  private List<UplinkId> carrying = List.of();
  private List<UplinkId> standby = List.of();
  private @Nullable ServerId active;
  private long count;

  /**
   * @param settings where servers are before anybody has looked
   * @param series a random number, so that no other run of the service gives the same numbers
   */
  Notices(Settings settings, WallClock clock, long series) {
    this.clock = clock;
    this.series = "%016x".formatted(series);
    begin(settings.servers());
  }

  /** Where those are that go on is known; what is new, or elsewhere now, begins anew. */
  private void begin(List<Server> now) {
    Set<String> same = new HashSet<>();
    for (Server server : now) {
      boolean goesOn =
          servers.stream()
              .anyMatch(it -> it.name().equals(server.name()) && it.hosts().equals(server.hosts()));
      if (!goesOn) {
        addresses.put(server.name(), server.literals());
      }
      same.add(server.name());
    }
    addresses.keySet().retainAll(same);
    servers = now;
  }

  /** Those events of a turn that are of any interest; keeps no state, and is quick. */
  static List<Event> relevant(List<Event> turn) {
    for (Event one : turn) {
      if (isRelevant(one)) {
        return turn.stream().filter(Notices::isRelevant).toList();
      }
    }
    return List.of();
  }

  private static boolean isRelevant(Event event) {
    return event instanceof Transition
        || event instanceof Election
        || event instanceof ServerTransition
        || event instanceof ServerElection
        || event instanceof Located
        || event instanceof Reconfigured;
  }

  /** What is to be told of an event, if anything. */
  Stream<Notice> of(Event event) {
    Subject subject = subject(event);
    return subject == null
        ? Stream.empty()
        : Stream.of(new Notice(series + "-" + ++count, clock.label(event.at()), subject));
  }

  private @Nullable Subject subject(Event event) {
    return switch (event) {
      case Transition transition -> new Subject.OfUplink(transition, carrying, standby);
      case Election election -> traffic(election);
      case ServerTransition transition ->
          new Subject.OfServer(transition, known(transition.server()));
      case ServerElection election -> {
        ServerId before = active;
        active = election.active();
        yield new Subject.InUse(election, before, known(active));
      }
      case Located located -> moved(located);
      case Reconfigured it -> {
        begin(it.settings().servers());
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable Subject traffic(Election election) {
    List<UplinkId> before = carrying;
    carrying = election.carrying();
    standby = election.standby();
    return names(carrying).equals(names(before)) ? null : new Subject.OfTraffic(election, before);
  }

  private static Set<String> names(List<UplinkId> uplinks) {
    return uplinks.stream().map(UplinkId::name).collect(Collectors.toSet());
  }

  /** Name servers give addresses in any order: only which they are counts. */
  private @Nullable Subject moved(Located located) {
    List<InetAddress> before = known(located.server());
    addresses.put(located.server().name(), located.addresses());
    return new HashSet<>(located.addresses()).equals(new HashSet<>(before))
        ? null
        : new Subject.Moved(located, before);
  }

  private List<InetAddress> known(ServerId server) {
    return addresses.getOrDefault(server.name(), List.of());
  }
}
