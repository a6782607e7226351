package dev.linkflux.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.engine.ReloadAnswer;
import dev.linkflux.uplink.Uplink;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.util.List;

/** Puts reloads into JSON. */
final class ReloadJson {
  /** In one sentence; all of them stand beside it. */
  private static final int MOST_IN_WORDS = 3;

  private ReloadJson() {}

  /** That another configuration holds, what of it is other, and which uplinks there are. */
  static void event(JsonGenerator json, Reconfigured it) throws IOException {
    json.writeStringField("sentence", sentence(it.changes()));
    Json.names(json, "changes", it.changes());
    Json.names(json, "uplinks", it.settings().uplinks().stream().map(Uplink::name).toList());
  }

  /** What came of a reload: fine if it is applied, else what is wrong with the file. */
  static Answer answer(ReloadAnswer it) {
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("applied", it.applied());
              Json.names(json, "changes", it.changes());
              Json.names(json, "restart", it.restart());
              json.writeArrayFieldStart("problems");
              for (ReloadAnswer.Problem problem : it.problems()) {
                problem(json, problem);
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return Answer.json(
        it.applied() ? HttpResponseStatus.OK : HttpResponseStatus.UNPROCESSABLE_ENTITY, body);
  }

  private static void problem(JsonGenerator json, ReloadAnswer.Problem it) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", it.file());
    json.writeNumberField("line", it.line());
    json.writeNumberField("column", it.column());
    json.writeStringField("path", it.path());
    json.writeStringField("message", it.message());
    json.writeBooleanField("error", it.error());
    json.writeEndObject();
  }

  private static String sentence(List<String> changes) {
    int more = changes.size() - MOST_IN_WORDS;
    return changes.isEmpty()
        ? "the configuration was read anew"
        : "the configuration has changed: "
            + String.join("; ", changes.subList(0, Math.min(changes.size(), MOST_IN_WORDS)))
            + (more > 0 ? "; and " + more + " more" : "");
  }
}
