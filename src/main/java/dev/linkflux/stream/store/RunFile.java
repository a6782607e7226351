package dev.linkflux.stream.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the present run of the service stands, or how the last one ended: a small file of fixed
 * length that is written in place, so that a disk without any room left still takes it. Blocks.
 */
final class RunFile {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int LENGTH = 256;
  private static final long NOTHING = -1;

  private final Path path;

  RunFile(Path directory) {
    path = directory.resolve("run.json");
  }

  /**
   * A run.
   *
   * @param ceiling all numbers that were given are below it
   * @param ended the last number that was given if it has ended in order, or null
   * @param lost behind that number messages were not kept, or null
   * @param boot of the machine, or empty if that is not known
   */
  record Run(long ceiling, @Nullable Long ended, @Nullable Long lost, String boot) {}

  /** Null if there was none, or what is there cannot be understood. */
  @Nullable Run read() throws IOException {
    if (!Files.exists(path)) {
      return null;
    }
    try {
      JsonNode json = MAPPER.readTree(Files.readAllBytes(path));
      return json.path("ceiling").isIntegralNumber()
          ? new Run(
              json.path("ceiling").longValue(),
              number(json, "ended"),
              number(json, "lost"),
              json.path("boot").asText(""))
          : null;
    } catch (com.fasterxml.jackson.core.JsonProcessingException _) {
      return null;
    }
  }

  private static @Nullable Long number(JsonNode json, String name) {
    long value = json.path(name).asLong(NOTHING);
    return value == NOTHING ? null : Long.valueOf(value);
  }

  void write(Run run) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("ceiling", run.ceiling());
    json.put("ended", run.ended() == null ? NOTHING : run.ended());
    json.put("lost", run.lost() == null ? NOTHING : run.lost());
    json.put("boot", run.boot());
    byte[] text = MAPPER.writeValueAsBytes(json);
    byte[] whole = Arrays.copyOf(text, LENGTH);
    Arrays.fill(whole, text.length, LENGTH - 1, (byte) ' ');
    whole[LENGTH - 1] = '\n';
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(whole);
      while (bytes.hasRemaining()) {
        channel.write(bytes, bytes.position());
      }
      channel.force(false);
    }
  }

  /** What tells one start of the machine from the next; empty if it does not tell. */
  static String boot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException _) {
      return "";
    }
  }
}
