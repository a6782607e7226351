package dev.linkflux.bench.scoreboard;

import java.util.Arrays;

/**
 * dpinger as pfSense sets it: loss and mean round trip of one target over the last minute, held
 * against one limit each, every second; back when they were kept for ten seconds. A late answer is
 * one after all.
 */
final class Dpinger implements Rule {
  private static final long INTERVAL = 500 * MILLI;
  private static final long ALERT = SECOND;
  private static final long LOST_AFTER = 2 * SECOND;
  private static final int SLOTS = 120;
  private static final long MOST_LOSS = 20;
  private static final long LONGEST = 500 * MILLI;
  private static final long HOLD = 10 * ALERT;

  /** It sends one byte of payload. */
  private static final int SIZE = 2 * (20 + 8 + 1);

  private final long[] sentAt = new long[SLOTS];
  private final long[] answeredAt = new long[SLOTS];
  private int next;
  private long sendAt;
  private long alertAt;
  private long alarmUntil;

  /**
   * @param phase of its two threads, nanoseconds from 0 to half a second
   */
  Dpinger(long phase) {
    this.alertAt = phase;
    Arrays.fill(answeredAt, Way.LOST);
    Arrays.fill(sentAt, Long.MAX_VALUE);
  }

  @Override
  public long round(Line line, long now) {
    if (sendAt == 0) {
      sendAt = now;
      alertAt += now;
    }
    if (now >= sendAt) {
      long rtt = line.ask(0, now, SIZE);
      sentAt[next] = now;
      answeredAt[next] = rtt == Way.LOST ? Long.MAX_VALUE : now + rtt;
      next = (next + 1) % SLOTS;
      sendAt += INTERVAL;
    }
    if (now >= alertAt) {
      if (isBad(now)) {
        alarmUntil = now + HOLD;
      }
      line.holds(now >= alarmUntil, now);
      alertAt += ALERT;
    }
    return Math.min(sendAt, alertAt);
  }

  private boolean isBad(long now) {
    long received = 0;
    long lost = 0;
    long sum = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (sentAt[slot] > now) {
        continue;
      }
      if (answeredAt[slot] <= now) {
        received++;
        sum += answeredAt[slot] - sentAt[slot];
      } else if (now - sentAt[slot] > LOST_AFTER) {
        lost++;
      }
    }
    return lost * 100 / Math.max(1, lost + received) > MOST_LOSS
        || sum > LONGEST * Math.max(1, received);
  }
}
