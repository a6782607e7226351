package dev.linkflux.notify;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.quality.Quality;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The latest word on everything, for one who has not heard it. For any threads. */
final class Latest {
  private final Map<About, Event> events = new LinkedHashMap<>();

  /** What a word is about: of each kind and name only the latest counts. */
  private record About(Class<? extends Event> kind, String name) {}

  synchronized void accept(Event event) {
    switch (event) {
      case Transition it -> put(it, it.uplink().name());
      case Quality it -> put(it, it.uplink().name());
      case Election it -> put(it, "");
      case ServerTransition it -> put(it, it.server().name());
      case ServerElection it -> put(it, "");
      case Reconfigured it -> retain(it.settings());
      default -> {}
    }
  }

  private void put(Event event, String name) {
    events.put(new About(event.getClass(), name), event);
  }

  private void retain(Settings now) {
    events
        .keySet()
        .removeIf(
            about ->
                about.kind() == ServerTransition.class
                    ? now.servers().stream().noneMatch(it -> it.name().equals(about.name()))
                    : !about.name().isEmpty()
                        && now.uplinks().stream().noneMatch(it -> it.name().equals(about.name())));
  }

  synchronized List<Event> all() {
    return List.copyOf(events.values());
  }
}
