package dev.linkflux.notify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.engine.WallClock;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Moment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the topics of a broker say, in JSON. */
record RetainedTexts(WallClock clock) {
  /** A state, and what led to it. */
  record Standing(StateName name, String cause, Moment since, String sentence, String hint) {
    static final Standing UNKNOWN =
        new Standing(StateName.UNKNOWN, Cause.STARTED.wire(), Moment.ZERO, "", "");
  }

  String uplink(String name, Standing standing, boolean carrying, @Nullable Quality quality) {
    return text(
        json -> {
          json.writeStringField("name", name);
          write(standing, json);
          json.writeBooleanField("carrying", carrying);
          json.writeBooleanField(
              "usable",
              switch (standing.name()) {
                case UP, DEGRADED, RECOVERING -> true;
                case UNKNOWN, DOWN, DISABLED -> false;
              });
          figures(json, quality);
        });
  }

  private static void figures(JsonGenerator json, @Nullable Quality quality) throws IOException {
    if (quality == null || quality.loss().sent() == 0) {
      json.writeNullField("loss");
    } else {
      json.writeNumberField("loss", Json.rounded(quality.loss().ratio()));
    }
    millis(json, "rtt_ms", quality == null ? -1 : quality.rtt().p50());
    millis(json, "jitter_ms", quality == null ? -1 : quality.jitter());
  }

  private static void millis(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos < 0) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, Json.rounded(nanos / 1e6));
    }
  }

  String server(String name, Standing standing, boolean used) {
    return text(
        json -> {
          json.writeStringField("name", name);
          write(standing, json);
          json.writeStringField("hint", standing.hint());
          json.writeBooleanField("in_use", used);
        });
  }

  String traffic(@Nullable Election now) {
    return text(
        json -> {
          Json.names(json, "carrying", now == null ? List.of() : new ArrayList<>(now.carrying()));
          Json.names(json, "standby", now == null ? List.of() : new ArrayList<>(now.standby()));
          json.writeStringField("cause", now == null ? "" : now.cause().wire());
          json.writeStringField("sentence", now == null ? "" : now.sentence());
        });
  }

  private void write(Standing standing, JsonGenerator json) throws IOException {
    json.writeStringField("state", standing.name().wire());
    json.writeStringField("cause", standing.cause());
    json.writeStringField("since", Json.at(clock.label(standing.since())));
    json.writeStringField("sentence", standing.sentence());
  }

  private static String text(Json.Words fields) {
    byte[] bytes =
        Json.bytes(
            json -> {
              json.writeStartObject();
              fields.to(json);
              json.writeEndObject();
            });
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
