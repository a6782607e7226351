package dev.linkflux.failover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.ClientFlow;
import dev.linkflux.lab.Flow;
import dev.linkflux.lab.Held;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Kills the service at random moments of random transitions and starts it again, while a client
 * sends all along; tells everything that was not as it must be.
 */
final class Kills {
  static final int PROTOCOL = 76;

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
  private final List<Killed> kills = new ArrayList<>();
  private List<String> wrong = new ArrayList<>();
  private Consumer<Killed> told = _ -> {};

  /**
   * One kill.
   *
   * @param during the last transition before it
   * @param then what was wrong with the uplinks at that moment
   * @param adoptedMs from the new start to a plan that the kernel holds
   * @param changes that the new service made for its first plan; -1 if it was overtaken
   */
  record Killed(
      int number, String during, String then, double adoptedMs, int changes, List<String> wrong) {}

  /**
   * What came of all.
   *
   * @param lost packets, of either family
   * @param longestMs the longest loss
   * @param reactionMs the longest part of a loss in which somebody could have done something
   */
  record Outcome(
      List<Killed> kills,
      long sent,
      long lost,
      double longestMs,
      double reactionMs,
      List<String> wrong) {
    /** A line for people. */
    String summary() {
      Spread adopted = new Spread(kills.stream().map(Killed::adoptedMs).toList());
      long idle = kills.stream().filter(it -> it.changes() == 0).count();
      return ("%d kills: %d packets, %d lost, longest loss %.0f ms, longest reaction %.0f ms; new"
              + " start to plan and kernel equal p50 %s, max %s ms; %d found nothing to do")
          .formatted(
              kills.size(),
              sent,
              lost,
              longestMs,
              reactionMs,
              adopted.text(0.5),
              adopted.text(1),
              idle);
    }

    List<String> allWrong() {
      List<String> all = new ArrayList<>(wrong);
      kills.forEach(
          it ->
              it.wrong()
                  .forEach(
                      one ->
                          all.add(
                              "kill "
                                  + it.number()
                                  + " ("
                                  + it.during()
                                  + "; "
                                  + it.then()
                                  + "): "
                                  + one)));
      return all;
    }
  }

  Kills(Trial trial, long seed) {
    this.trial = trial;
    this.lab = trial.lab();
    this.random = new SplittableRandom(seed);
  }

  /** Has every kill told as it is over. */
  Kills telling(Consumer<Killed> how) {
    told = how;
    return this;
  }

  /** Runs it, from a steady state to a steady state. */
  Outcome run(int times) {
    var _ = trial.awaitSteady();
    List<String> reference = awaitEqual();
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
        awaitEqual().equals(reference),
        "in the end the kernel holds " + held() + ", not " + reference);
    return judge(steady, atTheEnd);
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
    var _ = awaitEqual();
    double adopted = (System.nanoTime() - began) / 1e6;
    check(passes(System.nanoTime()), "no packet passes after the restart");
    kills.add(new Killed(number, during, then, adopted, changesOfTheFirst(), wrong));
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
        && (!mishap.takesRoutes()
            || Held.defaults(lab.router(), false).stream()
                .flatMap(List::stream)
                .anyMatch(
                    device -> !device.equals("wan" + victim) && incidents.isGood(number(device))));
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

  /** Routes, rules and endpoints; there are none of others here but the kernel's own. */
  private List<String> held() {
    TreeSet<String> words = new TreeSet<>(Held.of(lab.router(), PROTOCOL).ours());
    words.addAll(Held.endpoints(lab.router()));
    return List.copyOf(words);
  }

  /** Waits until the last plan that was told is in the kernel, no more and no less. */
  private List<String> awaitEqual() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> ours = held();
    while (!isApplied() || !ours.equals(planned())) {
      if (System.nanoTime() > deadline) {
        wrong.add(
            "plan and kernel differ:\n  plan   "
                + planned()
                + (isApplied() ? "" : " (not applied)")
                + "\n  kernel "
                + ours);
        return ours;
      }
      Pause.of(Duration.ofMillis(20));
      ours = held();
    }
    return ours;
  }

  private List<String> planned() {
    TreeSet<String> words = new TreeSet<>();
    for (JsonNode plan : trial.service().plans()) {
      if (plan.path("result").asText().equals("planned")) {
        words.clear();
        plan.path("routes").forEach(it -> words.add(it.asText()));
        plan.path("rules").forEach(it -> words.add(it.asText()));
        plan.path("endpoints").forEach(it -> words.add(it.asText()));
      }
    }
    return List.copyOf(words);
  }

  private boolean isApplied() {
    List<JsonNode> plans = trial.service().plans();
    return !plans.isEmpty()
        && plans.getLast().path("result").asText().equals("applied")
        && plans.stream()
            .allMatch(
                it ->
                    it.path("generation").asLong() <= plans.getLast().path("generation").asLong());
  }

  private int changesOfTheFirst() {
    return trial.service().plans().stream()
        .filter(
            it ->
                it.path("result").asText().equals("applied") && it.path("generation").asLong() == 1)
        .map(it -> it.path("changes").asInt())
        .findFirst()
        .orElse(-1);
  }

  private Outcome judge(long steady, List<String> atTheEnd) {
    long sent = 0;
    long lost = 0;
    Duration longest = Duration.ZERO;
    Duration reaction = Duration.ZERO;
    for (Flow all : trial.endTraffic()) {
      Flow flow = all.since(steady);
      sent += flow.sent();
      for (Flow.Loss loss : flow.losses()) {
        lost += loss.count();
        longest = max(longest, loss.length());
        reaction = max(reaction, incidents.since(loss));
        if (!incidents.explain(loss)) {
          atTheEnd.add(
              "lost without a reason: "
                  + loss
                  + ", "
                  + (loss.from() - steady) / 1_000_000
                  + " ms from the beginning");
        }
      }
    }
    return new Outcome(
        List.copyOf(kills),
        sent,
        lost,
        longest.toNanos() / 1e6,
        reaction.toNanos() / 1e6,
        List.copyOf(atTheEnd));
  }

  private void check(boolean fine, String otherwise) {
    if (!fine) {
      wrong.add(otherwise);
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static int number(String device) {
    return Map.of("wan1", 1, "wan2", 2, "wan3", 3).getOrDefault(device, 0);
  }
}
