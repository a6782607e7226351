package dev.linkflux.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One server on the board.
 *
 * @param since when it took up its state; null if not known
 * @param broken the first rung that does not hold, or empty
 * @param sentence what is known of it
 * @param hint what to do about it, or empty
 */
record BoardServer(
    String name,
    String role,
    String state,
    @Nullable Instant since,
    boolean active,
    String broken,
    String sentence,
    String hint) {
  static BoardServer of(JsonNode server) {
    String rung = server.path("dns").path("rung").asText("");
    String hint = server.path("hint").asText("");
    for (JsonNode through : server.path("through")) {
      rung = rung.isEmpty() ? through.path("rung").asText("") : rung;
      hint = hint.isEmpty() ? through.path("hint").asText("") : hint;
    }
    return new BoardServer(
        server.path("name").asText(),
        server.path("role").asText(),
        server.path("state").asText(),
        BoardRow.instant(server.path("since")),
        server.path("active").asBoolean(),
        rung,
        server.path("sentence").asText(""),
        hint);
  }
}
