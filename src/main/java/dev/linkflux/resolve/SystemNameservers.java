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
 * @param ignored what else the file names, each with the reason why it is not asked
 */
public record SystemNameservers(List<InetSocketAddress> addresses, List<String> ignored) {
  /** Further ones are not asked (MAXNS). */
  public static final int MOST = 3;

  /** Where systems keep that file. */
  public static final Path FILE = Path.of("/etc/resolv.conf");

  private static final String KEYWORD = "nameserver";
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
    List<InetSocketAddress> addresses = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (String line : lines(file)) {
      // The keyword begins the line; white space ends it and its value.
      String[] words = line.split("[ \t]+", 3);
      if (words.length > 1 && words[0].equals(KEYWORD)) {
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
      ignored.add(text + ": the zone ties it to one interface");
      return;
    }
    if (addresses.size() == MOST) {
      ignored.add(text + ": only the first " + MOST + " are asked");
      return;
    }
    try {
      addresses.add(new InetSocketAddress(InetAddress.ofLiteral(text), Question.Dns.PORT));
    } catch (IllegalArgumentException _) {
      ignored.add(text + ": not an address");
    }
  }
}
