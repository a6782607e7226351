package dev.linkflux.server;

import dev.linkflux.failover.Recording;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.LabOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A lab with a world of servers and name servers, and the service in its router, over the uplinks
 * wan1 and wan2 of both families.
 */
public final class Far implements AutoCloseable {
  /** Name servers: wan1 asks the first, wan2 the second. */
  public static final InetAddress DNS4 = InetAddress.ofLiteral("198.51.100.53");

  public static final InetAddress DNS6 = InetAddress.ofLiteral("2001:db8:ff::53");

  private final Lab lab;
  private final Path directory;
  private final Wall wall;

  private Far(Lab lab, Path directory) {
    this.lab = lab;
    this.directory = directory;
    this.wall = new Wall(lab.world());
  }

  /**
   * Builds the lab.
   *
   * @param directory for all files
   */
  public static Far open(Path directory) {
    Lab lab = Lab.open(LabOptions.standard());
    try {
      Far far = new Far(lab, directory);
      far.host(DNS4, DNS6);
      return far;
    } catch (RuntimeException failure) {
      lab.close();
      throw failure;
    }
  }

  public Lab lab() {
    return lab;
  }

  Wall wall() {
    return wall;
  }

  Path directory() {
    return directory;
  }

  /** Where the service keeps its state. */
  Path state() {
    return directory.resolve("state");
  }

  /** There are hosts in the world with these addresses from now on. */
  public void host(InetAddress... addresses) {
    change("add", addresses);
  }

  /** All addresses of these networks are hosts in the world from now on. */
  void hostAll(String... networks) {
    lab.world().sysctl("net/ipv6/ip_nonlocal_bind=1");
    lab.world()
        .ip(
            Stream.of(networks)
                .map(network -> "route add local " + network + " dev lo")
                .toArray(String[]::new));
  }

  /** They are gone, so that whatever is sent to them gets no answer. */
  public void vanish(InetAddress... addresses) {
    change("del", addresses);
  }

  /** A name server at both addresses. */
  public NameServer serve(Zone zone) {
    return NameServer.start(lab, zone, DNS4, DNS6);
  }

  /** Starts the service; what is not said here is as in the common part. */
  Program start(String more, String... environment) {
    return Program.start(lab, write("linkflux.yml", common() + more), environment);
  }

  /** Starts it as it was configured last. */
  Program restart() {
    return Program.start(lab, directory.resolve("linkflux.yml"));
  }

  /** Writes a file for the service. */
  public Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Reads a file of the service; empty if there is none. */
  String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the service has recorded. */
  Recording recording() {
    return new Recording(directory.resolve("trace"));
  }

  /** The route to one host in the router's main table, in the words of ip; empty if none. */
  String hostRoute(InetAddress address) {
    String family = address.getAddress().length == 4 ? "-4" : "-6";
    String exact = address.getHostAddress();
    return lab.router().run("", "ip", family, "route", "show", "exact", exact).strip();
  }

  /** Waits until there is a route to one host through an uplink, or none if that is empty. */
  void awaitHostRoute(InetAddress address, String device, Duration limit) {
    Supplier<String> route = () -> hostRoute(address);
    var _ =
        Await.until(
            "the route to " + address,
            route,
            it -> device.isEmpty() ? it.isEmpty() : it.contains("dev " + device + " "),
            limit,
            () -> "");
  }

  private String common() {
    return """
    preset: fast
    targets:
      - {name: one, address: 198.51.100.1}
      - {name: two, address: 198.51.100.2}
      - {name: three, address: 198.51.100.3}
    uplinks:
      - name: wan1
        interface: wan1
        gateway: [10.1.0.1, "2001:db8:1::1"]
        nameservers: [198.51.100.53]
      - name: wan2
        interface: wan2
        tier: 2
        gateway: [10.2.0.1, "2001:db8:2::1"]
        nameservers: ["2001:db8:ff::53"]
    trace: {directory: %1$s/trace}
    state: %1$s/state
    """
        .formatted(directory);
  }

  private void change(String verb, InetAddress... addresses) {
    for (InetAddress address : addresses) {
      int length = address.getAddress().length * 8;
      // Without nodad it is tentative for a moment even on lo, and nobody can bind to it.
      String where = length == 128 && verb.equals("add") ? " dev lo nodad" : " dev lo";
      lab.world().ip("address " + verb + " " + address.getHostAddress() + "/" + length + where);
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}
