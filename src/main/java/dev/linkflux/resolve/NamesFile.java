package dev.linkflux.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkflux.engine.Reason;
import dev.linkflux.engine.StateFile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The last good addresses in {@code names.json}, a file that outlives the process. Blocks; one
 * thread at a time.
 */
final class NamesFile {
  static final String NAME = "names.json";

  /** Names that are kept, those of last time first; with their addresses about 1 MiB at most. */
  static final int MOST = 512;

  private static final JsonMapper JSON = new JsonMapper();

  private final StateFile file;
  private final Consumer<String> told;
  private boolean failed;

  /**
   * @param told takes sentences for the operator
   */
  NamesFile(StateFile file, Consumer<String> told) {
    this.file = file;
    this.told = told;
  }

  /**
   * What stands in it; what cannot be read is told, and counts as empty.
   *
   * @param nanos the monotonic clock now
   * @param now the wall clock now; a router may have none that goes on without power, so what is
   *     dated later counts as just found
   */
  List<Good> read(long nanos, Instant now) {
    try {
      JsonNode names = JSON.readTree(file.read()).path("names");
      if (!names.isArray()) {
        throw new IllegalArgumentException("no names stand there");
      }
      List<Good> all = new ArrayList<>();
      for (JsonNode one : names) {
        all.add(read(one, nanos, now));
      }
      return all;
    } catch (NoSuchFileException _) {
      return List.of(); // the first run
    } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
      told.accept(
          "%s is of no use, so that names are not known without name servers: %s"
              .formatted(file.path(), Reason.of(e)));
      return List.of();
    }
  }

  private static Good read(JsonNode one, long nanos, Instant now) {
    Instant date = Instant.parse(one.path("at").asText());
    List<InetAddress> addresses = new ArrayList<>();
    for (JsonNode address : one.path("addresses")) {
      addresses.add(InetAddress.ofLiteral(address.asText()));
    }
    if (addresses.isEmpty() || !one.path("name").isTextual() || !one.path("uplink").isTextual()) {
      throw new IllegalArgumentException("a name needs name, uplink and addresses: " + one);
    }
    Duration age = Duration.between(date, now);
    return new Good(
        one.path("name").asText(),
        one.path("uplink").asText(),
        addresses,
        age.isNegative() ? nanos : nanos - age.toNanos(),
        date);
  }

  /**
   * Writes them all; a failure is told when it is a new one.
   *
   * @return true if they stand there now
   */
  boolean write(List<Good> all) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode names = root.put("version", 1).putArray("names");
    for (Good good : all) {
      ObjectNode one =
          names
              .addObject()
              .put("name", good.name())
              .put("uplink", good.uplink())
              .put("at", good.date().toString());
      ArrayNode addresses = one.putArray("addresses");
      good.addresses().forEach(address -> addresses.add(address.getHostAddress()));
    }
    try {
      file.write(JSON.writeValueAsBytes(root), true);
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        told.accept(
            "addresses will be forgotten with the next restart; let the service write there: "
                + Reason.of(e));
      }
      failed = true;
    }
    return !failed;
  }
}
