package dev.linkflux.stream;

import dev.linkflux.uplink.Steering;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/v1/uplinks/NAME/pin}, {@code avoid} and {@code auto} order when they are put.
 */
record Order(String uplink, Steering steering) {
  static final String UPLINKS = "/api/v1/uplinks/";

  /** Null if that is another path. */
  static @Nullable Order of(String path) {
    for (Steering steering : Steering.values()) {
      String end = "/" + steering.wire();
      if (path.startsWith(UPLINKS)
          && path.endsWith(end)
          && path.length() > UPLINKS.length() + end.length()) {
        return new Order(path.substring(UPLINKS.length(), path.length() - end.length()), steering);
      }
    }
    return null;
  }
}
