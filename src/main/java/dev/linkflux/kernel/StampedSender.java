package dev.linkflux.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The sending half of a probe socket: keeps count with the kernel, so that its stamps find theirs.
 */
final class StampedSender {
  private final int fd;
  private final SocketOptions options;
  private final SendStamps stamps;

  StampedSender(int fd, SocketOptions options, SendStamps stamps) {
    this.fd = fd;
    this.options = options;
    this.stamps = stamps;
  }

  /**
   * Sends a packet whose stamp will be known by {@code key}.
   *
   * @param address {@link MemorySegment#NULL} on a connected socket
   * @return 0 or the errno, positive: nothing is on the wire then
   */
  int send(int key, MemorySegment bytes, int length, MemorySegment address)
      throws SystemCallException {
    stamps.prepare(key);
    long sent = Libc.sendto(fd, bytes, length, address);
    if (sent < 0) {
      // It may be the error of an earlier probe: an ICMP error that is pending on the socket fails
      // the next send, whoever that is to, and is gone then.
      restartStamps();
      sent = Libc.sendto(fd, bytes, length, address);
    }
    if (sent < 0) {
      restartStamps();
      return (int) -sent;
    }
    stamps.sent(key);
    return 0;
  }

  /** Whether the kernel counted a refused send depends on who refused it: count from 0 again. */
  private void restartStamps() throws SystemCallException {
    options.restartCounter();
    stamps.restart();
  }
}
