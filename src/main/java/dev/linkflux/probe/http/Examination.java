package dev.linkflux.probe.http;

import dev.linkflux.uplink.Question;
import dev.linkflux.wire.tls.Plain;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One answer, judged as it comes in: by its status, then by what the beginning of its body holds.
 * No more of it is looked at than is needed.
 */
final class Examination {
  private final Question.Http question;
  private final @Nullable TextSearch search;
  private int seen;
  private boolean found;

  Examination(Question.Http question) {
    this.question = question;
    this.search = question.text().isEmpty() ? null : new TextSearch(question.text());
    this.found = search == null;
  }

  /** What is wrong with the head of the answer, or null. */
  @Nullable String fault(int status, HttpHeaders headers) {
    int wanted = question.status();
    boolean fine = wanted == 0 ? status / 100 == 2 : status == wanted;
    if (fine) {
      return null;
    }
    String location = headers.get(HttpHeaderNames.LOCATION);
    String leads = status / 100 == 3 && location != null ? " to " + Plain.text(location) : "";
    return "status " + status + leads + ", not " + (wanted == 0 ? "2xx" : wanted);
  }

  /** Looks at the next piece of the body, without consuming it. */
  void read(ByteBuf piece) {
    int length = Math.min(piece.readableBytes(), question.bytes() - seen);
    seen += length;
    found = found || search == null || search.isIn(piece, length);
  }

  /** True if nothing that may still come can change what {@link #fault()} says. */
  boolean isOver() {
    return found || seen == question.bytes();
  }

  /** What is wrong with as much of the body as was read, or null. */
  @Nullable String fault() {
    if (found) {
      return null;
    }
    return seen == question.bytes()
        ? "the text is not in the first " + seen + " bytes"
        : "the text is not in the body of " + seen + " bytes";
  }
}
