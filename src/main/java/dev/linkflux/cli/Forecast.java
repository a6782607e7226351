package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a reload would make of a configuration, as far as a service answers where it listens. */
final class Forecast {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Forecast() {}

  /** A line each; none if nobody answers, or not to us. */
  static List<String> lines(Configuration wanted) {
    ServiceClient client = OwnService.client(wanted);
    try {
      JsonNode running = client.get("/api/v1/configuration", PATIENCE).block(PATIENCE);
      return running == null || !running.path("uplinks").isArray()
          ? List.of()
          : lines(client.place(), Difference.fromShown(running, wanted.effective()));
    } catch (RuntimeException _) {
      return List.of();
    }
  }

  static List<String> lines(String place, Difference difference) {
    List<String> lines = new ArrayList<>();
    if (difference.isEmpty()) {
      lines.add("the service at " + place + " runs by the same; a reload would change nothing");
      return lines;
    }
    if (!difference.followed().isEmpty()) {
      lines.add("a reload of the service at " + place + " would change:");
      difference.followed().forEach(words -> lines.add("  " + Shown.clean(words, true)));
    }
    if (!difference.waiting().isEmpty()) {
      lines.add("and only a restart of it:");
      difference.waiting().forEach(words -> lines.add("  " + Shown.clean(words, true)));
    }
    return lines;
  }
}
