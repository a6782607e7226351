package dev.linkflux.stream;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions somebody wants to read.
 *
 * @param filter by kind, uplink and server
 * @param decided true if only decisions are wanted, because no kinds are named
 * @param from not before, or null
 * @param to not after, or null
 * @param cause as on the wire, or null for any
 * @param before only smaller numbers
 * @param limit at most so many
 * @param path of the same question, ready for one more parameter
 */
record DecisionQuery(
    Filter filter,
    boolean decided,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String cause,
    long before,
    int limit,
    String path) {
  private static final String PATH = "/api/v1/decisions?";
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final String[] PASSED_ON = {
    "from", "to", "uplink", "server", "types", "cause", "limit"
  };

  /**
   * Reads it.
   *
   * @throws Problem.Refusal if something is not understood
   */
  static DecisionQuery of(Query query, KnownNames uplinks, KnownNames servers) {
    query.allowOnly("from", "to", "uplink", "server", "types", "cause", "before", "limit");
    Filter filter = query.filter(uplinks, servers);
    boolean decided = filter.kinds().equals(Kind.ALL);
    if (!decided && filter.kinds().stream().anyMatch(Kind::isFrequent)) {
      throw Problem.badRequest(
          "`types`: `probe` and `quality` are not kept; ask for the history of an uplink");
    }
    String before = query.single("before");
    return new DecisionQuery(
        filter,
        decided,
        query.time("from"),
        query.time("to"),
        query.single("cause"),
        before == null ? Long.MAX_VALUE : Query.number("`before`", before, Long.MAX_VALUE),
        query.limit(USUAL, MOST),
        path(query));
  }

  private static String path(Query query) {
    StringBuilder path = new StringBuilder(PATH);
    for (String name : PASSED_ON) {
      for (String value : query.values(name)) {
        path.append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
            .append('&');
      }
    }
    return path.toString();
  }

  /** Where the next page is. */
  String next(long lowest) {
    return path + "before=" + lowest;
  }

  /** True if that moment is wanted. */
  boolean covers(Instant at) {
    return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
  }
}
