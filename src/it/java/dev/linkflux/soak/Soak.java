package dev.linkflux.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.lab.Held;
import dev.linkflux.lab.RouteWatch;
import dev.linkflux.lab.RouterProcess.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The run itself: phases of trouble and of quiet, with everybody watching. */
final class Soak implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LOOK = Duration.ofMillis(250);

  /** No gateway of IPv6 is known there. */
  private static final String FOUR_ONLY = "wan3";

  private static final Duration SETTLED = Duration.ofSeconds(70);

  private final Plan plan;
  private final SplittableRandom random;
  private final Consumer<String> told;
  private final BooleanSupplier stopped;
  private final Truth truth = new Truth();
  private final Findings findings;
  private final World world;
  private final Replays replays;
  private final Charge charge;
  private final Guard guard;
  private final Switches switches;
  private final Stalls stalls;
  private final Followed followed;
  private final Mischief mischief;
  private final Gauges gauges = new Gauges();
  private volatile long began = System.nanoTime();
  private final List<Double> recovered = new ArrayList<>();
  private int quietPhases;
  private double quietSeconds;
  private volatile boolean over;
  private boolean last;

  /**
   * How it goes.
   *
   * @param length of all phases together
   * @param trouble the longest phase of trouble; the shortest is half of it
   * @param quiet the same of quiet; zero for none
   * @param pause the longest time from one thing to the next
   * @param allUp within which everything must be up after all trouble
   * @param leniency by which limits are multiplied
   * @param kinds what may happen
   * @param brief whether it has to be over soon: the service takes little time to trust an uplink
   *     again, and is not started once more in the end
   */
  record Plan(
      Duration length,
      Duration trouble,
      Duration quiet,
      Duration pause,
      Duration allUp,
      double leniency,
      Set<Kind> kinds,
      boolean brief) {
    static Plan hours(double hours) {
      return new Plan(
          Duration.ofSeconds(Math.round(hours * 3600)),
          Duration.ofSeconds(240),
          Duration.ofSeconds(90),
          Duration.ofSeconds(8),
          Duration.ofSeconds(90),
          1,
          EnumSet.allOf(Kind.class),
          false);
    }
  }

  /**
   * Builds the world and starts the service.
   *
   * @param directory for all files
   * @param told is told what is done and found
   * @param stopped whether it is to end before its time
   */
  Soak(Path directory, Plan plan, long seed, Consumer<String> told, BooleanSupplier stopped) {
    this.plan = plan;
    this.random = new SplittableRandom(seed);
    this.told = told;
    this.stopped = stopped;
    this.findings = new Findings(truth, told);
    this.last = plan.brief();
    this.world = new World(directory, random.split());
    try {
      replays = new Replays(world.traces(), directory.resolve("kept"), findings);
      charge = new Charge(world.lab(), findings, world.command(), this::configuration, replays);
      guard = new Guard(truth, findings, charge, plan.leniency());
      stalls = new Stalls(guard::look);
      guard.heeding(stalls);
      switches = new Switches(truth, findings, charge);
      switches.heeding(stalls);
      followed = new Followed(world, truth, findings, stalls);
      mischief =
          new Mischief(world, truth, charge, findings, random.split(), guard, plan.kinds(), told);
      var _ = world.lab().owned(RouteWatch.of(world.lab().router(), this::changed));
      charge.start();
      followed.begin();
    } catch (RuntimeException | AssertionError failure) {
      world.close();
      throw failure;
    }
  }

  private Path configuration(int process) {
    return last ? world.configureToRemove(process) : world.configure(process);
  }

  private void changed(RouteWatch.Change change) {
    guard.changed(change);
    switches.changed(change);
  }

  /**
   * Runs it to its end, or until it is stopped, and the last checks.
   *
   * @param each is run every few minutes
   */
  void run(Runnable each) {
    var _ = Thread.ofPlatform().daemon().name("soak rounds").start(() -> rounds(each));
    awaitAllUp("after the start");
    began = System.nanoTime();
    while (!isOver()) {
      trouble();
      awaitAllUp("after all trouble has ended");
      if (!plan.quiet().isZero() && !isOver()) {
        quiet();
      }
    }
    over = true;
    finale();
  }

  private boolean isOver() {
    return stopped.getAsBoolean() || System.nanoTime() - began > plan.length().toNanos();
  }

  private void trouble() {
    long most = plan.trouble().toMillis();
    long end = System.nanoTime() + random.nextLong(most / 2, most) * 1_000_000;
    long next = System.nanoTime();
    while (System.nanoTime() < end && !isOver()) {
      Quiet.pass(LOOK);
      charge.revive();
      // A life without an end before and behind, so that trends can be told.
      double passed = (System.nanoTime() - began) / (double) plan.length().toNanos();
      mischief.deadly(passed >= 0.4 && passed < 0.6);
      mischief.mendDue();
      if (System.nanoTime() > next) {
        mischief.next();
        next = System.nanoTime() + random.nextLong(plan.pause().toNanos());
      }
    }
    mischief.end();
  }

  private void quiet() {
    told.accept("it becomes quiet");
    pass(SETTLED);
    truth.quiet(true);
    quietPhases++;
    long most = plan.quiet().toMillis();
    long from = System.nanoTime();
    pass(Duration.ofMillis(random.nextLong(most / 2, most)));
    truth.quiet(false);
    truth.upset("the end of the quiet");
    quietSeconds += (System.nanoTime() - from) / 1e9;
    List<List<String>> four = Held.defaults(world.lab().router(), false);
    List<List<String>> six = Held.defaults(world.lab().router(), true);
    List<String> both = four.getFirst().stream().filter(it -> !it.equals(FOUR_ONLY)).toList();
    if (!both.isEmpty()
        && (six.isEmpty() || !Set.copyOf(six.getFirst()).equals(Set.copyOf(both)))) {
      findings.violation(
          "both families leave by the same way", "IPv4 " + four + ", IPv6 " + six, charge.trace());
    }
    told.accept("the quiet is over");
  }

  private void pass(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end && !isOver()) {
      Quiet.pass(LOOK);
      charge.revive();
    }
  }

  private void awaitAllUp(String when) {
    long from = System.nanoTime();
    long late = from + plan.allUp().toNanos();
    String states = states();
    while (!states.equals("[Up, Up, Up, Up, Up]")) {
      if (System.nanoTime() - stalls.since(from).toNanos() > late) {
        findings.violation(
            "everything is up " + when, "after " + plan.allUp() + ": " + states, charge.trace());
        return;
      }
      Quiet.pass(LOOK);
      charge.revive();
      states = states();
    }
    recovered.add((System.nanoTime() - from) / 1e9);
  }

  private String states() {
    try {
      JsonNode status = JSON.readTree(charge.get("/api/v1/status").body());
      return Stream.of("uplinks", "servers")
          .flatMap(what -> StreamSupport.stream(status.path(what).spliterator(), false))
          .map(it -> it.path("state").asText())
          .toList()
          .toString();
    } catch (JsonProcessingException wrong) {
      return "" + wrong;
    }
  }

  /** What is looked at now and then, by a thread of its own. */
  private void rounds(Runnable each) {
    for (int round = 1; !over; round++) {
      Quiet.pass(Duration.ofSeconds(5));
      if (!charge.isAway()) {
        gauges.look(charge.pid(), mischief.isCalm());
      }
      charge.examine();
      try {
        if (round % 4 == 0) {
          strangers();
        }
        if (round % 36 == 0) {
          followed.compare();
          each.run();
        }
      } catch (RuntimeException failure) {
        findings.note("a look has failed: " + failure);
      }
    }
  }

  private void strangers() {
    String disturbed = world.strangers().disturbed();
    if (!disturbed.isEmpty()) {
      findings.violation("what is others' is left alone", disturbed, charge.trace());
    }
  }

  /** One process more, which is to leave nothing of ours. */
  private void finale() {
    if (!plan.brief()) {
      last = true;
      charge.end(Signal.TERM);
      charge.start();
      awaitAllUp("after the last start");
    }
    followed.compare();
    charge.end(Signal.TERM);
    List<String> left = new ArrayList<>(world.strangers().ours());
    left.addAll(Held.endpoints(world.lab().router()));
    if (!left.isEmpty()) {
      findings.violation("nothing of ours is left", "" + left, charge.trace());
    }
    strangers();
    gauges.beyond().forEach(it -> findings.violation("it takes what it should", it, ""));
    followed.end();
    replays.close();
  }

  Findings findings() {
    return findings;
  }

  Gauges gauges() {
    return gauges;
  }

  Switches switches() {
    return switches;
  }

  Stalls stalls() {
    return stalls;
  }

  /** What came of it besides, in words. */
  List<String> words() {
    return List.of(
        "%d processes of the service; live equals replay: %s"
            .formatted(charge.number(), replays.words()),
        "%,d events followed over all processes".formatted(followed.told()),
        "%d quiet phases, %.0f s in which nothing was broken or had been lately"
            .formatted(quietPhases, quietSeconds),
        "after all trouble everything was up in at most %.1f s"
            .formatted(recovered.stream().mapToDouble(it -> it).max().orElse(Double.NaN)),
        "the wall clock of the service %s"
            .formatted(world.clock().jumps() ? "jumped" : "could not jump: no C compiler"));
  }

  double hours() {
    return (System.nanoTime() - began) / 3.6e12;
  }

  @Override
  public void close() {
    over = true;
    stalls.close();
    world.close();
  }
}
