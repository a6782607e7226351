package dev.linkflux.wire;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.TcpFigures;
import dev.linkflux.kernel.TcpSocket;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import org.jspecify.annotations.Nullable;

/** Finds out why there is no connection. */
final class Diagnosis {
  private Diagnosis() {}

  /**
   * Why nothing has left: connect(2) failed at once, and Netty closed the socket and keeps the
   * error number to itself. The kernel is asked once more by another socket, and refuses again.
   *
   * @param failure what Netty says
   */
  static Obstacle atOnce(Uplink uplink, InetSocketAddress destination, Throwable failure) {
    int errno = TcpSocket.objection(destination, uplink.device(), uplink.mark());
    return errno == 0 ? Obstacle.of(failure) : new Obstacle.Local(Errno.name(errno));
  }

  /**
   * Why nothing came of it. The error queue is asked first, whatever Netty says: an ICMP error that
   * comes while connect(2) still runs does not end the attempt, but wakes up Netty, which then
   * takes it for a success.
   *
   * @param failure what Netty says; null for success
   * @param seen nanoseconds since the first SYN
   * @param figures of the socket
   */
  static Obstacle of(int fd, @Nullable Throwable failure, long seen, TcpFigures figures) {
    TcpSocket.Reported reported = TcpSocket.takeError(fd);
    if (reported != null) {
      return new Obstacle.Reported(
          reported.type(), reported.code(), reported.reporter(), reported.quoted());
    }
    return switch (failure) {
      case ConnectTimeoutException _ -> new Obstacle.Silent(figures.segmentsOut());
      case NoRouteToHostException _ -> new Obstacle.Local(Errno.EHOSTUNREACH.name());
      // The kernel itself does not give up as early as the client does: it was a reset.
      case null, default ->
          figures.segmentsIn() > 0
              ? new Obstacle.Refused(seen)
              : new Obstacle.Silent(figures.segmentsOut());
    };
  }
}
