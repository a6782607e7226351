package dev.linkflux.stream;

import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What can be asked for under a path.
 *
 * @param path with names in braces (RFC 6570)
 * @param what it is, in a few words
 * @param method that it understands; HEAD goes with GET, and OPTIONS with all
 * @param contentType of its answers if all goes well
 * @param parameters that it understands; others are refused
 */
record Resource(
    HttpMethod method,
    String path,
    String what,
    String contentType,
    List<String> parameters,
    Function<Exchange, Publisher<Void>> answer) {
  /** The methods that such a resource understands, all of them. */
  List<String> methods() {
    return method.equals(HttpMethod.GET) ? List.of("GET", "HEAD") : List.of(method.name());
  }

  boolean understands(HttpMethod asked) {
    return methods().contains(asked.name());
  }

  /**
   * The names in a path that is of this resource; null if it is another one's. A name may have a
   * slash in it, so the longer paths are to be asked first.
   */
  @Nullable List<String> namesIn(String asked) {
    int open = path.indexOf('{');
    if (open < 0) {
      return path.equals(asked) ? List.of() : null;
    }
    String begin = path.substring(0, open);
    String end = path.substring(path.indexOf('}') + 1);
    return asked.startsWith(begin)
            && asked.endsWith(end)
            && asked.length() > begin.length() + end.length()
        ? List.of(asked.substring(begin.length(), asked.length() - end.length()))
        : null;
  }
}
