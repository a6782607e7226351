package dev.linkflux.server.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.engine.StateFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The keys that servers had when they were first seen, in a file that people read and mend: {@code
 * {"vps":{"pin":"sha256/...","since":"2026-11-22T18:00:00Z"}}}. A name without its date, {@code
 * {"vps":"sha256/..."}}, is fine as well. Blocks; from any thread.
 */
final class Pins {
  static final String FILE = "pins.json";

  private static final String PIN = "pin";
  private static final String SINCE = "since";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StateFile file;
  private final InstantSource wall;

  /**
   * A key that is kept.
   *
   * @param since when it was first seen, or empty if that is not known
   */
  record Pin(String pin, String since) {}

  /**
   * @param directory of state
   * @param wall dates what is kept
   */
  Pins(Path directory, InstantSource wall) {
    this.file = StateFile.in(directory, FILE);
    this.wall = wall;
  }

  /** Where they are kept. */
  Path path() {
    return file.path();
  }

  /**
   * The key of a server, as the file says now.
   *
   * @return null if it has never been seen
   * @throws IOException if the file cannot be read, or not understood
   */
  synchronized @Nullable Pin of(String server) throws IOException {
    return pin(all().path(server));
  }

  /**
   * Keeps a key for good if there is none yet.
   *
   * @return the one that is kept
   * @throws IOException if it cannot be written, or what is there not be understood: none is kept
   *     then
   */
  synchronized Pin keep(String server, String pin) throws IOException {
    ObjectNode all = all();
    Pin known = pin(all.path(server));
    if (known != null) {
      return known;
    }
    Instant now = wall.instant().truncatedTo(ChronoUnit.SECONDS);
    all.putObject(server).put(PIN, pin).put(SINCE, now.toString());
    file.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all), true);
    return new Pin(pin, now.toString());
  }

  private static @Nullable Pin pin(JsonNode node) {
    if (node.isTextual()) {
      return new Pin(node.textValue(), "");
    }
    JsonNode pin = node.path(PIN);
    return pin.isTextual() ? new Pin(pin.textValue(), node.path(SINCE).asText("")) : null;
  }

  private ObjectNode all() throws IOException {
    try {
      if (JSON.readTree(file.read()) instanceof ObjectNode all) {
        return all;
      }
      throw new IOException("not an object of JSON");
    } catch (NoSuchFileException _) {
      return JsonNodeFactory.instance.objectNode();
    } catch (JsonProcessingException e) {
      throw new IOException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
