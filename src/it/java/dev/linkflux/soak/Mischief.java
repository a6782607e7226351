package dev.linkflux.soak;

import dev.linkflux.failover.Siege;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess.Signal;
import dev.linkflux.server.Pair;
import dev.linkflux.server.Reaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Breaks things at random, several at a time, and mends them after a while; keeps the truth in step
 * with it. For one thread.
 */
final class Mischief {
  private static final int PORT = 8470;
  private static final int MOST = 6;
  private static final Duration A_WHILE = Duration.ofSeconds(8);

  private final World world;
  private final Truth truth;
  private final Charge charge;
  private final Findings findings;
  private final SplittableRandom random;
  private final Consumer<String> told;
  private final Guard guard;
  private final Set<Kind> kinds;
  private final Spoiling spoiling;
  private final Orders orders;
  private final TreeMap<String, Mending> broken = new TreeMap<>();
  private boolean deadly;

  /** How something is mended, and when at the latest. */
  private record Mending(long at, Kind kind, Runnable mends) {}

  Mischief(
      World world,
      Truth truth,
      Charge charge,
      Findings findings,
      SplittableRandom random,
      Guard guard,
      Set<Kind> kinds,
      Consumer<String> told) {
    this.world = world;
    this.truth = truth;
    this.charge = charge;
    this.findings = findings;
    this.random = random;
    this.told = told;
    this.guard = guard;
    this.kinds = kinds;
    this.spoiling = new Spoiling(world, random);
    this.orders = new Orders(world, truth, charge, findings);
  }

  /** Whether processes may end. */
  void deadly(boolean now) {
    deadly = now;
  }

  /** Mends whatever has been broken for long enough. */
  void mendDue() {
    for (String name : List.copyOf(broken.keySet())) {
      if (Objects.requireNonNull(broken.get(name)).at < System.nanoTime()) {
        mend(name);
      }
    }
  }

  /** Mends everything. */
  void end() {
    new ArrayList<>(broken.keySet()).forEach(this::mend);
  }

  /** Whether nobody keeps connections open on purpose. */
  boolean isCalm() {
    return broken.values().stream()
        .noneMatch(it -> it.kind == Kind.SIEGE || it.kind == Kind.SLOW_READERS);
  }

  /** Something happens. */
  void next() {
    if (random.nextInt(MOST) < broken.size()) {
      List<String> names = List.copyOf(broken.keySet());
      mend(names.get(random.nextInt(names.size())));
      return;
    }
    if (deadly && random.nextInt(6) == 0) {
      restart();
      return;
    }
    int dice = random.nextInt(100);
    int victim = dice < 56 ? victim() : 0;
    if (victim == 0) {
      elsewhere(56 + random.nextInt(44));
    } else if (dice < 38) {
      air(victim);
    } else {
      kernel(victim);
    }
  }

  /** Mostly what carries, and seldom the last one that works; 0 for none now. */
  private int victim() {
    int any = 1 + random.nextInt(Lab.UPLINKS);
    List<Integer> those = guard.carrying();
    int victim = !those.isEmpty() && random.nextInt(5) > 0 ? those.getFirst() : any;
    boolean isLast = !truth.hasAlternative(victim, A_WHILE);
    boolean isProven = truth.hasAlternative(victim, Guard.PROVEN);
    return (isLast && random.nextInt(12) > 0) || (!isProven && random.nextInt(3) > 0) ? 0 : victim;
  }

