package dev.linkflux.server.check;

import dev.linkflux.kernel.Errno;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.wire.http.Wording;
import dev.linkflux.wire.tls.UntrustedException;
import io.netty.channel.unix.Errors.NativeIoException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the failure of a connection that stood means: which rung it breaks, in which words. */
final class Faults {
  private static final String TLS = "TLS: ";

  private Faults() {}

  /** How far a connection had got. */
  enum Phase {
    /** It stands; TLS is not agreed upon yet. */
    SECURING,
    /** The server has proven who it is, and was asked. */
    ASKED,
    /** The head of an answer has come. */
    ANSWERED
  }

  /** What a failure means. */
  static Breach of(Throwable failure, Phase phase) {
    UntrustedException untrusted = find(failure, UntrustedException.class);
    String words = words(failure, phase);
    if (untrusted != null) {
      return switch (untrusted.by()) {
        case AUTHORITY -> new Breach(Rung.TLS, words);
        case PIN -> new Breach(Rung.TLS_PIN, words);
      };
    }
    boolean secure =
        phase != Phase.SECURING
            && find(failure, SSLException.class) == null
            && find(failure, NotSslRecordException.class) == null;
    return new Breach(secure ? Rung.API_ERROR : Rung.TLS, words);
  }

  private static String words(Throwable failure, Phase phase) {
    boolean securing = phase == Phase.SECURING;
    NativeIoException call = find(failure, NativeIoException.class);
    if (call != null) {
      String reason = Errno.name(-call.expectedErr());
      boolean reset = reason.equals("ECONNRESET") || reason.equals("EPIPE");
      return (reset ? "connection reset" : "connection broken: " + reason)
          + (securing ? " during the handshake" : "");
    }
    boolean ended =
        find(failure, EOFException.class) != null
            || find(failure, ClosedChannelException.class) != null;
    if (securing && ended) {
      return "closed during the handshake";
    }
    String words = Wording.of(failure, phase == Phase.ANSWERED);
    return words.startsWith(TLS) ? words.substring(TLS.length()) : words;
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
