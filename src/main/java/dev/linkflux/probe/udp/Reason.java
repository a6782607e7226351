package dev.linkflux.probe.udp;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.PortUnreachableException;
import org.jspecify.annotations.Nullable;

/** Why something could not be sent, in a word or two. */
final class Reason {
  private Reason() {}

  /** The name of the error number where there is one, such as {@code ENETUNREACH}. */
  static String of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SystemCallException call) {
        return call.errnoName();
      }
      if (cause instanceof NativeIoException call) {
        return Errno.name(-call.expectedErr());
      }
    }
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  /** True if a peer has said that nobody listens there (RFC 1122 section 4.1.3.3). */
  static boolean isRefused(@Nullable Throwable failure) {
    return failure instanceof PortUnreachableException
        || (failure instanceof NativeIoException call
            && Errno.ECONNREFUSED.is(-call.expectedErr()));
  }
}
