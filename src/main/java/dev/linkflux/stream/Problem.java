package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Why a request is refused, for programs and for people (RFC 9457).
 *
 * @param detail what is wrong, and what would be right
 */
record Problem(HttpResponseStatus status, String detail) {
  static final String CONTENT_TYPE = "application/problem+json";

  /** A request is refused with this problem. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    private Refusal(Problem problem) {
      super(problem.detail(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  static Refusal badRequest(String detail) {
    return refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }

  static Refusal refusal(HttpResponseStatus status, String detail) {
    return new Refusal(new Problem(status, detail));
  }

  byte[] json() {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "about:blank");
          json.writeStringField("title", status.reasonPhrase());
          json.writeNumberField("status", status.code());
          json.writeStringField("detail", detail);
          json.writeEndObject();
        });
  }
}
