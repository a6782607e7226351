package dev.linkflux.replay.score;

import dev.linkflux.decision.Cause;
import dev.linkflux.time.Moment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who carries traffic from a moment on, until the next of its kind.
 *
 * @param shares of the traffic, by uplink, in order of preference; their sum is 1, or there is none
 * @param cause of the election
 * @param sentence of the election
 */
public record Carrying(Moment from, Map<String, Double> shares, Cause cause, String sentence) {
  public Carrying {
    shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
  }
}
