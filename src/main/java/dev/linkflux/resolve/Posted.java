package dev.linkflux.resolve;

import dev.linkflux.engine.Reason;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The name servers that the files of this system name, at one moment.
 *
 * @param leases of systemd-networkd, by the index of the interface
 * @param networks of resolvconf and of OpenWrt's netifd, by the interface or its logical name
 * @param system those of resolv.conf(5)
 * @param ignored what resolv.conf(5) names besides, as it was told
 */
record Posted(
    Map<String, List<InetAddress>> leases,
    Map<String, List<InetAddress>> networks,
    List<Nameserver> system,
    List<String> ignored) {
  static final Posted NOTHING = new Posted(Map.of(), Map.of(), List.of(), List.of());

  /** Variables of systemd-networkd: all of a link, and those of its DHCP lease. */
  private static final List<Path> LEASES =
      List.of(Path.of("run/systemd/netif/links"), Path.of("run/systemd/netif/leases"));

  private static final Path RESOLVCONF = Path.of("run/resolvconf/interface");

  /** Newer and older OpenWrt. */
  private static final List<Path> NETIFD =
      List.of(Path.of("tmp/resolv.conf.d/resolv.conf.auto"), Path.of("tmp/resolv.conf.auto"));

  /** How netifd begins the lines of one of its interfaces. */
  private static final String INTERFACE = "# Interface ";

  /** No file of these is longer that can be meant so, and no directory has more, in lines. */
  private static final int MOST = 1000;

  /**
   * Reads the files; blocks. Those that are not there say nothing, nor do those that cannot be
   * read, except of resolv.conf(5).
   *
   * @param before what stays if resolv.conf(5) cannot be read
   * @param told what is wrong with that, if it was not so before
   */
  static Posted read(Path root, Posted before, Consumer<String> told) {
    Map<String, List<InetAddress>> leases = new HashMap<>();
    for (Path directory : LEASES) {
      for (Path file : files(root.resolve(directory))) {
        lines(file).stream()
            .filter(line -> line.startsWith("DNS="))
            .flatMap(line -> List.of(line.substring(4).strip().split(" +")).stream())
            .forEach(word -> add(leases, file.getFileName().toString(), word));
      }
    }
    Map<String, List<InetAddress>> networks = new HashMap<>();
    for (Path file : files(root.resolve(RESOLVCONF))) {
      lines(file).forEach(line -> addNameserver(networks, owner(file), line));
    }
    for (Path file : NETIFD) {
      String owner = "";
      for (String line : lines(root.resolve(file))) {
        owner = line.startsWith(INTERFACE) ? line.substring(INTERFACE.length()).strip() : owner;
        addNameserver(networks, owner, line);
      }
    }
    List<Nameserver> system = before.system();
    List<String> ignored = before.ignored();
    try {
      SystemNameservers servers =
          SystemNameservers.read(root.resolve(Path.of("/").relativize(SystemNameservers.FILE)));
      system = servers.addresses().stream().map(Posted::plain).toList();
      ignored = servers.ignored();
    } catch (IOException e) {
      ignored = List.of("cannot read the name servers of the system: " + Reason.of(e));
    }
    ignored.stream().filter(it -> !before.ignored().contains(it)).forEach(told);
    return new Posted(leases, networks, system, ignored);
  }

  private static Nameserver plain(InetSocketAddress address) {
    return new Nameserver(address.getAddress(), address.getPort(), null);
  }

  /** Those of the network behind an uplink, as far as they are known. */
  List<Nameserver> of(Uplink uplink, OptionalInt index) {
    Set<InetAddress> all = new LinkedHashSet<>();
    index.ifPresent(it -> all.addAll(leases.getOrDefault(Integer.toString(it), List.of())));
    all.addAll(networks.getOrDefault(uplink.device(), List.of()));
    if (all.isEmpty()) {
      all.addAll(networks.getOrDefault(uplink.name(), List.of()));
    }
    return all.stream().limit(SystemNameservers.MOST).map(Nameserver::at).toList();
  }

  /** resolvconf(8) names its files by the interface, a dot, and the program that knows. */
  private static String owner(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static void addNameserver(
      Map<String, List<InetAddress>> networks, String owner, String line) {
    String[] words = line.split("[ \t]+", 3);
    if (words.length > 1 && words[0].equals("nameserver")) {
      add(networks, owner, words[1]);
    }
  }

  /** One of this machine is none of a network; with a zone, and behind it, it is not asked. */
  private static void add(Map<String, List<InetAddress>> all, String owner, String word) {
    try {
      InetAddress address = InetAddress.ofLiteral(word);
      if (!word.contains("%")
          && !address.isLoopbackAddress()
          && !address.isLinkLocalAddress()
          && !address.isAnyLocalAddress()) {
        all.computeIfAbsent(owner, _ -> new ArrayList<>()).add(address);
      }
    } catch (IllegalArgumentException _) {
      // Not an address.
    }
  }

  private static List<Path> files(Path directory) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, Files::isRegularFile)) {
      for (Path file : entries) {
        files.add(file);
        if (files.size() == MOST) {
          break;
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    files.sort(null);
    return files;
  }

  private static List<String> lines(Path file) {
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) { // never malformed
      return lines.limit(MOST).toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
