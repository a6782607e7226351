package dev.linkflux.stream.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry as a line of JSON, its end included, and back. */
final class Line {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

  private Line() {}

  static void write(Entry entry, ByteArrayOutputStream out) {
    ByteArrayOutputStream head = new ByteArrayOutputStream(128);
    try (JsonGenerator json = FACTORY.createGenerator(head)) {
      json.writeStartObject();
      json.writeNumberField("id", entry.id());
      json.writeStringField("at", entry.at().toString());
      switch (entry) {
        case Entry.Told told -> {
          json.writeStringField("kind", told.kind());
          json.writeStringField("uplink", told.uplink());
          json.writeStringField("server", told.server());
          json.writeBooleanField("decided", told.decided());
          json.writeFieldName("told");
          json.writeRawValue(new String(told.json(), StandardCharsets.UTF_8));
        }
        case Entry.Hole hole -> {
          json.writeNumberField("after", hole.after());
          json.writeStringField("from", hole.from() == null ? null : hole.from().toString());
          json.writeStringField("hole", hole.reason());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    byte[] line = head.toByteArray();
    out.write(line, 0, line.length - 1);
    out.writeBytes(END);
  }

  /**
   * Reads one.
   *
   * @param bytes hold it from {@code start} to {@code end}, without the line end
   * @return null if it is none
   */
  static @Nullable Entry read(byte[] bytes, int start, int end) {
    try (JsonParser json = FACTORY.createParser(bytes, start, end - start)) {
      return new Fields(bytes, start, end).read(json);
    } catch (IOException | DateTimeException _) {
      return null;
    }
  }

  /** The fields of one line, as they come. */
  private static final class Fields {
    private final byte[] bytes;
    private final int start;
    private final int end;
    private long id = -1;
    private long after = -1;
    private @Nullable Instant at;
    private @Nullable Instant from;
    private @Nullable String kind;
    private @Nullable String uplink;
    private @Nullable String server;
    private @Nullable String hole;
    private boolean decided;
    private byte @Nullable [] told;

    Fields(byte[] bytes, int start, int end) {
      this.bytes = bytes;
      this.start = start;
      this.end = end;
    }

    @Nullable Entry read(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("told")) {
          int offset = start + (int) json.currentTokenLocation().getByteOffset();
          if (value != JsonToken.START_OBJECT) {
            return null;
          }
          json.skipChildren(); // finds out whether it is whole
          told = Arrays.copyOfRange(bytes, offset, end - 1);
        } else {
          field(name, json);
        }
      }
      return json.currentToken() == JsonToken.END_OBJECT ? entry() : null;
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "id" -> id = json.getLongValue();
        case "after" -> after = json.getLongValue();
        case "at" -> at = Instant.parse(json.getText());
        case "from" -> {
          String text = json.getValueAsString();
          from = text == null ? null : Instant.parse(text);
        }
        case "kind" -> kind = json.getText();
        case "uplink" -> uplink = json.getValueAsString();
        case "server" -> server = json.getValueAsString();
        case "hole" -> hole = json.getText();
        case "decided" -> decided = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }

    private @Nullable Entry entry() {
      Instant moment = at;
      if (id < 0 || moment == null) {
        return null;
      }
      byte[] message = told;
      if (message != null && kind != null) {
        return new Entry.Told(id, moment, kind, uplink, server, decided, message);
      }
      return hole == null ? null : new Entry.Hole(after, id, from, moment, hole);
    }
  }
}