  private void elsewhere(int dice) {
    if (dice < 60) {
      int target = 1 + random.nextInt(Lab.TARGETS);
      Lab lab = world.lab();
      breaks(Kind.TARGET, "target", 5, 60, () -> lab.silence(target), () -> lab.restore(target));
    } else if (dice < 62) {
      breaks(Kind.ALL_TARGETS, "isolated", 3, 20, world.lab()::silence, world.lab()::restore);
    } else if (dice < 65) {
      breaks(
          Kind.DNS_DEAD,
          "dns",
          5,
          60,
          () -> world.zone().dead(true),
          () -> world.zone().dead(false));
    } else if (dice < 68) {
      lie();
    } else if (dice < 72) {
      server();
    } else if (dice < 76) {
      once(Kind.ROUTES_TAKEN, () -> takeRoutes(random.nextInt(4)));
    } else if (dice < 79) {
      othersRoutes();
    } else if (dice < 81) {
      breaks(Kind.DISK_FULL, "disk", 10, 60, this::fill, this::makeRoom);
    } else if (dice < 84) {
      clock();
    } else if (dice < 87) {
      once(Kind.SUSPENDED, () -> charge.suspend(Duration.ofMillis(random.nextInt(100, 8000))));
    } else if (dice < 89) {
      siege();
    } else if (dice < 91) {
      crowd();
    } else if (dice < 94) {
      int uplink = 1 + random.nextInt(Lab.UPLINKS);
      String order = random.nextBoolean() ? "pin" : "avoid";
      breaks(
          Kind.ORDER,
          "order",
          5,
          40,
          () -> orders.steer(uplink, order),
          () -> orders.steer(uplink, "auto"));
    } else {
      boolean good = random.nextBoolean();
      once(good ? Kind.RELOAD : Kind.BAD_RELOAD, () -> orders.reload(good));
    }
  }

  private void air(int uplink) {
    Kind kind = spoiling.kind();
    breaks(
        kind,
        "wan" + uplink + " " + Spoiling.what(kind),
        4,
        30,
        () -> {
          truth.befalls(uplink, kind);
          guard.look();
          spoiling.spoil(uplink, kind);
        },
        () -> {
          spoiling.mend(uplink, kind);
          truth.leaves(uplink, kind);
        });
  }

  private void kernel(int uplink) {
    Kind kind = spoiling.kernelKind(uplink);
    breaks(
        kind,
        "wan" + uplink + " kernel",
        3,
        30,
        () -> {
          truth.befalls(uplink, kind);
          guard.look();
          spoiling.take(uplink, kind);
        },
        () -> {
          spoiling.giveBack(uplink, kind);
          truth.leaves(uplink, kind);
        });
  }

  private void lie() {
    List<Reaction> lies =
        List.of(
            Reaction.NO_NAME,
            Reaction.SERVER_FAILURE,
            Reaction.REFUSED,
            Reaction.WRONG_ID,
            Reaction.WRONG_CASE,
            Reaction.FORGED,
            Reaction.TRUNCATED);
    Reaction lie = lies.get(random.nextInt(lies.size()));
    breaks(
        Kind.DNS_LIES,
        "dns",
        5,
        60,
        () ->
            world
                .zone()
                .trouble(
                    Pair.MAIN + ".example",
                    lie,
                    10,
                    Pair.MAIN4.getHostAddress(),
                    Pair.MAIN6.getHostAddress()),
        () ->
            world
                .zone()
                .name(
                    Pair.MAIN + ".example",
                    10,
                    Pair.MAIN4.getHostAddress(),
                    Pair.MAIN6.getHostAddress()));
  }

  private void server() {
    boolean main = random.nextInt(3) > 0;
    InetAddress[] addresses =
        main
            ? new InetAddress[] {Pair.MAIN4, Pair.MAIN6}
            : new InetAddress[] {Pair.BACKUP4, Pair.BACKUP6};
    breaks(
        Kind.SERVER,
        "server " + main,
        5,
        60,
        () -> world.far().vanish(addresses),
        () -> world.far().host(addresses));
  }

  /** Somebody takes what is ours; the service may just be doing that itself. */
  private void takeRoutes(int which) {
    try {
      take(which);
    } catch (IllegalStateException late) {
      findings.note("routes to be taken were gone: " + late.getMessage());
    }
  }

  private void take(int which) {
    var router = world.lab().router();
    switch (which) {
      case 0 -> router.ip("route flush table main proto " + Strangers.PROTOCOL);
      case 1 -> {
        String _ =
            router.run(
                "",
                "ip",
                "-6",
                "route",
                "flush",
                "table",
                "main",
                "proto",
                "" + Strangers.PROTOCOL);
      }
      case 2 -> router.ip("route flush table " + (1001 + random.nextInt(Lab.UPLINKS)));
      default -> {
        for (String rule : router.run("", "ip", "rule", "show").split("\n", -1)) {
          if (rule.contains("proto " + Strangers.PROTOCOL)) {
            String priority = rule.substring(0, rule.indexOf(':'));
            router.ip("rule del priority " + priority + " protocol " + Strangers.PROTOCOL);
            break;
          }
        }
      }
    }
  }

