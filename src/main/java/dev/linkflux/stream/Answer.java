package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** A whole answer to a request. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(HttpResponseStatus status, String contentType, byte[] body) {

  static Answer json(byte[] body) {
    return json(HttpResponseStatus.OK, body);
  }

  static Answer json(HttpResponseStatus status, byte[] body) {
    return new Answer(status, "application/json", body);
  }

  static Answer text(HttpResponseStatus status, String text) {
    return new Answer(
        status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static Answer of(Problem problem) {
    return new Answer(problem.status(), Problem.CONTENT_TYPE, problem.json());
  }
}
