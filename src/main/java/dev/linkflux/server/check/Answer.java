package dev.linkflux.server.check;

import org.jspecify.annotations.Nullable;

/**
 * What a server has answered to a request.
 *
 * @param status of HTTP
 * @param body as much of it as is looked at, as UTF-8
 * @param whole false if there is more of it
 * @param pin of the key that the server has proven to hold, or null without TLS
 */
record Answer(int status, String body, boolean whole, @Nullable String pin) {
  /** Bytes of a body that are looked at. */
  static final int MOST = 65_536;
}
