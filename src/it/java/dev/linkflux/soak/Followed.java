package dev.linkflux.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.stream.ResumingClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A reader of the event stream who follows it over all processes, and the log of events on disk
 * beside it: no event twice, none out of order, none missing unless that is said.
 */
final class Followed {
  private static final String TYPES = "transition,election,target,operator,plan,shadow,server,self";
  private static final int PORT = 8470;
  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final Truth truth;
  private final Findings findings;
  private final Stalls stalls;
  private final ResumingClient client;
  private final Set<String> faults = new HashSet<>();

  Followed(World world, Truth truth, Findings findings, Stalls stalls) {
    this.world = world;
    this.truth = truth;
    this.findings = findings;
    this.stalls = stalls;
    this.client = ResumingClient.loyal(PORT, TYPES, this::told);
  }

  /** Begins to follow. */
  void begin() {
    var _ = world.lab().router().start("soak reader", client);
  }

  private void told(String kind, String data) {
    try {
      JsonNode event = JSON.readTree(data);
      if (kind.equals("self") && event.path("what").asText().equals("stalled")) {
        stalls.heard(Duration.ofMillis(event.path("for_ms").asLong()));
      } else if (kind.equals("transition") && truth.isQuiet()) {
        findings.note("in a quiet phase: " + event.path("sentence").asText());
      }
    } catch (JsonProcessingException wrong) {
      findings.violation("events are JSON", kind + " " + data, "");
    }
  }

  /** Holds what was told so far against what is on disk. */
  void compare() {
    try {
      SortedMap<Long, String> disk = onDisk();
      // What is written just now may be on its way to the reader.
      long last = client.account().last();
      for (String fault : client.account().faults(disk.headMap(last + 1))) {
        if (faults.add(fault)) {
          findings.violation("every event is told once", fault, world.events() + "");
        }
      }
    } catch (IOException failure) {
      findings.note("the log of events cannot be read: " + failure);
    }
  }

  private SortedMap<Long, String> onDisk() throws IOException {
    SortedMap<Long, String> found = new TreeMap<>();
    if (!Files.isDirectory(world.events())) {
      return found;
    }
    try (Stream<Path> files = Files.list(world.events())) {
      for (Path file : files.filter(it -> it.toString().endsWith(".ndjson")).toList()) {
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
          add(line, found);
        }
      }
    }
    return found;
  }

  private static void add(String line, SortedMap<Long, String> found) {
    try {
      JsonNode entry = JSON.readTree(line);
      if (entry.has("told") && TYPES.contains(entry.path("kind").asText())) {
        found.put(entry.path("id").asLong(), entry.path("kind").asText());
      }
    } catch (JsonProcessingException _) {
      // It is being written, or was when its process was killed.
    }
  }

  /** How many events it was told. */
  int told() {
    return client.account().told().size();
  }

  void end() {
    client.end();
  }
}
