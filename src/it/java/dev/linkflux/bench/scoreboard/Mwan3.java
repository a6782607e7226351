package dev.linkflux.bench.scoreboard;

/**
 * mwan3: a score that falls with each bad round and rises with each good one. Targets are asked one
 * after another until enough have answered; one good round makes up for all bad ones before it.
 */
final class Mwan3 implements Rule {
  private final int targets;
  private final int reliability;
  private final long timeout;
  private final long interval;
  private final int down;
  private final int up;
  private int score;

  /**
   * @param reliability how many targets must answer
   * @param timeout of each ping, seconds
   * @param interval between two rounds, seconds
   * @param down bad rounds until it is down
   * @param up good rounds until it is up
   */
  Mwan3(int targets, int reliability, int timeout, int interval, int down, int up) {
    this.targets = targets;
    this.reliability = reliability;
    this.timeout = timeout * SECOND;
    this.interval = interval * SECOND;
    this.down = down;
    this.up = up;
    this.score = up + down;
  }

  /** The configuration that comes with it. */
  static Mwan3 shipped() {
    return new Mwan3(4, 2, 4, 10, 5, 5);
  }

  /** As people set it who want it quick. */
  static Mwan3 fast() {
    return new Mwan3(2, 1, 1, 1, 2, 3);
  }

  @Override
  public long round(Line line, long now) {
    long at = now;
    int passed = 0;
    for (int target = 0; target < targets && passed < reliability; target++) {
      long rtt = line.ask(target, at, Line.PING, timeout);
      passed += rtt == Way.LOST ? 0 : 1;
      at += rtt == Way.LOST ? timeout : rtt;
    }
    if (passed >= reliability) {
      score++;
      if (score == up) {
        line.holds(true, at);
      } else if (score > up) {
        score = up + down;
      }
    } else if (--score <= up) {
      line.holds(false, at);
      score = 0;
    }
    return at + interval;
  }
}
