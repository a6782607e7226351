package dev.linkflux.resolve;

import static dev.linkflux.fuzz.Invariant.require;
import static dev.linkflux.fuzz.Invariant.requirePlain;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads bytes as resolv.conf(5). */
public final class ResolvConfFuzz {
  private static final int LONGEST_WORDS = 120;

  private ResolvConfFuzz() {}

  /** As all of the file. */
  public static void read(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> lines = new BufferedReader(new StringReader(text)).lines().toList();
    SystemNameservers read = SystemNameservers.of(lines);
    int asked = read.addresses().size();
    require(asked >= 1 && asked <= SystemNameservers.MOST, asked + " servers");
    for (InetSocketAddress address : read.addresses()) {
      require(!address.isUnresolved() && address.getPort() == 53, address.toString());
      require(
          !(address.getAddress() instanceof Inet6Address six) || six.getScopeId() == 0,
          "a zone: " + address);
    }
    read.ignored().forEach(words -> requirePlain(words, LONGEST_WORDS));
    long named = lines.stream().filter(line -> line.startsWith("nameserver")).count();
    require(read.ignored().size() <= named && asked <= Math.max(named, 1), "more than named");
    require(read.ignored().stream().noneMatch(it -> it.startsWith(": ")), "nothing is ignored");
  }
}
