package dev.linkflux.decision;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;

/**
 * Silence everywhere at once has begun or ended: nobody's fault, and nothing is changed.
 *
 * @param begun false when it has ended
 */
record Isolated(Moment at, boolean begun) implements Event {}
