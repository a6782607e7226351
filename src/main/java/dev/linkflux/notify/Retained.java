package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.WallClock;
import dev.linkflux.quality.Quality;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
  private final WallClock clock;
  private List<Uplink> uplinks;
  private List<Server> servers;
  private final Map<String, State> states = new HashMap<>();
  private final Map<String, State> far = new HashMap<>();
  private final Map<String, Quality> qualities = new HashMap<>();
  private final Map<String, Moment> figuresAt = new HashMap<>();
  private final Duration figures;
  private @Nullable Election election;
  private @Nullable ServerElection inUse;

  /** A state, and what led to it. */
  private record State(StateName name, String cause, Moment since, String sentence, String hint) {
    static final State UNKNOWN =
        new State(StateName.UNKNOWN, Cause.STARTED.wire(), Moment.ZERO, "", "");
  }

  /**
   * @param figures how often loss and times are told at most, unless something else changes
   */
  Retained(Topics topics, Settings settings, WallClock clock, Duration figures) {
    this.figures = figures;
    this.topics = topics;
    this.clock = clock;
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
    all.put(topics.traffic(), traffic());
    return all;
  }

  /** The topics that say something else after an event, with what they say. */
  Map<String, String> after(Event event) {
    Set<String> ways = new HashSet<>();
    Map<String, String> changed = new LinkedHashMap<>();
    switch (event) {
      case Transition it -> {
        String name = it.uplink().name();
        states.put(name, new State(it.to(), it.cause().wire(), it.at(), it.sentence(), ""));
        ways.add(name);
      }
      case Election it -> {
        Election before = election;
        ways.addAll(carrying(it));
        ways.addAll(carrying(before));
        election = it;
        changed.put(topics.traffic(), traffic());
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
            it.server().name(), new State(it.to(), it.cause(), it.at(), it.sentence(), it.hint()));
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
    State state = states.getOrDefault(uplink.name(), State.UNKNOWN);
    Election now = election;
    return text(
        json -> {
          json.writeStringField("name", uplink.name());
          state(json, state);
          json.writeBooleanField("carrying", carrying(now).contains(uplink.name()));
          json.writeBooleanField(
              "usable",
              switch (state.name()) {
                case UP, DEGRADED, RECOVERING -> true;
                case UNKNOWN, DOWN, DISABLED -> false;
              });
          figures(json, qualities.get(uplink.name()));
        });
  }

  private static void figures(JsonGenerator json, @Nullable Quality quality) throws IOException {
    if (quality == null || quality.loss().sent() == 0) {
      json.writeNullField("loss");
    } else {
      json.writeNumberField("loss", Json.rounded(quality.loss().ratio()));
    }
    millis(json, "rtt_ms", quality == null ? -1 : quality.rtt().p50());
    millis(json, "jitter_ms", quality == null ? -1 : quality.jitter());
  }

  private static void millis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Json.rounded(nanos / 1e6));
    }
  }

  private String server(ServerId server) {
    State state = far.getOrDefault(server.name(), State.UNKNOWN);
    ServerElection now = inUse;
    return text(
        json -> {
          json.writeStringField("name", server.name());
          state(json, state);
          json.writeStringField("hint", state.hint());
          json.writeBooleanField(
              "in_use", now != null && now.active().name().equals(server.name()));
        });
  }

  private String traffic() {
    Election now = election;
    return text(
        json -> {
          Json.names(json, "carrying", now == null ? List.of() : new ArrayList<>(now.carrying()));
          Json.names(json, "standby", now == null ? List.of() : new ArrayList<>(now.standby()));
          json.writeStringField("cause", now == null ? "" : now.cause().wire());
          json.writeStringField("sentence", now == null ? "" : now.sentence());
        });
  }

  private void state(JsonGenerator json, State state) throws IOException {
    json.writeStringField("state", state.name().wire());
    json.writeStringField("cause", state.cause());
    json.writeStringField("since", Json.at(clock.label(state.since())));
    json.writeStringField("sentence", state.sentence());
  }

  private static String text(Json.Words fields) {
    byte[] bytes =
        Json.bytes(
            json -> {
              json.writeStartObject();
              fields.to(json);
              json.writeEndObject();
            });
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
