package dev.linkflux.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel itself says of one connection (tcp(7), TCP_INFO).
 *
 * @param connected true once its handshake is done, until it is closed
 * @param owesReset true if closing it without lingering sends a reset
 * @param rtt round-trip time in nanoseconds, counted in whole microseconds: after the handshake the
 *     one sample from SYN to SYN/ACK; 0 if there is none, or less than a microsecond
 * @param retransmitted segments sent again
 * @param timestamps true if both ends put time stamps into their segments (RFC 7323)
 * @param selective true if both ends may acknowledge selectively (RFC 2018)
 * @param scaled true if both ends scale their windows (RFC 7323)
 * @param segmentsOut segments sent, the SYN and repeated ones included
 * @param segmentsIn segments received, the SYN/ACK or a refusing reset included
 * @param bytesOut payload sent, repeated bytes included
 * @param bytesIn payload received
 */
public record TcpFigures(
    boolean connected,
    boolean owesReset,
    long rtt,
    int retransmitted,
    boolean timestamps,
    boolean selective,
    boolean scaled,
    long segmentsOut,
    long segmentsIn,
    long bytesOut,
    long bytesIn) {
  /** As much of struct tcp_info as is read here; an older kernel gives less of it. */
  private static final int BYTES = 208;

  private static final int ESTABLISHED = 1;
  private static final int SYN_RECEIVED = 3;
  private static final int FIN_WAIT_1 = 4;
  private static final int FIN_WAIT_2 = 5;
  private static final int CLOSE_WAIT = 8;

  private static final int OPTION_TIMESTAMPS = 1;
  private static final int OPTION_SACK = 2;
  private static final int OPTION_SCALE = 4;

  /**
   * Asks the kernel.
   *
   * @throws SystemCallException if this is no TCP socket
   */
  public static TcpFigures of(int fd) throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment told = arena.allocate(BYTES, Long.BYTES);
      MemorySegment length = arena.allocateFrom(JAVA_INT, BYTES);
      int result = Libc.getsockopt(fd, Linux.IPPROTO_TCP, Linux.TCP_INFO, told, length);
      if (result < 0) {
        throw new SystemCallException("getsockopt TCP_INFO", -result, "TCP socket");
      }
      return read(told);
    }
  }

  /** Reads struct tcp_info of linux/tcp.h. */
  private static TcpFigures read(MemorySegment told) {
    int state = told.get(JAVA_BYTE, 0);
    int options = told.get(JAVA_BYTE, 5);
    boolean open = state == ESTABLISHED || state == CLOSE_WAIT;
    return new TcpFigures(
        open,
        open || state == SYN_RECEIVED || state == FIN_WAIT_1 || state == FIN_WAIT_2,
        unsigned(told, 68) * 1_000,
        told.get(JAVA_INT_UNALIGNED, 100),
        (options & OPTION_TIMESTAMPS) != 0,
        (options & OPTION_SACK) != 0,
        (options & OPTION_SCALE) != 0,
        unsigned(told, 136),
        unsigned(told, 140),
        told.get(JAVA_LONG_UNALIGNED, 200),
        told.get(JAVA_LONG_UNALIGNED, 128));
  }

  private static long unsigned(MemorySegment told, int offset) {
    return Integer.toUnsignedLong(told.get(JAVA_INT_UNALIGNED, offset));
  }
}
