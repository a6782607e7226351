package dev.linkflux.trace.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What {@code irtt client -o} writes: every round trip with its times. */
final class Irtt implements Format {
  private static final Pattern PORT = Pattern.compile(":\\d+$");

  /** The newest there is. */
  private static final int FORMAT = 1;

  @Override
  public boolean begins(Opening opening) {
    return opening.text().startsWith("{")
        && (opening.text().contains("\"irtt\"") || opening.text().contains("\"round_trips\""));
  }

  @Override
  public Log open(InputStream in, Origin origin) {
    return new Trips(in, origin);
  }

  private static final class Trips extends JsonLog {
    private final Origin origin;
    private String target = "irtt";
    private long base; // wall time of the monotonic clock's zero
    private boolean based;
    private boolean inTrips;
    private long last = Long.MIN_VALUE;

    Trips(InputStream in, Origin origin) {
      super(in);
      this.origin = origin;
    }

    @Override
    void piece(JsonToken token, JsonParser parser, Consumer<? super Entry> into)
        throws Unclear, IOException {
      if (inTrips && token == JsonToken.START_OBJECT) {
        trip(parser.readValueAsTree(), into);
      } else if (inTrips && token == JsonToken.END_ARRAY) {
        inTrips = false;
      } else if (token == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken _ = parser.nextToken();
        switch (name) {
          case "version" -> version(parser.readValueAsTree());
          case "config" -> config(parser.readValueAsTree());
          case "round_trips" -> inTrips = parser.currentToken() == JsonToken.START_ARRAY;
          default -> parser.skipChildren();
        }
      }
    }

    private void version(JsonNode version) throws Unclear {
      int format = version.path("json_format").asInt(FORMAT);
      if (format > FORMAT) {
        throw Unclear.whole(
            "is of irtt's JSON format %d; this linkflux reads format %d".formatted(format, FORMAT));
      }
      origin.hasTimes();
    }

    private void config(JsonNode config) {
      String supplied = config.path("supplied").path("remote_address").asText();
      String remote = supplied.isEmpty() ? config.path("remote_address").asText() : supplied;
      String host = PORT.matcher(remote).replaceFirst("");
      target =
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
      if (remote.chars().filter(it -> it == ':').count() > 1 && !remote.startsWith("[")) {
        target = remote; // an IPv6 address without a port
      }
      target = target.isEmpty() ? "irtt" : target;
    }

    private void trip(JsonNode trip, Consumer<? super Entry> into) throws Unclear {
      JsonNode sending = trip.path("timestamps").path("client").path("send");
      long at = sent(sending);
      last = Math.max(last, at);
      String lost = trip.path("lost").asText("false");
      if (lost.equals("false")) {
        long rtt = scaled(trip.path("delay"), "rtt", 0);
        into.accept(Entry.replied(origin.uplink(), target, last, rtt));
      } else {
        into.accept(Entry.lost(origin.uplink(), target, last));
      }
    }

    /** By the monotonic clock, where the log has it: nobody sets that one. */
    private long sent(JsonNode sending) throws Unclear {
      if (!sending.has("monotonic")) {
        return scaled(sending, "wall", 0);
      }
      long monotonic = scaled(sending, "monotonic", 0);
      if (!based) {
        base = sending.has("wall") ? scaled(sending, "wall", 0) - monotonic : 0;
        based = true;
      }
      return base + monotonic;
    }
  }
}
