package dev.linkflux.failover;

import dev.linkflux.lab.ClientFlow;
import dev.linkflux.lab.Held;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kills the service at random moments of random transitions and starts it again, while a client
 * sends all along; tells everything that was not as it must be.
 */
final class Kills {
  /** Quick to see, quick to return. Flapping is what is wanted here. */
  static final String SETTINGS =
      """
      preset: fast
      decision: {holdDown: 1s, dampening: {penalty: 0}}
      """;

  private static final List<Mishap> MISHAPS = List.of(Mishap.values());
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration MOMENT = Duration.ofMillis(1200);
  private static final Duration PASSAGE = Duration.ofSeconds(3);

  private final Trial trial;
  private final Lab lab;
  private final SplittableRandom random;
  private final Incidents incidents = new Incidents();
  private final List<KillOutcome.Killed> kills = new ArrayList<>();
  private List<String> wrong = new ArrayList<>();
  private Consumer<KillOutcome.Killed> told = _ -> {};

  Kills(Trial trial, long seed) {
    this.trial = trial;
    this.lab = trial.lab();
    this.random = new SplittableRandom(seed);
  }

  /** Has every kill told as it is over. */
  Kills telling(Consumer<KillOutcome.Killed> how) {
    told = how;
    return this;
  }

  /** Runs it, from a steady state to a steady state. */
  KillOutcome run(int times) {
    var _ = trial.awaitSteady();
    List<String> reference = agree();
    long steady = System.nanoTime();
    for (int number = 1; number <= times; number++) {
      kill(number);
    }
    List<String> atTheEnd = new ArrayList<>();
    wrong = atTheEnd;
    for (int uplink = 1; uplink <= Lab.UPLINKS; uplink++) {
      incidents.heal(lab, uplink);
      trial.service().steer("wan" + uplink, "auto");
    }
    var _ = trial.awaitSteady();
    check(
        agree().equals(reference),
        "in the end the kernel holds " + agreement().held() + ", not " + reference);
    return KillOutcome.of(kills, trial.endTraffic(), steady, incidents, atTheEnd);
  }

  private void kill(int number) {
    wrong = new ArrayList<>();
    String during = transition(0);
    for (int more = random.nextInt(2); more > 0; more--) {
      Pause.of(Duration.ofMillis(random.nextLong(400)));
      during = transition(0);
    }
    if (random.nextInt(3) == 0) {
      // In the midst of it, or just before.
      during = transition(random.nextLong(Duration.ofMillis(8).toNanos()));
    } else {
      awaitMoment();
      var _ = trial.service().process().signal(Signal.KILL);
    }
    int _ = trial.service().process().awaitExit(PATIENCE);
    String then = incidents.words();
    whileDead();
    long began = System.nanoTime();
    incidents.turn();
    trial.restart();
    incidents.turn();
    var _ = agree();
    double adopted = (System.nanoTime() - began) / 1e6;
    check(passes(System.nanoTime()), "no packet passes after the restart");
    kills.add(
        new KillOutcome.Killed(
            number, during, then, adopted, agreement().changesOfTheFirst(), wrong));
    told.accept(kills.getLast());
  }

  /**
   * A transition of some kind.
   *
   * @param kill after how many ns from its beginning to kill the service; 0 for not at all
   */
  private String transition(long kill) {
    int uplink = 1 + random.nextInt(Lab.UPLINKS);
    int kind = random.nextInt(10);
    String what;
    Runnable action;
    if (kind < 3) {
      String how = List.of("pin", "avoid", "auto").get(random.nextInt(3));
      what = how + " wan" + uplink;
      action = () -> trial.service().steer("wan" + uplink, how);
    } else if (!incidents.isGood(uplink)) {
      what = "heal wan" + uplink;
      action = () -> incidents.heal(lab, uplink);
    } else {
      Mishap mishap = MISHAPS.get(random.nextInt(MISHAPS.size()));
      // Carries it? Then trouble for it is what leads to a switch.
      int victim = random.nextInt(3) > 0 ? carrier(uplink) : uplink;
      if (!mayBefall(mishap, victim)) {
        return transition(kill);
      }
      what = mishap.words() + " wan" + victim;
      action = () -> incidents.befall(lab, victim, mishap);
    }
    if (kill == 0) {
      action.run();
      return what;
    }
    CompletableFuture<Void> underWay =
        CompletableFuture.runAsync(action, task -> Thread.ofPlatform().daemon().start(task));
    Pause.of(Duration.ofNanos(kill));
    var _ = trial.service().process().signal(Signal.KILL);
    try {
      underWay.join();
    } catch (CompletionException killed) {
      // An order that nobody took.
      return what + ", not taken";
    }
    return what;
  }

  /** One uplink is always good; and routes are only taken from a kernel that has others. */
  private boolean mayBefall(Mishap mishap, int victim) {
    boolean others =
        IntStream.rangeClosed(1, Lab.UPLINKS).anyMatch(it -> it != victim && incidents.isGood(it));
    return incidents.isGood(victim)
        && others
        && (!mishap.takesRoutes() || Stream.of(false, true).allMatch(v6 -> hasOther(v6, victim)));
  }

  private boolean hasOther(boolean v6, int victim) {
    return Held.defaults(lab.router(), v6).stream()
        .flatMap(List::stream)
        .anyMatch(device -> !device.equals("wan" + victim) && incidents.isGood(number(device)));
  }

  private int carrier(int otherwise) {
    return best(false).map(Kills::number).filter(incidents::isGood).orElse(otherwise);
  }

  private void awaitMoment() {
    if (random.nextBoolean()) {
      Pause.of(Duration.ofNanos(random.nextLong(MOMENT.toNanos())));
    } else if (trial.routes().awaitChangeSince(System.nanoTime(), MOMENT)) {
      // A plan is being carried out.
      Pause.of(Duration.ofNanos(random.nextLong(Duration.ofMillis(1).toNanos())));
    }
  }

  private void whileDead() {
    for (boolean v6 : List.of(false, true)) {
      check(best(v6).isPresent(), "killed, it left no default route" + (v6 ? " for IPv6" : ""));
    }
    boolean works = best(false).map(Kills::number).map(incidents::isGood).orElse(false);
    if (!works && random.nextBoolean()) {
      best(false).map(Kills::number).ifPresent(number -> incidents.heal(lab, number));
      works = best(false).map(Kills::number).map(incidents::isGood).orElse(false);
    }
    if (works) {
      check(
          passes(System.nanoTime()),
          "what it left does not work: " + Held.defaults(lab.router(), false));
    }
    Pause.of(Duration.ofMillis(random.nextLong(300)));
  }

  /** Whether packets of both families that are sent from now on arrive. */
  private boolean passes(long since) {
    for (ClientFlow client : trial.clients()) {
      if (!client.awaitSentSince(since, PASSAGE)) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> best(boolean v6) {
    return Held.defaults(lab.router(), v6).stream().findFirst().map(List::getFirst);
  }

  private Agreement agreement() {
    return new Agreement(lab, trial.service());
  }

  /** Waits until plan and kernel are equal; gives what both hold. */
  private List<String> agree() {
    wrong.addAll(agreement().await(PATIENCE));
    return agreement().held();
  }

  private void check(boolean fine, String otherwise) {
    if (!fine) {
      wrong.add(otherwise);
    }
  }

  private static int number(String device) {
    return Map.of("wan1", 1, "wan2", 2, "wan3", 3).getOrDefault(device, 0);
  }
}
