package dev.linkflux.soak;

import dev.linkflux.lab.Lab;
import dev.linkflux.server.Far;
import dev.linkflux.server.NameServer;
import dev.linkflux.server.Pair;
import dev.linkflux.server.Zone;
import dev.linkflux.stream.SmallDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A lab with servers, name servers, a small disk, a clock that may jump, and others' routes: all
 * that a service has around it, and how it is configured there.
 */
final class World implements AutoCloseable {
  private static final int SECONDS_OF_TTL = 10;
  private static final List<String> STRATEGIES = List.of("failover", "lowest-rtt", "balance");

  private final Path directory;
  private final Far far;
  private final Zone zone = Pair.zone(SECONDS_OF_TTL);
  private final Path place;
  private final SmallDisk disk;
  private final Clock clock;
  private final Strangers strangers;
  private final SplittableRandom random;

  /**
   * Builds it.
   *
   * @param directory for all files
   */
  World(Path directory, SplittableRandom random) {
    this.directory = directory;
    this.random = random;
    this.far = Far.open(directory);
    try {
      Pair _ = new Pair(far);
      NameServer _ = far.serve(zone);
      place = Files.createDirectories(directory.resolve("disk"));
      disk = new SmallDisk(far.lab(), place, "256m");
      clock = Clock.make(directory);
      gateway("add");
      strangers = new Strangers(far.lab());
    } catch (IOException failure) {
      far.close();
      throw new UncheckedIOException(failure);
    } catch (RuntimeException | AssertionError failure) {
      far.close();
      throw failure;
    }
  }

  Lab lab() {
    return far.lab();
  }

  Far far() {
    return far;
  }

  Zone zone() {
    return zone;
  }

  SmallDisk disk() {
    return disk;
  }

  Clock clock() {
    return clock;
  }

  Strangers strangers() {
    return strangers;
  }

  /** The gateway of wan3 is known only as long as somebody else has a route to it. */
  void gateway(String verb) {
    lab().router().ip("route " + verb + " default via 10.3.0.1 dev wan3 metric 303");
  }

  /** What the command line of the service begins with. */
  List<String> command() {
    List<String> all = new ArrayList<>(disk.command());
    all.addAll(clock.command());
    return all;
  }

  /** Where the service keeps its state, for those who do not see its disk. */
  Path events() {
    return disk.root().resolve("state").resolve("events");
  }

  /** Where all processes record, for the same. */
  Path traces() {
    return disk.root();
  }

  /** Writes a configuration for the process of that number, other than the last one. */
  Path configure(int process) {
    return configure(
        process,
        STRATEGIES.get(random.nextInt(STRATEGIES.size())),
        "holdDown: %ds, dampening: {halfLife: 10s, cap: 25s}".formatted(random.nextInt(4, 9)),
        "keep");
  }

  /** The same for one that is soon up, and takes away what is its own when it ends. */
  Path configureToRemove(int process) {
    return configure(
        process, STRATEGIES.getFirst(), "holdDown: 1s, dampening: {penalty: 0}", "remove");
  }

  /** Writes one in which a lot is wrong. */
  Path configureWrongly() {
    return far.write(
        "linkflux.yml",
        """
        uplinks:
          - {name: wan1, interface: wan1, tier: 900}
          - {name: wan1, interface: wan2}
        targets: [{address: nowhere at all}]
        election: {strategy: guessing}
        nonsense: [
        """);
  }

  private Path configure(int process, String strategy, String decision, String onExit) {
    return far.write(
        "linkflux.yml",
        """
        targets:
          - {name: one, address: 198.51.100.1}
          - {name: two, address: 198.51.100.2}
          - {name: three, address: 198.51.100.3}
        uplinks:
          - {name: wan1, interface: wan1, gateway: [10.1.0.1, "2001:db8:1::1"], nameservers: [198.51.100.53], mptcp: subflow}
          - {name: wan2, interface: wan2, tier: %1$d, gateway: [10.2.0.1, "2001:db8:2::1"], nameservers: ["2001:db8:ff::53"]}
          - {name: wan3, interface: wan3, tier: %1$d, weight: %2$d}
        dns: {servers: [198.51.100.53]}
        election: {strategy: %3$s}
        decision: {%4$s}
        routes: {onExit: %5$s}
        trace: {directory: %6$s/%7$s, keep: 3000d, rotate: {size: %8$dMB}}
        state: %6$s/state
        %9$s\
        """
            .formatted(
                1 + random.nextInt(2),
                1 + random.nextInt(4),
                strategy,
                decision,
                onExit,
                place,
                Replays.directory(process),
                8,
                Pair.configuration(random.nextBoolean() ? "auto" : "manual")));
  }

  Path configurationFile() {
    return directory.resolve("linkflux.yml");
  }

  @Override
  public void close() {
    far.close();
  }
}
