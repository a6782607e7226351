package dev.linkflux.engine;

import dev.linkflux.time.Moment;
import java.time.Instant;

/**
 * Labels moments with wall time. Nothing is decided by it.
 *
 * @param zero the wall time of {@link Moment#ZERO}
 */
public record WallClock(Instant zero) {
  public Instant label(Moment moment) {
    return zero.plusNanos(moment.nanos());
  }
}
