package dev.linkflux.wire;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Why there is no connection. */
public sealed interface Obstacle {
  /**
   * The far end answered with a reset (RFC 9293 section 3.5.2): it is there.
   *
   * @param nanos from the first segment to the reset, by the clock of this program
   */
  record Refused(long nanos) implements Obstacle {}

  /**
   * The network says that it cannot be delivered (RFC 792, RFC 4443).
   *
   * @param type ICMP type of the family
   * @param code ICMP code
   * @param reporter who said so, or null if unknown
   * @param quoted bytes of the SYN that came back with it, without its IP header
   */
  record Reported(int type, int code, @Nullable InetAddress reporter, int quoted)
      implements Obstacle {}

  /**
   * This machine could not send, or not go on.
   *
   * @param reason name of the error number, such as {@code ENETUNREACH}, or a few words
   */
  record Local(String reason) implements Obstacle {}

  /**
   * Nobody answered in time.
   *
   * @param sent segments that were sent in vain, repetitions included; 0 if that is not known
   */
  record Silent(long sent) implements Obstacle {}

  /** What an error of a client that connects comes down to. */
  static Obstacle of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Unconnected known -> {
          return known.obstacle();
        }
        case ConnectTimeoutException _ -> {
          return new Silent(0);
        }
        case SystemCallException call -> {
          return new Local(call.errnoName());
        }
        case NativeIoException call -> {
          return new Local(Errno.name(-call.expectedErr()));
        }
        default -> {}
      }
    }
    String message = failure.getMessage();
    return new Local(message == null || message.isBlank() ? "no reason is given" : message);
  }
}
