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
   * @param reflected see {@link Observation.Returned#reflected}
   */
  record Replied(
      Moment at, ProbeId id, Moment sentAt, long rtt, Promptness promptness, long reflected)
      implements Outcome {
    public Replied(Moment at, ProbeId id, Moment sentAt, long rtt, Promptness promptness) {
      this(at, id, sentAt, rtt, promptness, Observation.Returned.UNTOLD);
    }
  }

  /** Nothing came within the time-out. A late reply may correct this. */
  record TimedOut(Moment at, ProbeId id, Moment sentAt) implements Outcome {}

  /**
   * The network said that it cannot be delivered, or the far end gave another answer than the one
   * that was asked for: a loss with a reason. Its parts are those of {@link Observation.Bounced}.
   */
  record Unreachable(
      Moment at,
      ProbeId id,
      Moment sentAt,
      int type,
      int code,
      @Nullable InetAddress reporter,
      @Nullable String reason)
      implements Outcome {
    public Unreachable(
        Moment at, ProbeId id, Moment sentAt, int type, int code, @Nullable InetAddress reporter) {
      this(at, id, sentAt, type, code, reporter, null);
    }
  }

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
