package dev.linkflux.server;

import dev.linkflux.failover.Recording;
import dev.linkflux.lab.RouterProcess.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The service through random trouble, with orders, suspensions and kills, each process with other
 * settings: whatever is decided live, its replay decides as well.
 */
final class Equality implements AutoCloseable {
  private static final List<String> STRATEGIES = List.of("failover", "balance", "lowest-rtt");
  private static final List<String> PACES = List.of("preset: fast", "probing: {interval: 500ms}");
  private static final List<String> ORDERS = List.of("pin", "avoid", "auto");
  private static final int LONGEST_BREAK_MILLIS = 900;
  private static final int SECONDS_OF_TTL = 5;

  private final Far far;
  private final SplittableRandom random;
  private final Unrest unrest;
  private final Consumer<String> told;
  private final Map<String, Integer> done = new TreeMap<>();
  private Program program;
  private int processes;
  private int same;

  /**
   * What came of it.
   *
   * @param done what was done how often
   * @param processes of the service, one after another
   * @param same decisions that are the same in the replay, which is all of them
   */
  record Outcome(Map<String, Integer> done, int processes, int same) {}

  /**
   * Builds the world and starts the service.
   *
   * @param directory for all files
   * @param told is told each thing that is done
   */
  Equality(Path directory, long seed, Consumer<String> told) {
    this.random = new SplittableRandom(seed);
    this.told = told;
    this.far = Far.open(directory);
    try {
      Pair _ = new Pair(far);
      Zone zone = Pair.zone(SECONDS_OF_TTL);
      NameServer _ = far.serve(zone);
      this.unrest = new Unrest(far, zone, random);
      this.program = start();
    } catch (RuntimeException | AssertionError failure) {
      far.close();
      throw failure;
    }
  }

  /**
   * Has trouble for so long.
   *
   * @throws AssertionError with the first decision that a replay makes otherwise
   */
  Outcome run(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      Await.pass(Duration.ofMillis(random.nextInt(LONGEST_BREAK_MILLIS)));
      String what = next();
      told.accept(what);
      int _ = done.merge(what, 1, Integer::sum);
    }
    unrest.end();
    Await.pass(Duration.ofSeconds(1));
    same += program.end(Signal.TERM);
    return new Outcome(Map.copyOf(done), processes, same);
  }

  Recording recording() {
    return far.recording();
  }

  private String next() {
    int kind = random.nextInt(120);
    if (kind == 0) {
      return restart(Signal.KILL);
    }
    if (kind == 1) {
      return restart(Signal.TERM);
    }
    if (kind < 9) {
      program.suspend(Duration.ofMillis(random.nextInt(20, 3000)));
      return "suspended";
    }
    if (kind < 21) {
      String order = ORDERS.get(random.nextInt(ORDERS.size()));
      program.order("/api/v1/uplinks/wan" + (1 + random.nextInt(3)) + "/" + order);
      return "order: " + order;
    }
    if (kind < 24) {
      String order = random.nextInt(3) == 0 ? "use" : "auto";
      String server = random.nextBoolean() ? Pair.MAIN : Pair.BACKUP;
      program.order("/api/v1/servers/" + server + "/" + order);
      return "order: server, " + order;
    }
    return unrest.next();
  }

  private String restart(Signal signal) {
    same += program.end(signal);
    program = start();
    return "ended by SIG" + signal + " and started";
  }

  private Program start() {
    processes++;
    var _ = far.write("linkflux.yml", configuration());
    return far.restart();
  }

  private String configuration() {
    return """
    %1$s
    targets:
      - {name: one, address: 198.51.100.1}
      - {name: two, address: 198.51.100.2, kind: %2$s}
      - {name: three, address: "2001:db8:ff::3"}
    uplinks:
      - {name: wan1, interface: wan1, gateway: [10.1.0.1, "2001:db8:1::1"], nameservers: [198.51.100.53], mptcp: subflow}
      - {name: wan2, interface: wan2, tier: %3$d, gateway: [10.2.0.1, "2001:db8:2::1"], nameservers: ["2001:db8:ff::53"]}
      - {name: wan3, interface: wan3, tier: %3$d, weight: 3, metered: 1GB/month}
    election: {strategy: %4$s}
    decision: {holdDown: %5$dms, dampening: {halfLife: %6$ds}}
    trace: {directory: %7$s/trace}
    state: %7$s/state
    %8$s\
    """
        .formatted(
            PACES.get(random.nextInt(PACES.size())),
            random.nextBoolean() ? "icmp" : "icmp, required: true",
            1 + random.nextInt(2),
            STRATEGIES.get(random.nextInt(STRATEGIES.size())),
            random.nextInt(1000, 5000),
            random.nextInt(5, 120),
            far.directory(),
            Pair.configuration(random.nextBoolean() ? "auto" : "manual"));
  }

  @Override
  public void close() {
    far.close();
  }
}
