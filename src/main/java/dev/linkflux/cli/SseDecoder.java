package dev.linkflux.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the bytes of a {@code text/event-stream}, however they are cut (WHATWG HTML,
 * section 9.2.6). One for each stream; not thread safe.
 */
final class SseDecoder {
  /** No event of ours is nearly as large. */
  private static final int MOST = 1 << 20;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String id = "";
  private @Nullable Duration retry;
  private boolean first = true;
  private boolean afterReturn;

  /**
   * Takes the next bytes.
   *
   * @return the events that end in them
   * @throws IllegalArgumentException if a line or an event is larger than 1 MiB
   */
  List<SseEvent> decode(byte[] bytes) {
    List<SseEvent> events = new ArrayList<>();
    for (byte b : bytes) {
      boolean secondOfPair = afterReturn && b == '\n';
      afterReturn = b == '\r';
      if (secondOfPair) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        endLine(events);
      } else {
        line.write(b);
        checkSize();
      }
    }
    return events;
  }

  /** How long to wait before the next attempt, if the server has said so. */
  @Nullable Duration retry() {
    return retry;
  }

  private void endLine(List<SseEvent> events) {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (first && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    first = false;
    if (text.isEmpty()) {
      dispatch(events);
    } else {
      int colon = text.indexOf(':');
      String field = colon < 0 ? text : text.substring(0, colon);
      String value = colon < 0 ? "" : text.substring(colon + 1);
      take(field, value.startsWith(" ") ? value.substring(1) : value);
    }
  }

  /** A comment is a field without a name. */
  private void take(String field, String value) {
    switch (field) {
      case "event" -> type = value;
      case "data" -> {
        data.append(value).append('\n');
        checkSize();
      }
      case "id" -> id = value.indexOf('\0') < 0 ? value : id;
      case "retry" ->
          retry = value.matches("[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(value)) : retry;
      default -> {}
    }
  }

  private void dispatch(List<SseEvent> events) {
    if (!data.isEmpty()) {
      data.setLength(data.length() - 1);
      events.add(new SseEvent(id, type.isEmpty() ? "message" : type, data.toString()));
    }
    data.setLength(0);
    type = "";
  }

  private void checkSize() {
    if (line.size() + data.length() > MOST) {
      throw new IllegalArgumentException("an event is larger than 1 MiB");
    }
  }
}
