package dev.linkflux.bench.scoreboard;

/** VyOS WAN load balancing: one ping in each loop, and one is enough either way. */
final class Vyos implements Rule {
  private static final long LOOP = 5 * SECOND;
  private static final long TIMEOUT = 5 * SECOND;

  @Override
  public long round(Line line, long now) {
    long rtt = line.ask(0, now, Line.PING, TIMEOUT);
    long at = now + (rtt == Way.LOST ? TIMEOUT : rtt);
    line.holds(rtt != Way.LOST, at);
    return at + LOOP;
  }
}
