package dev.linkflux.probe;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** How a probe ended. */
public sealed interface Outcome extends Event {
  ProbeId id();

  /**
   * It was answered.
   *
   * @param sentAt when it was sent
   * @param rtt round-trip time in nanoseconds
   * @param promptness how that relates to the deadlines of the probe
   */
  record Replied(Moment at, ProbeId id, Moment sentAt, long rtt, Promptness promptness)
      implements Outcome {}

  /** Nothing came within the time-out. A late reply may correct this. */
  record TimedOut(Moment at, ProbeId id, Moment sentAt) implements Outcome {}

  /** The network said that it cannot be delivered: a loss with a reason. */
  record Unreachable(
      Moment at, ProbeId id, Moment sentAt, int type, int code, @Nullable InetAddress reporter)
      implements Outcome {}

  /** This machine could not send it: not a loss. */
  record NotSent(Moment at, ProbeId id, String reason) implements Outcome {}

  /** How a reply relates to the deadlines of its probe. */
  enum Promptness {
    /** Before it was {@link Doubt.Missing}. */
    PROMPT,
    /** After it was missing, within the time-out: that count of silence is taken back. */
    SLOW,
    /**
     * After the time-out: corrects the loss count of its own time, but is no sign of health now.
     */
    LATE
  }
}
