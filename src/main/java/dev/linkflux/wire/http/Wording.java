package dev.linkflux.wire.http;

import dev.linkflux.wire.tls.Plain;
import dev.linkflux.wire.tls.UntrustedException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.PrematureCloseException;

/** What is wrong with an answer that could not be read, in words. */
public final class Wording {
  /** Bytes of the headers of an answer that are read at most. */
  public static final int LONGEST_HEADERS = 16_384;

  /** The description of an alert (RFC 8446 section 6), wherever the platform puts it. */
  private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");

  private Wording() {}

  /**
   * The words for a failure of an exchange that had a connection.
   *
   * @param begun true if the head of an answer had come
   */
  public static String of(Throwable failure, boolean begun) {
    UntrustedException untrusted = find(failure, UntrustedException.class);
    if (untrusted != null) {
      return String.valueOf(untrusted.getMessage());
    }
    if (find(failure, NotSslRecordException.class) != null) {
      return "not TLS";
    }
    SSLException tls = find(failure, SSLException.class);
    if (tls != null) {
      return "TLS: " + tls(tls);
    }
    if (find(failure, TooLongHttpHeaderException.class) != null) {
      return "more than " + LONGEST_HEADERS + " bytes of headers";
    }
    if (find(failure, PrematureCloseException.class) != null
        || find(failure, PrematureChannelClosureException.class) != null
        || find(failure, ClosedChannelException.class) != null) {
      return begun ? "closed before the end of the answer" : "closed without an answer";
    }
    // What the decoder throws depends on what it stumbles over: numbers, indexes, characters.
    return find(failure, RuntimeException.class) != null ? "not HTTP" : Plain.text(words(failure));
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? "the connection broke" : message;
  }

  private static String tls(SSLException failure) {
    Matcher alert = ALERT.matcher(String.valueOf(failure.getMessage()));
    return alert.find()
        ? "the server refuses: " + Plain.text(alert.group(1))
        : Plain.text(String.valueOf(failure.getMessage()));
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
