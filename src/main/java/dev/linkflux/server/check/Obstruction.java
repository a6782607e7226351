package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Host;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.tls.HostText;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Which rung it is that keeps packets from a server. */
final class Obstruction {
  /** What {@code uplink} may say: that it has no route, or no interface. */
  static final Breach NO_GATEWAY = new Breach(Rung.UPLINK, "no-gateway");

  static final Breach NO_INTERFACE = new Breach(Rung.UPLINK, "no-interface");

  private Obstruction() {}

  /**
   * Why there is no connection, if it is not silence.
   *
   * @return null if it is this machine's own trouble, which says nothing of the server
   */
  static @Nullable Breach of(Obstacle obstacle, InetAddress address) {
    return switch (obstacle) {
      case Obstacle.Refused(var nanos) ->
          new Breach(Rung.PORT_REFUSED, "connection refused after " + Figures.millis(nanos));
      case Obstacle.Reported(var type, var code, var reporter, _) ->
          reported(type, code, reporter, address);
      case Obstacle.Local(var reason) -> local(reason);
      case Obstacle.Silent _ -> throw new IllegalArgumentException("silence says nothing yet");
    };
  }

  /** Somebody on the way says that it cannot be delivered; or the host, about its port. */
  static Breach reported(int type, int code, @Nullable InetAddress reporter, InetAddress address) {
    return new Breach(
        address.equals(reporter) ? Rung.PORT_REFUSED : Rung.HOST_UNREACHABLE,
        says(type, code, reporter));
  }

  /** Who says what, such as {@code 192.0.2.1 says: prohibited (ICMP 3/13)}. */
  static String says(int type, int code, @Nullable InetAddress reporter) {
    String who = reporter == null ? "somebody" : HostText.plain(Host.of(reporter));
    return who + " says: " + meaning(type, code) + " (ICMP " + type + "/" + code + ")";
  }

  /** RFC 792, RFC 1812 section 5.2.7.1; RFC 4443 sections 3.1 and 3.3. */
  private static String meaning(int type, int code) {
    return switch (type) {
      case 3 ->
          switch (code) {
            case 0, 5, 6, 11 -> "network unreachable";
            case 1, 7, 8, 12 -> "host unreachable";
            case 2 -> "protocol unreachable";
            case 3 -> "port unreachable";
            case 9, 10, 13, 14, 15 -> "prohibited";
            default -> "unreachable";
          };
      case 1 ->
          switch (code) {
            case 0, 6 -> "no route";
            case 1, 5 -> "prohibited";
            case 3 -> "address unreachable";
            case 4 -> "port unreachable";
            default -> "unreachable";
          };
      default -> "cannot be delivered";
    };
  }

  /** What this machine says when it cannot send. */
  static @Nullable Breach local(String errno) {
    return switch (errno) {
      case "ENETUNREACH", "EACCES", "EINVAL", "EADDRNOTAVAIL" -> NO_GATEWAY;
      case "ENODEV", "ENXIO", "ENETDOWN" -> NO_INTERFACE;
      case "EMFILE", "ENFILE", "ENOMEM", "ENOBUFS", "EAGAIN" -> null;
      case "EHOSTUNREACH" ->
          new Breach(Rung.HOST_UNREACHABLE, "the next hop does not answer (EHOSTUNREACH)");
      case String other ->
          new Breach(Rung.HOST_UNREACHABLE, "this machine does not send it: " + other);
    };
  }
}
