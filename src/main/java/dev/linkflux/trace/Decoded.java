package dev.linkflux.trace;

import dev.linkflux.time.Event;
import dev.linkflux.trace.foreign.Bounce;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;

/** Takes what the lines of a trace say. */
interface Decoded {
  /**
   * What happened to the monitor.
   *
   * @param at of the event, in nanoseconds
   */
  void input(long at, Event event) throws Broken;

  /** What the monitor decided when the trace was recorded. */
  void output(Event event);

  void header(Header header) throws Broken;

  /**
   * A record of a foreign log.
   *
   * @param sent nanoseconds since any epoch
   * @param rtt nanoseconds; {@link #LOST} if there was no reply
   */
  void bare(long sent, UplinkId uplink, TargetId target, long rtt) throws Broken;

  /**
   * A record of a foreign log, of a probe that could not be delivered.
   *
   * @param after nanoseconds until somebody said so
   */
  default void bounced(long sent, UplinkId uplink, TargetId target, long after, Bounce bounce)
      throws Broken {
    bare(sent, uplink, target, LOST);
  }

  /** What was said before and holds: repeated, so that reading can begin there. */
  default void standing(Event event) {}

  /** A type that this version does not know. */
  void unknown();

  /** The round-trip time of a probe that was not answered. */
  long LOST = -1;
}
