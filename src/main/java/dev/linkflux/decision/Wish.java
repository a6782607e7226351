package dev.linkflux.decision;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steering;

/**
 * What the operator wants of an uplink, and until when.
 *
 * @param until {@link Moment#NEVER} if it does not end by itself
 */
record Wish(Steering steering, Moment until) {
  static final Wish NONE = new Wish(Steering.AUTO, Moment.NEVER);
}
