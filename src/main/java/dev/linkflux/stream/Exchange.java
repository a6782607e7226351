package dev.linkflux.stream;

import java.util.List;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A request, with what is there to answer it.
 *
 * @param names that stand in its path, decoded, in order
 */
record Exchange(
    HttpServerRequest request, HttpServerResponse response, Query query, List<String> names) {
  String name() {
    return names.getFirst();
  }
}
