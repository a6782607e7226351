package dev.linkflux.notify;

import dev.linkflux.wire.tls.UntrustedException;
import io.netty.channel.ConnectTimeoutException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;

/** Why there was no answer, in few words. */
final class Failure {
  private Failure() {}

  static String text(Throwable failure) {
    return switch (failure) {
      case SSLException _ -> tls(failure);
      case ConnectTimeoutException _ -> "nobody answers";
      case PrematureCloseException _ -> "it hung up before it had answered";
      default -> Plain.text(message(failure));
    };
  }

  /** What is not trusted says so itself; of all else the root tells most. */
  private static String tls(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      if (root instanceof UntrustedException untrusted) {
        return message(untrusted);
      }
      root = root.getCause();
    }
    return root instanceof UntrustedException ? message(root) : "TLS: " + Plain.text(message(root));
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() || failure instanceof FileSystemException
        ? failure.toString()
        : message;
  }
}
