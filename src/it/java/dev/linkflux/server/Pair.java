package dev.linkflux.server;

import dev.linkflux.wire.dns.Dnsmasq;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;

/**
 * A main server and a backup, hosts that are there or not, by name and pinged five times a second.
 */
public final class Pair {
  public static final String MAIN = "main";
  public static final String BACKUP = "spare";
  public static final InetAddress MAIN4 = InetAddress.ofLiteral("198.51.100.31");
  public static final InetAddress MAIN6 = InetAddress.ofLiteral("2001:db8:ff::31");
  public static final InetAddress BACKUP4 = InetAddress.ofLiteral("198.51.100.32");
  public static final InetAddress BACKUP6 = InetAddress.ofLiteral("2001:db8:ff::32");

  private final Far far;

  /** Both are there. */
  public Pair(Far far) {
    this.far = far;
    far.host(MAIN4, MAIN6, BACKUP4, BACKUP6);
  }

  /** The main server dies; nanoTime just before. */
  long die() {
    long now = System.nanoTime();
    far.vanish(MAIN4, MAIN6);
    return now;
  }

  /** It is back; nanoTime just before. */
  long rise() {
    long now = System.nanoTime();
    far.host(MAIN4, MAIN6);
    return now;
  }

  /** A real name server for both. */
  Dnsmasq dnsmasq() {
    List<String> zone =
        List.of(
            record(MAIN, MAIN4, MAIN6),
            record(BACKUP, BACKUP4, BACKUP6),
            "local=/example/",
            "local-ttl=300");
    try {
      return far.lab()
          .owned(
              Dnsmasq.start(
                  far.directory(),
                  List.of(Far.DNS4.getHostAddress(), Far.DNS6.getHostAddress()),
                  53,
                  zone,
                  far.lab().world()::command));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A name server that counts. */
  NameServer counting(int seconds) {
    return far.serve(zone(seconds));
  }

  /** Their names, for that long. */
  public static Zone zone(int seconds) {
    return new Zone()
        .name(MAIN + ".example", seconds, MAIN4.getHostAddress(), MAIN6.getHostAddress())
        .name(BACKUP + ".example", seconds, BACKUP4.getHostAddress(), BACKUP6.getHostAddress());
  }

  /**
   * Both in a configuration.
   *
   * @param returning auto, when-idle or manual
   */
  public static String configuration(String returning) {
    String quick = "interval: 200ms, timeout: 500ms, confirm: 300ms, fails: 2, holdDown: 1s";
    return """
    servers:
      - {name: main, address: main.example, check: ping, return: %s, %s}
      - {name: spare, address: spare.example, check: ping, role: backup, %s}
    """
        .formatted(returning, quick, quick);
  }

  private static String record(String name, InetAddress four, InetAddress six) {
    return "host-record=%s.example,%s,%s"
        .formatted(name, four.getHostAddress(), six.getHostAddress());
  }
}
