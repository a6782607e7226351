package dev.linkflux.notify;

import io.netty.channel.ConnectTimeoutException;
import java.nio.file.FileSystemException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;

/** Why there was no answer, in few words. */
final class Failure {
  private Failure() {}

  static String text(Throwable failure) {
    return switch (failure) {
      case SSLException _ -> "TLS: " + Plain.text(message(root(failure)));
      case ConnectTimeoutException _ -> "nobody answers";
      case PrematureCloseException _ -> "it hung up before it had answered";
      default -> Plain.text(message(failure));
    };
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() || failure instanceof FileSystemException
        ? failure.toString()
        : message;
  }
}
