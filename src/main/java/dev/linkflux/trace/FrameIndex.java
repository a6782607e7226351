package dev.linkflux.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a packed file which moment stands: plain lines in its last piece, which whoever unpacks
 * it passes over. It is only a hint: who follows it looks whether what it says is there.
 *
 * @param size of the packed file before it, in bytes
 * @param end the moment of the last line, in nanoseconds
 * @param frames in their order
 */
record FrameIndex(long size, long end, List<Frame> frames) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MARK = "{\"type\":\"index\",\"version\":1,";

  /** That of a file of 100 GB of lines is in it. */
  private static final int LONGEST = 4 << 20;

  /**
   * A piece that can be unpacked by itself and begins with what stands.
   *
   * @param at the moment from which on it holds the events, in nanoseconds
   * @param offset of its first byte in the packed file
   * @param line the number of its first line in the file
   */
  record Frame(long at, long offset, long line) {}

  FrameIndex {
    frames = List.copyOf(frames);
  }

  byte[] text() {
    StringBuilder text = new StringBuilder(MARK);
    text.append("\"size\":%d,\"end\":%d}\n".formatted(size, end));
    for (Frame frame : frames) {
      text.append(
          "{\"at\":%d,\"offset\":%d,\"line\":%d}\n".formatted(frame.at, frame.offset, frame.line));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The index of a packed file; null if there is none that could be right. */
  static @Nullable FrameIndex read(Path packed) {
    try (FileChannel file = FileChannel.open(packed, StandardOpenOption.READ)) {
      ByteBuffer tail = ByteBuffer.allocate((int) Math.min(LONGEST, file.size()));
      long from = file.size() - tail.capacity();
      while (tail.hasRemaining() && file.read(tail, from + tail.position()) > 0) {}
      String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
      int mark = text.lastIndexOf(MARK);
      return mark < 0 ? null : parse(text.substring(mark, text.lastIndexOf('\n')), from + mark);
    } catch (IOException | IllegalArgumentException | StringIndexOutOfBoundsException _) {
      return null;
    }
  }

  private static @Nullable FrameIndex parse(String text, long at) throws IOException {
    List<Frame> frames = new ArrayList<>();
    JsonNode head = null;
    for (String line : text.split("\n", -1)) {
      JsonNode said = MAPPER.readTree(line);
      if (head == null) {
        head = said;
      } else {
        frames.add(new Frame(number(said, "at"), number(said, "offset"), number(said, "line")));
      }
    }
    if (head == null) {
      return null;
    }
    FrameIndex index = new FrameIndex(number(head, "size"), number(head, "end"), frames);
    long before = at - index.size; // what stands in front of the text in its own piece
    return before > 0 && before <= Compression.LONGEST_LEAD ? index : null;
  }

  private static long number(JsonNode said, String key) {
    return said.path(key).asLong(-1);
  }

  /** The last frame that begins no later than that; null if there is none. */
  @Nullable Frame before(long at) {
    Frame last = null;
    for (Frame frame : frames) {
      if (frame.at >= 0 && frame.at <= at && frame.offset > 0 && frame.offset < size) {
        last = frame;
      }
    }
    return last;
  }
}
