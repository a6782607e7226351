package dev.linkflux.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Gives an order to a running service.
 *
 * @param command of whom the order is, for advice
 */
record Ordering(String command) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = new JsonMapper();

  /** What the service has said. */
  private record Said(int status, String body) {}

  /** A name as it stands in a path. */
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Puts a path; blocks until the order has passed.
   *
   * @return how what it is about stands now
   * @throws Refusal if it is not taken, or nobody answers
   */
  JsonNode put(ServiceClient client, String path) {
    Said said = ask(client, path);
    JsonNode body = json(client.place(), said);
    if (said.status == 200) {
      return body;
    }
    boolean wrong = said.status == 400 || said.status == 404;
    String detail = body.path("detail").asText("it answers with status " + said.status);
    throw new Refusal(wrong ? Refusal.WRONG : Refusal.FAILED, "linkflux: " + detail);
  }

  /**
   * Lets it read its configuration again; blocks until that is done.
   *
   * @return what came of it, well or not
   * @throws Refusal if it was not done, or nobody answers
   */
  JsonNode reload(ServiceClient client) {
    Said said = ask(client, "/api/v1/reload");
    JsonNode body = json(client.place(), said);
    if (body.has("applied")) {
      return body;
    }
    throw new Refusal(
        Refusal.FAILED,
        "linkflux: " + body.path("detail").asText("it answers with status " + said.status));
  }

  private Said ask(ServiceClient client, String path) {
    try {
      return client
          .http()
          .put()
          .uri(path)
          .responseSingle(
              (response, body) ->
                  body.asString()
                      .defaultIfEmpty("")
                      .map(text -> new Said(response.status().code(), text)))
          .timeout(PATIENCE)
          .blockOptional()
          .orElseThrow();
    } catch (RuntimeException failure) {
      throw new Refusal(
          Refusal.FAILED, "linkflux: cannot reach " + client.advice(failure, PATIENCE, command));
    }
  }

  private static JsonNode json(String place, Said said) {
    try {
      JsonNode body = JSON.readTree(said.body);
      if (body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException _) {
      // said below
    }
    throw new Refusal(
        Refusal.FAILED,
        "linkflux: %s answers with status %d, and not in JSON: is that linkflux?"
            .formatted(place, said.status));
  }
}
