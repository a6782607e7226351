package dev.linkflux.resolve;

import dev.linkflux.uplink.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The name servers that this system is told to ask (resolv.conf(5)).
 *
 * @param addresses in the order to ask them, 1 to {@link #MOST}
 * @param ignored what else the file names, each with the reason why it is not asked; printable
 */
public record SystemNameservers(List<InetSocketAddress> addresses, List<String> ignored) {
  /** Further ones are not asked (MAXNS). */
  public static final int MOST = 3;

  /** Where systems keep that file. */
  public static final Path FILE = Path.of("/etc/resolv.conf");

  private static final String KEYWORD = "nameserver";

  /** No address is longer (INET6_ADDRSTRLEN), and few names. */
  private static final int LONGEST_WORD = 64;

  private static final InetAddress THIS_MACHINE = InetAddress.ofLiteral("127.0.0.1");

  public SystemNameservers {
    addresses = List.copyOf(addresses);
    ignored = List.copyOf(ignored);
  }

  /**
   * Reads the file; not on an event loop. Without one, or if it names no server that can be asked,
   * that is this machine.
   *
   * @throws IOException if the file is there and cannot be read
   */
  public static SystemNameservers read(Path file) throws IOException {
    return of(lines(file));
  }

  /** Reads the lines of the file. */
  static SystemNameservers of(List<String> lines) {
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (String line : lines) {
      // The keyword begins the line; white space ends it and its value.
      String[] words = line.split("[ \t]+", 3);
      if (words.length > 1 && words[0].equals(KEYWORD) && !words[1].isEmpty()) {
        read(words[1], addresses, ignored);
      }
    }
    if (addresses.isEmpty()) {
      addresses.add(new InetSocketAddress(THIS_MACHINE, Question.Dns.PORT));
    }
    return new SystemNameservers(addresses, ignored);
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1); // never malformed
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private static void read(String text, List<InetSocketAddress> addresses, List<String> ignored) {
    if (text.indexOf('%') >= 0) {
      ignored.add(shown(text) + ": the zone ties it to one interface");
      return;
    }
    if (addresses.size() == MOST) {
      ignored.add(shown(text) + ": only the first " + MOST + " are asked");
      return;
    }
    try {
      addresses.add(new InetSocketAddress(InetAddress.ofLiteral(text), Question.Dns.PORT));
    } catch (IllegalArgumentException _) {
      ignored.add(shown(text) + ": not an address");
    }
  }

  /** A word of the file, fit for a log: short, and of printable ASCII only. */
  private static String shown(String word) {
    String plain = word.replaceAll("[^!-~]", "?");
    return plain.length() <= LONGEST_WORD ? plain : plain.substring(0, LONGEST_WORD - 3) + "...";
  }
}
