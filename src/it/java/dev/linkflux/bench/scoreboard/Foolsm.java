package dev.linkflux.bench.scoreboard;

import java.util.BitSet;

/**
 * foolsm, the Link Status Monitor: down when 15 of the last 100 pings or 7 in a row are lost, up
 * when at most 5 of them are and more than 10 in a row came back.
 */
final class Foolsm implements Rule {
  private static final long INTERVAL = SECOND;
  private static final int KEPT = 100;
  private static final int MOST_LOST = 15;
  private static final int IN_A_ROW = 7;
  private static final int LEAST_LOST = 5;
  private static final int BACK_IN_A_ROW = 10;

  private final BitSet lost = new BitSet(KEPT);
  private int next;
  private int lostInARow;
  private int backInARow;
  private boolean up = true;
  private boolean asked;
  private long answer;

  @Override
  public long round(Line line, long now) {
    if (asked) {
      judge();
      line.holds(up, now);
    }
    asked = true;
    answer = line.ask(0, now, Line.PING, INTERVAL);
    return now + INTERVAL;
  }

  private void judge() {
    boolean isLost = answer == Way.LOST;
    lost.set(next, isLost);
    next = (next + 1) % KEPT;
    lostInARow = isLost ? lostInARow + 1 : 0;
    backInARow = isLost ? 0 : backInARow + 1;
    int ofAll = lost.cardinality();
    up =
        up
            ? ofAll < MOST_LOST && lostInARow < IN_A_ROW
            : ofAll <= LEAST_LOST && backInARow > BACK_IN_A_ROW;
  }
}
