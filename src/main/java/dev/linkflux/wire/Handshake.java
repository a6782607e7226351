package dev.linkflux.wire;

import dev.linkflux.kernel.Rtt;
import dev.linkflux.kernel.TcpFigures;
import dev.linkflux.time.Stamping;

/**
 * How a connection came about.
 *
 * @param rtt from SYN to SYN/ACK
 * @param first false if it was not the first SYN that was answered but its repetition, a second or
 *     more later: what was asked first is lost
 */
public record Handshake(Rtt rtt, boolean first) {
  /**
   * Half of the time after which the kernel repeats a SYN (RFC 6298 section 2.1): tells the first
   * from its repetition.
   */
  private static final long HALF_A_REPETITION = 500_000_000L;

  /**
   * Reads it from the figures of a connection that has just come about. After a repetition the
   * kernel knows by the time stamps of RFC 7323 which SYN was answered; without them nobody does,
   * and the answer is taken for a slow one to the first.
   *
   * @param seen nanoseconds since the first SYN, by the clock of this program
   */
  static Handshake of(TcpFigures figures, long seen) {
    if (figures.rtt() <= 0 || figures.rtt() > seen) {
      return new Handshake(new Rtt(seen, Stamping.PROGRAM), true);
    }
    boolean first = figures.retransmitted() == 0 || seen - figures.rtt() < HALF_A_REPETITION;
    return new Handshake(new Rtt(figures.rtt(), Stamping.CONNECTION), first);
  }
}
