package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.config.Configuration;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The service that runs by a configuration now, as its HTTP port tells.
 *
 * @param url where it listens
 * @param observes true if it changes nothing in the kernel
 * @param election who carries by its word
 */
record RunningService(String url, boolean observes, Election election) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Null if none answers, or one of other uplinks. */
  static @Nullable RunningService of(Configuration configuration) {
    ServiceClient client = OwnService.client(configuration);
    try {
      JsonNode status = client.get("/api/v1/status", PATIENCE).block(PATIENCE);
      return status == null ? null : of(client.place(), status, configuration);
    } catch (RuntimeException _) {
      return null;
    }
  }

  /** By its status. */
  static @Nullable RunningService of(String url, JsonNode status, Configuration configuration) {
    List<Uplink> uplinks = configuration.settings().uplinks();
    List<String> names =
        StreamSupport.stream(status.path("uplinks").spliterator(), false)
            .map(uplink -> uplink.path("name").asText())
            .toList();
    if (!names.equals(uplinks.stream().map(Uplink::name).toList())
        || !status.path("excluded").isArray()) {
      return null;
    }
    List<Election.Excluded> excluded = new ArrayList<>();
    for (JsonNode one : status.path("excluded")) {
      for (UplinkId uplink : named(uplinks, one.path("uplink"))) {
        excluded.add(new Election.Excluded(uplink, cause(one.path("cause").asText())));
      }
    }
    List<Election.Considered> considered = new ArrayList<>();
    for (JsonNode one : status.path("considered")) {
      for (UplinkId uplink : named(uplinks, one.path("uplink"))) {
        considered.add(new Election.Considered(uplink, one.path("weight").asInt(), List.of(), ""));
      }
    }
    return new RunningService(
        url,
        status.path("observe").asBoolean(),
        new Election(
            Moment.ZERO,
            all(uplinks, status.path("carrying")),
            all(uplinks, status.path("standby")),
            excluded,
            cause(status.path("cause").asText()),
            considered,
            status.path("sentence").asText()));
  }

  private static Cause cause(String wire) {
    for (Cause cause : Cause.values()) {
      if (cause.wire().equals(wire)) {
        return cause;
      }
    }
    return Cause.STARTED;
  }

  private static List<UplinkId> all(List<Uplink> uplinks, JsonNode names) {
    List<UplinkId> all = new ArrayList<>();
    names.forEach(name -> all.addAll(named(uplinks, name)));
    return all;
  }

  private static List<UplinkId> named(List<Uplink> uplinks, JsonNode name) {
    return uplinks.stream()
        .filter(uplink -> uplink.name().equals(name.asText()))
        .map(Uplink::id)
        .toList();
  }
}
