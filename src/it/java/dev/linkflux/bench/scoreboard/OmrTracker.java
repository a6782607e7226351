package dev.linkflux.bench.scoreboard;

/**
 * omr-tracker of OpenMPTCProuter: in each cycle up to three attempts of two pings to the server,
 * then two to a public host; any answer will do. With the check of quality on, the loss or the mean
 * round trip of that single burst is held against limits. The gateway is pinged too, which decides
 * nothing; it is taken to answer, and what it costs does not count.
 */
final class OmrTracker implements Rule {
  private static final long GATEWAY = SECOND;
  private static final long SPACING = SECOND;
  private static final long TIMEOUT = 2 * SECOND;
  private static final long AFTER_ATTEMPT = SECOND;
  private static final long INTERVAL = 2 * SECOND;
  private static final long FAILURE_INTERVAL = 20 * SECOND;
  private static final int TRIES = 3;
  private static final int TRIES_UP = 5;

  /** Percent at failure and at recovery; of two pings 0, 50 or 100 are lost. */
  private static final int[] LOSS = {40, 10};

  /** The same as linkflux's demand, so that the rules are compared and not their limits. */
  private static final long[] LATENCY = {300 * MILLI, 200 * MILLI};

  private static final int SERVER = 0;
  private static final int HOSTS = Way.TARGETS - 1;

  private final boolean quality;
  private boolean first = true;
  private boolean up = true;
  private int host;

  /** What came of the last burst. */
  private long end;

  private int loss;
  private long latency;

  /**
   * @param quality whether the check of quality is on
   */
  OmrTracker(boolean quality) {
    this.quality = quality;
  }

  @Override
  public long round(Line line, long now) {
    end = now;
    boolean answered = false;
    int tries = up ? TRIES : TRIES_UP;
    for (int attempt = 0; attempt < tries && !answered; attempt++) {
      end += GATEWAY;
      answered = burst(line, SERVER) || burst(line, 1 + host);
      if (!answered) {
        host = (host + 1) % HOSTS;
        end += AFTER_ATTEMPT;
      }
    }
    host = (host + 1) % HOSTS;
    int limit = up ? 0 : 1;
    boolean bad = quality && !first && (loss >= LOSS[limit] || latency >= LATENCY[limit]);
    up = answered && !bad;
    first = false;
    line.holds(up, end);
    return end + (up ? INTERVAL : FAILURE_INTERVAL);
  }

  /** {@code ping -c 2 -w 2}: true if anything came back. */
  private boolean burst(Line line, int target) {
    long one = line.ask(target, end, Line.PING, TIMEOUT);
    long two = line.ask(target, end + SPACING, Line.PING, TIMEOUT - SPACING);
    int lost = (one == Way.LOST ? 1 : 0) + (two == Way.LOST ? 1 : 0);
    loss = 50 * lost;
    latency = lost == 2 ? 0 : (Math.max(0, one) + Math.max(0, two)) / (2 - lost);
    end += lost == 0 ? Math.max(one, SPACING + two) : TIMEOUT;
    return lost < 2;
  }
}
