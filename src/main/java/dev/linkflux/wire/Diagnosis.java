package dev.linkflux.wire;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.TcpFigures;
import dev.linkflux.kernel.TcpSocket;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import org.jspecify.annotations.Nullable;

/** Finds out why a socket that is open still did not connect. */
final class Diagnosis {
  private Diagnosis() {}

  /**
   * The error queue is asked first, whatever Netty says: an ICMP error that comes while connect(2)
   * still runs does not end the attempt, but wakes up Netty, which then takes it for a success.
   *
   * @param failure what Netty says; null for success
   * @param seen nanoseconds since the first SYN
   * @param figures of the socket
   */
  static Obstacle of(
      int fd,
      InetSocketAddress destination,
      @Nullable Throwable failure,
      long seen,
      TcpFigures figures)
      throws SystemCallException {
    TcpSocket.Reported reported = TcpSocket.takeError(fd);
    if (reported != null) {
      return new Obstacle.Reported(reported.type(), reported.code(), reported.reporter());
    }
    if (figures.segmentsOut() == 0) {
      return atOnce(fd, destination, failure);
    }
    return switch (failure) {
      case ConnectTimeoutException _ -> new Obstacle.Silent();
      case NoRouteToHostException _ -> new Obstacle.Local(Errno.EHOSTUNREACH.name());
      // The kernel itself does not give up as early as the client does: it was a reset.
      case null, default ->
          figures.segmentsIn() > 0 ? new Obstacle.Refused(seen) : new Obstacle.Silent();
    };
  }

  /** Netty keeps the error number to itself: the kernel is asked once more, and refuses again. */
  private static Obstacle atOnce(int fd, InetSocketAddress destination, @Nullable Throwable failure)
      throws SystemCallException {
    int errno = TcpSocket.connect(fd, destination);
    if (errno != 0) {
      return new Obstacle.Local(Errno.name(errno));
    }
    return failure == null ? new Obstacle.Silent() : Obstacle.of(failure);
  }
}
