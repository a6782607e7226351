package dev.linkflux.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The conntrack command in a namespace, and flows that it can make. */
record ConntrackCommand(String namespace) {
  static final String UDP = "-p udp -s 10.1.0.2 -d 192.0.2.7 --sport 4000 --dport 53";
  static final String TRANSLATED =
      "-p udp -s 10.1.0.2 -d 192.0.2.7 --sport 4009 --dport 53 --src-nat 10.9.0.2";
  static final String TCP6 =
      "-p tcp -s fd00::1 -d fd00::2 --sport 4001 --dport 443 --state ESTABLISHED";
  static final String ICMP =
      "-p icmp -s 10.1.0.3 -d 192.0.2.8 --icmp-type 8 --icmp-code 0 --icmp-id 77";
  static final String ICMP6 =
      "-p icmpv6 -s fd00::1 -d fd00::2 --icmpv6-type 128 --icmpv6-code 0 --icmpv6-id 78";
  static final String GRE = "-p gre -s 10.1.0.3 -d 192.0.2.8 --srckey 1 --dstkey 2";
  static final String ESP = "-p 50 -s 10.1.0.3 -d 192.0.2.9";
  static final String ZONED = "-p udp -s 10.1.0.2 -d 192.0.2.7 --sport 4000 --dport 53 -w 9";
  static final List<String> ALL = List.of(UDP, TRANSLATED, TCP6, ICMP, ICMP6, GRE, ESP, ZONED);

  /** Skips the test aloud where there is no such command. */
  static ConntrackCommand in(String namespace) throws IOException {
    if (KernelLab.attempt("conntrack", "-V").status() != 0) {
      Assumptions.abort("SKIPPED: to see tracked connections needs the conntrack command");
    }
    return new ConntrackCommand(namespace);
  }

  /** What it says. */
  String run(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    command.addAll(words(arguments));
    return KernelLab.run(command.toArray(String[]::new));
  }

  /** Has the kernel track this flow for ten minutes. */
  void make(String flow, int mark) throws IOException {
    String _ = run("-I " + flow + " -t 600 -m " + mark);
  }

  /** The netlink messages that it sends. */
  List<byte[]> sent(String arguments) throws IOException {
    return Overheard.sentBy(namespace, words(arguments).toArray(String[]::new));
  }

  private static List<String> words(String arguments) {
    List<String> words = new ArrayList<>(List.of("conntrack"));
    words.addAll(Arrays.asList(arguments.split(" ", -1)));
    return words;
  }
}
