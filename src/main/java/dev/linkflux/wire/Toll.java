package dev.linkflux.wire;

import dev.linkflux.kernel.TcpFigures;

/** Adds up the bytes of IP that one TCP connection costs, headers and options included. */
final class Toll {
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int TCP_HEADER = 20;

  /**
   * What Linux puts into a SYN: MSS 4, selective acknowledgement 2, time stamps 10, window scale 3,
   * and one byte to fill up.
   */
  private static final int SYN_OPTIONS = 20;

  private static final int MSS = 4;
  private static final int SACK = 4;
  private static final int SCALE = 4;

  /** Filled up to words of four bytes; room for the two of selective acknowledgement in a SYN. */
  private static final int TIMESTAMPS = 12;

  /** Before what an ICMP error quotes (RFC 792, RFC 4443 section 3). */
  private static final int ICMP_HEADER = 8;

  private final int header;
  private int repeated;
  private long told;

  /**
   * @param v6 true if it runs over IPv6
   */
  Toll(boolean v6) {
    header = (v6 ? V6_HEADER : V4_HEADER) + TCP_HEADER;
  }

  /** It has come about; all that was sent twice up to now were SYNs. */
  void established(TcpFigures figures) {
    repeated = figures.retransmitted();
  }

  /** What it has cost since this was asked last, if it never came about: SYNs, and a reset. */
  long moreUnanswered(TcpFigures figures) {
    return more(
        figures.segmentsOut() * (header + SYN_OPTIONS) + figures.segmentsIn() * (long) header);
  }

  /** What it has cost since this was asked last. */
  long more(TcpFigures figures) {
    long syns = 1L + repeated;
    int options = figures.timestamps() ? TIMESTAMPS : 0;
    long out = figures.segmentsOut() * (header + options) + syns * (SYN_OPTIONS - options);
    long in = figures.segmentsIn() * (header + options) + (synAckOptions(figures) - options);
    return more(out + in + figures.bytesOut() + figures.bytesIn());
  }

  /** The reset that closes it. */
  int reset(TcpFigures figures) {
    return header + (figures.timestamps() ? TIMESTAMPS : 0);
  }

  /**
   * An ICMP error that came back.
   *
   * @param quoted bytes of it after the IP header that it quotes
   */
  int report(int quoted) {
    int ip = header - TCP_HEADER;
    return ip + ICMP_HEADER + ip + quoted;
  }

  private static int synAckOptions(TcpFigures figures) {
    int selective = figures.selective() ? SACK : 0;
    return MSS + (figures.timestamps() ? TIMESTAMPS : selective) + (figures.scaled() ? SCALE : 0);
  }

  private long more(long total) {
    long more = total - told;
    told = total;
    return more;
  }
}
