package dev.linkflux.stream;

import dev.linkflux.uplink.Steering;
import org.jspecify.annotations.Nullable;

/** What is ordered when a path is put. */
sealed interface Order {
  String UPLINKS = "/api/v1/uplinks/";
  String SERVERS = "/api/v1/servers/";

  /** Whom it is about. */
  String name();

  /** {@code /api/v1/uplinks/NAME/pin}, {@code avoid} and {@code auto}. */
  record Steer(String name, Steering steering) implements Order {}

  /**
   * {@code /api/v1/servers/NAME/use} and {@code auto}.
   *
   * @param use true if it is to be used; false if the checks are to say which server is
   */
  record Appoint(String name, boolean use) implements Order {}

  /** Null if that is another path. */
  static @Nullable Order of(String path) {
    for (Steering steering : Steering.values()) {
      String uplink = between(UPLINKS, path, "/" + steering.wire());
      if (uplink != null) {
        return new Steer(uplink, steering);
      }
    }
    String used = between(SERVERS, path, "/use");
    String left = between(SERVERS, path, "/auto");
    return used != null ? new Appoint(used, true) : left != null ? new Appoint(left, false) : null;
  }

  /** What stands between beginning and end of a path; null if it is another one, or nothing. */
  static @Nullable String between(String begin, String path, String end) {
    return path.startsWith(begin)
            && path.endsWith(end)
            && path.length() > begin.length() + end.length()
        ? path.substring(begin.length(), path.length() - end.length())
        : null;
  }
}
