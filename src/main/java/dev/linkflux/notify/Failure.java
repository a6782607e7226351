package dev.linkflux.notify;

import dev.linkflux.engine.Reason;
import dev.linkflux.wire.tls.UntrustedException;
import io.netty.channel.ConnectTimeoutException;
import javax.net.ssl.SSLException;
import reactor.netty.http.client.PrematureCloseException;

/** Why there was no answer, in few words and without names of classes. */
final class Failure {
  private Failure() {}

  static String text(Throwable failure) {
    return switch (failure) {
      case SSLException _ -> tls(failure);
      case ConnectTimeoutException _ -> "nobody answers";
      case PrematureCloseException _ -> "it hung up before it had answered";
      default -> Plain.text(Reason.of(failure));
    };
  }

  /** What is not trusted says so itself; of all else the root tells most. */
  private static String tls(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      if (root instanceof UntrustedException untrusted) {
        return Reason.of(untrusted);
      }
      root = root.getCause();
    }
    return root instanceof UntrustedException
        ? Reason.of(root)
        : "TLS: " + Plain.text(Reason.of(root));
  }
}
