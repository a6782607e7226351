package dev.linkflux.stream;

import java.net.InetSocketAddress;
import java.util.Locale;

/** The server cannot listen where it is configured to; the message says why and what to do. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1;

  private CannotListen(String message, Throwable cause) {
    super(message, cause);
  }

  static CannotListen at(InetSocketAddress listen, Throwable cause) {
    String where = listen.getHostString() + ":" + listen.getPort();
    if (listen.getHostString().contains(":")) {
      where = "[" + listen.getHostString() + "]:" + listen.getPort();
    }
    return new CannotListen("cannot listen on " + where + ": " + why(listen, cause), cause);
  }

  private static String why(InetSocketAddress listen, Throwable cause) {
    if (listen.isUnresolved()) {
      return "no such host; `listen` wants an address of this machine";
    }
    String said = words(cause);
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("in use")) {
      return "address already in use; another linkflux? choose another `listen`";
    }
    if (lower.contains("cannot assign") || lower.contains("can't assign")) {
      return "this machine has no such address; choose another `listen`";
    }
    if (lower.contains("permission denied")) {
      return "permission denied; ports below 1024 need CAP_NET_BIND_SERVICE; choose another"
          + " `listen`";
    }
    return said;
  }

  private static String words(Throwable cause) {
    StringBuilder words = new StringBuilder();
    for (Throwable at = cause; at != null; at = at.getCause()) {
      words.append(words.isEmpty() ? "" : ": ").append(at.getMessage());
    }
    return words.toString();
  }
}
