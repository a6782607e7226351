package dev.linkflux.cli;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Token;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/** One line that says what is open to whom over HTTP. */
final class OpenTo {
  private OpenTo() {}

  /** Names of tokens, and nothing of what they are. */
  static String line(Access access, InetSocketAddress listen) {
    List<String> operators = names(access, Role.OPERATE);
    List<String> readers = names(access, Role.READ);
    String here =
        operators.isEmpty()
            ? "from this machine everybody may read and give orders"
            : "from this machine everybody may read";
    String holders =
        (operators.isEmpty() ? "" : "; orders: " + String.join(", ", operators) + " (token)")
            + (readers.isEmpty() ? "" : "; reading: " + String.join(", ", readers) + " (token)");
    String elsewhere =
        listen.getAddress().isLoopbackAddress()
            ? "; from elsewhere nobody can connect"
            : "; from elsewhere with a token only, "
                + (access.tls() == null ? "NOT encrypted" : "encrypted (TLS)");
    return "open: " + here + holders + elsewhere;
  }

  private static List<String> names(Access access, Role role) {
    return access.tokens().stream()
        .filter(token -> token.role() == role)
        .map(Token::name)
        .collect(Collectors.toList());
  }
}
