package dev.linkflux.bench.scoreboard;

import java.util.SplittableRandom;

/**
 * BFD (RFC 5880) with a peer at the other end, 300 ms and three times that: down when nothing came
 * for so long. What the peer sends has half a round trip to go, and is lost as often as a probe is.
 */
final class Bfd implements Rule {
  private static final long INTERVAL = 300 * MILLI;
  private static final long DETECTION = 3 * INTERVAL;

  /** Section 6.8.3: at most one packet a second while the session is not up. */
  private static final long SLOW = SECOND;

  /** Two packets of the peer: Init, then Up. */
  private static final int HANDSHAKE = 2;

  /** Section 6.8.7: each pause is shorter by up to so much. */
  private static final double JITTER = 0.25;

  /** Bytes of a control packet each way, over UDP. */
  private static final int SIZE = 2 * (20 + 8 + 24);

  private final SplittableRandom random;
  private boolean up = true;
  private int heard;
  private long deadline = Long.MAX_VALUE;

  Bfd(SplittableRandom random) {
    this.random = random;
  }

  /** The peer sends. */
  @Override
  public long round(Line line, long now) {
    long rtt = line.ask(0, now, SIZE);
    long arrives = rtt == Way.LOST ? now : now + rtt / 2;
    if (up && arrives >= deadline) {
      line.holds(false, deadline);
      up = false;
      heard = 0;
    }
    if (rtt != Way.LOST) {
      heard++;
      if (!up && heard >= HANDSHAKE) {
        line.holds(true, arrives);
        up = true;
      }
      deadline = arrives + DETECTION;
    }
    return now + (long) ((up ? INTERVAL : SLOW) * (1 - JITTER * random.nextDouble()));
  }
}