  private void othersRoutes() {
    int number = random.nextInt(250);
    var router = world.lab().router();
    breaks(
        Kind.OTHERS_ROUTES,
        "others",
        2,
        30,
        () ->
            router.ip(
                "route add blackhole 10.80." + number + ".0/24 proto 99 metric 50",
                "route add blackhole default proto 99 metric " + (5000 + number)),
        () ->
            router.ip(
                "route del blackhole 10.80." + number + ".0/24 proto 99 metric 50",
                "route del blackhole default proto 99 metric " + (5000 + number)));
  }

  private void fill() {
    charge.disturbed();
    world.disk().fill();
  }

  private void makeRoom() {
    try {
      world.disk().makeRoom();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void clock() {
    if (world.clock().jumps()) {
      long seconds = random.nextLong(-400L * 86_400, 400L * 86_400);
      long jump = random.nextBoolean() ? seconds : seconds / 10_000;
      breaks(
          Kind.CLOCK, "clock", 2, 60, () -> world.clock().jump(jump), () -> world.clock().jump(0));
    }
  }

  private void siege() {
    List<Siege> begun = new ArrayList<>();
    breaks(
        Kind.SIEGE,
        "siege",
        10,
        30,
        () -> {
          try {
            begun.add(Siege.of(world.lab().router(), PORT));
          } catch (AssertionError few) {
            findings.note("siege: " + few.getMessage());
          }
        },
        () -> begun.forEach(Siege::close));
  }

  private void crowd() {
    List<Crowd> come = new ArrayList<>();
    breaks(
        Kind.SLOW_READERS,
        "crowd",
        10,
        60,
        () -> come.add(new Crowd(world.lab().router(), PORT, 100)),
        () -> come.forEach(Crowd::close));
  }

  /** The service is ended, by force or not, and started again after a while. */
  void restart() {
    boolean killed = random.nextInt(3) > 0;
    Kind kind = killed ? Kind.KILLED : Kind.ENDED;
    if (broken.containsKey("order")) {
      mend("order");
    }
    once(
        kind,
        () -> {
          boolean stood = stands();
          charge.end(killed ? Signal.KILL : Signal.TERM);
          if (stood && !stands()) {
            findings.violation(
                "killed at any moment, a route stands", "none after " + kind, charge.trace());
          }
          Quiet.pass(Duration.ofMillis(random.nextInt(2000)));
          charge.start();
          if (broken.containsKey("disk")) {
            charge.disturbed();
          }
        });
  }

  private boolean stands() {
    return world.lab().router().run("", "ip", "route", "show", "default").contains("dev wan");
  }

  private void once(Kind kind, Runnable what) {
    if (!kinds.contains(kind)) {
      return;
    }
    told.accept(kind.words());
    findings.of(kind, met -> met.befell++);
    truth.upset(kind.words());
    what.run();
    truth.upset(kind.words());
  }

  /** Breaks something for some seconds, unless something of that name is broken already. */
  private void breaks(
      Kind kind, String name, int least, int most, Runnable breaks, Runnable mends) {
    if (!kinds.contains(kind)) {
      return;
    }
    if (broken.containsKey(name)) {
      mend(name);
      return;
    }
    told.accept(name + ": " + kind.words());
    findings.of(kind, met -> met.befell++);
    if (kind.health() == Health.FINE) {
      truth.begins(kind);
    }
    breaks.run();
    long seconds = random.nextLong(least, most);
    broken.put(
        name, new Mending(System.nanoTime() + Duration.ofSeconds(seconds).toNanos(), kind, mends));
  }

  private void mend(String name) {
    Mending mending = Optional.ofNullable(broken.remove(name)).orElseThrow();
    told.accept(name + ": " + mending.kind.words() + ", mended");
    mending.mends.run();
    if (mending.kind.health() == Health.FINE) {
      truth.ends(mending.kind);
    }
  }
}
