package dev.linkflux.notify;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.notify.RetainedTexts.Standing;
import dev.linkflux.quality.Quality;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How everything stands, as the topics of a broker have it. One owner; not thread safe. */
final class Retained {
  private final Topics topics;
  private final RetainedTexts texts;
  private List<Uplink> uplinks;
  private List<Server> servers;
  private final Map<String, Standing> states = new HashMap<>();
  private final Map<String, Standing> far = new HashMap<>();
  private final Map<String, Quality> qualities = new HashMap<>();
  private final Map<String, Moment> figuresAt = new HashMap<>();
  private final Duration figures;
  private @Nullable Election election;
  private @Nullable ServerElection inUse;

  /**
   * @param figures how often loss and times are told at most, unless something else changes
   */
  Retained(Topics topics, Settings settings, WallClock clock, Duration figures) {
    this.figures = figures;
    this.topics = topics;
    this.texts = new RetainedTexts(clock);
    this.uplinks = settings.uplinks();
    this.servers = settings.servers();
  }

  /** Of those that are gone nothing is said any more; the others go on. */
  void reconfigured(Settings now) {
    uplinks = now.uplinks();
    servers = now.servers();
    Set<String> ways = uplinks.stream().map(Uplink::name).collect(Collectors.toSet());
    states.keySet().retainAll(ways);
    qualities.keySet().retainAll(ways);
    figuresAt.keySet().retainAll(ways);
    far.keySet().retainAll(servers.stream().map(Server::name).collect(Collectors.toSet()));
  }

  /** Every topic with what it says now. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    uplinks.forEach(uplink -> all.put(topics.uplink(uplink.id()), uplink(uplink)));
    servers.forEach(server -> all.put(topics.server(server.id()), server(server.id())));
    all.put(topics.traffic(), texts.traffic(election));
    return all;
  }

  /** The topics that say something else after an event, with what they say. */
  Map<String, String> after(Event event) {
    Set<String> ways = new HashSet<>();
    Map<String, String> changed = new LinkedHashMap<>();
    switch (event) {
      case Transition it -> {
        String name = it.uplink().name();
        states.put(name, new Standing(it.to(), it.cause().wire(), it.at(), it.sentence(), ""));
        ways.add(name);
      }
      case Election it -> {
        Election before = election;
        ways.addAll(carrying(it));
        ways.addAll(carrying(before));
        election = it;
        changed.put(topics.traffic(), texts.traffic(election));
      }
      case Quality it -> {
        String name = it.uplink().name();
        qualities.put(name, it);
        Moment before = figuresAt.get(name);
        if (before == null || it.at().since(before).compareTo(figures) >= 0) {
          figuresAt.put(name, it.at());
          ways.add(name);
        }
      }
      case ServerTransition it -> {
        far.put(
            it.server().name(),
            new Standing(it.to(), it.cause(), it.at(), it.sentence(), it.hint()));
        changed.put(topics.server(it.server()), server(it.server()));
      }
      case ServerElection it -> {
        inUse = it;
        servers.forEach(server -> changed.put(topics.server(server.id()), server(server.id())));
      }
      default -> {}
    }
    uplinks.stream()
        .filter(uplink -> ways.contains(uplink.name()))
        .forEach(uplink -> changed.put(topics.uplink(uplink.id()), uplink(uplink)));
    return changed;
  }

  private static List<String> carrying(@Nullable Election election) {
    return election == null ? List.of() : election.carrying().stream().map(UplinkId::name).toList();
  }

  private String uplink(Uplink uplink) {
    String name = uplink.name();
    Standing standing = states.getOrDefault(name, Standing.UNKNOWN);
    return texts.uplink(name, standing, carrying(election).contains(name), qualities.get(name));
  }

  private String server(ServerId server) {
    Standing standing = far.getOrDefault(server.name(), Standing.UNKNOWN);
    ServerElection now = inUse;
    boolean used = now != null && now.active().name().equals(server.name());
    return texts.server(server.name(), standing, used);
  }
}
