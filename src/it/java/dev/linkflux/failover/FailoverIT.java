package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.DefaultRoute;
import dev.linkflux.lab.LabOptions;
import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The built distribution switches when it must and only then. Bounds leave room for a busy machine;
 * the bars themselves are held by {@link FailoverBench}. Each trial has a lab of its own and mostly
 * waits, so two of them run at once.
 */
@NeedsLab
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class FailoverIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BASELINE = Duration.ofSeconds(3);

  @TempDir private Path directory;

  @ParameterizedTest
  @Execution(CONCURRENT)
  @CsvSource({"CARRIER, 500", "SLOW, 2500", "LOSS_30, 12000"})
  void trafficLeavesAnUplinkInTrouble(Trouble trouble, double mostMillis) {
    Measured measured = new Repetition(trouble, 1, false).run(directory);

    assertThat(measured.wrong()).isEmpty();
    assertThat(measured.switchedMs()).isLessThan(mostMillis);
  }

  @Test
  @Execution(CONCURRENT)
  void trafficLeavesAFrozenUplinkAndReturnsAfterTheHoldDown() {
    Measured measured = new Repetition(Trouble.FREEZE, 2, true).run(directory);

    assertThat(measured.wrong()).isEmpty();
    assertThat(measured.switchedMs()).isLessThan(2_500);
    assertThat(measured.gapMs()).isLessThan(2_700);
    assertThat(measured.returnedMs()).isBetween(20_000.0, 30_000.0);
  }

  @Test
  @Execution(CONCURRENT)
  void oneDeadTargetOfThreeChangesNothing() {
    assertThat(new Repetition(Trouble.DEAD_TARGET, 1, false).run(directory).wrong()).isEmpty();
  }

  @Test
  @Execution(CONCURRENT)
  void silenceEverywhereAtOnceIsIsolationAndChangesNothing() {
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      trial.awaitSteady().baseline(BASELINE);
      int changes = trial.routes().changes().size();
      trial.lab().silence();
      var _ = trial.service().awaitElection("isolated", PATIENCE);
      trial.baseline(BASELINE);
      assertThat(Service.carrying(trial.service().status())).containsExactly("wan1");
      trial.lab().restore();
      var _ = trial.service().awaitElection("recovered", PATIENCE);
      trial.awaitSteady();

      assertThat(trial.routes().changes()).hasSize(changes);
      assertEndsWell(trial, Signal.TERM);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void aServiceThatIsSuspendedForThreeSecondsSaysSoAndChangesNothing() {
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      trial.awaitSteady().baseline(BASELINE);
      List<JsonNode> told = trial.service().told();
      int changes = trial.routes().changes().size();
      long from = trial.service().process().signal(Signal.STOP);
      Pause.of(Duration.ofSeconds(3));
      var _ = trial.service().process().signal(Signal.CONT);

      JsonNode stall = trial.service().awaitStall(2_900, PATIENCE);
      assertThat(stall.path("type").asText()).isEqualTo("self");
      // What it had not handled when it was stopped is at most 200 ms old, or it would be told.
      assertThat(stall.path("for_ms").asDouble())
          .isLessThan((System.nanoTime() - from) / 1e6 + 200);
      trial.baseline(BASELINE);
      assertThat(trial.service().told()).isEqualTo(told);
      assertThat(trial.routes().changes()).hasSize(changes);
      assertEndsWell(trial, Signal.TERM);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void whatAKilledServiceLeftStandsAndTheNextOneGoesOnWithIt() {
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      trial.awaitSteady().baseline(BASELINE);
      var _ = trial.measure(Trouble.FREEZE, PATIENCE);
      int changes = trial.routes().changes().size();
      assertThat(trial.end(Signal.KILL).status()).isEqualTo(128 + 9);
      var left = trial.routes().currentDefault().map(DefaultRoute::devices);
      trial.restart();
      var _ = trial.service().awaitTransition("wan1", Set.of("Down"), PATIENCE);

      assertThat(left).contains(List.of("wan2"));
      assertThat(Service.carrying(trial.service().status())).containsExactly("wan2");
      assertThat(trial.routes().changes()).hasSize(changes);
      assertEndsWell(trial, Signal.INT);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void anObserverDecidesButChangesNothing() {
    // An observer makes no routes: its probes need some that lead out of every uplink.
    Setup setup =
        Setup.standard()
            .prepared(
                lab ->
                    lab.router()
                        .ip(
                            "route add default via 10.1.0.1 metric 101",
                            "route add default via 10.2.0.1 metric 102",
                            "route add default via 10.3.0.1 metric 103"))
            .observing();
    try (Trial trial = Trial.start(setup, directory)) {
      trial.awaitSteady().baseline(BASELINE);
      var _ = trial.lab().uplink(1).freeze();
      var _ =
          trial
              .service()
              .awaitStatus("moved", status -> Service.carrying(status).equals(List.of("wan2")));

      assertThat(trial.kernel()).isEqualTo(trial.kernelBefore());
      assertEndsWell(trial, Signal.TERM);
      assertThat(trial.kernel()).isEqualTo(trial.kernelBefore());
    }
  }

  @Test
  @Execution(CONCURRENT)
  void nothingOfOursIsLeftWhereThatIsWanted() {
    Setup setup = Setup.standard().with("routes: {onExit: remove}");
    try (Trial trial = Trial.start(setup, directory)) {
      trial.awaitSteady();
      assertThat(trial.kernel()).contains("proto 76").isNotEqualTo(trial.kernelBefore());
      assertThat(trial.end(Signal.TERM).status()).isZero();

      assertThat(trial.kernel()).isEqualTo(trial.kernelBefore());
    }
  }

  @Test
  @Execution(CONCURRENT)
  void anUplinkWhoseInterfaceIsMissingIsDownAndTheOthersWork() {
    Setup setup = Setup.standard().prepared(lab -> lab.router().ip("link delete wan3"));
    try (Trial trial = Trial.start(setup, directory)) {
      var _ =
          trial
              .service()
              .awaitStatus(
                  "without wan3",
                  status ->
                      "Up".equals(Service.states(status).get("wan1"))
                          && "Up".equals(Service.states(status).get("wan2"))
                          && "Down".equals(Service.states(status).get("wan3")));
      assertThat(trial.service().status().path("uplinks").path(2).path("cause").asText())
          .isEqualTo("no-interface");
      trial.baseline(BASELINE);

      assertThat(trial.measure(Trouble.FREEZE, PATIENCE)).isLessThan(Duration.ofMillis(2_500));
      assertEndsWell(trial, Signal.TERM);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void anInterfaceThatIsPluggedInIsProbedAtOnce() {
    Setup setup =
        Setup.standard()
            .with("decision: {holdDown: 1s}")
            .prepared(lab -> lab.router().ip("link set wan3 down", "link set wan3 name other"));
    try (Trial trial = Trial.start(setup, directory)) {
      trial.service().awaitTroubles(4, "probes of wan3", PATIENCE);
      long plugged = System.nanoTime();
      trial.lab().router().ip("link set other name wan3", "link set wan3 up");
      var _ = trial.service().awaitTransition("wan3", Set.of("Recovering"), PATIENCE);

      // Its first answer. Without the news of the interface the next attempt would be 5 s away.
      assertThat(Duration.ofNanos(System.nanoTime() - plugged)).isLessThan(Duration.ofSeconds(5));
      assertEndsWell(trial, Signal.TERM);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void aStrictRouterFailsOverToo() {
    Setup setup = Setup.standard().in(LabOptions.standard().withStrictReversePath());
    try (Trial trial = Trial.start(setup, directory)) {
      trial.awaitSteady().baseline(BASELINE);

      assertThat(trial.measure(Trouble.FREEZE, PATIENCE)).isLessThan(Duration.ofMillis(2_500));
      assertEndsWell(trial, Signal.TERM);
    }
  }

  @Test
  @Execution(CONCURRENT)
  void aDefaultRouteOfOthersThatGoesBeforeOursIsLedAround() {
    Setup setup = Setup.standard().in(LabOptions.standard().withDefaultVia(1));
    try (Trial trial = Trial.start(setup, directory)) {
      var _ =
          trial
              .service()
              .process()
              .output()
              .await(
                  line ->
                      line.contains("default via 10.1.0.1 dev wan1 metric 0")
                          && line.contains("lead traffic around it"),
                  PATIENCE);
      trial.awaitSteady().baseline(BASELINE);

      long frozen = Trouble.FREEZE.befall(trial.lab());
      var _ =
          trial
              .service()
              .awaitStatus("left", status -> Service.carrying(status).equals(List.of("wan2")));
      trial.baseline(BASELINE);
      assertThat(trial.longestGapSince(frozen)).isLessThan(Duration.ofMillis(2_500));
      assertThat(trial.ip("route", "show", "default", "metric", "0")).contains("dev wan1");
      assertEndsWell(trial, Signal.TERM);
    }
  }

  /** Fits the line with which something is told for the n-th time. */
  private static void assertEndsWell(Trial trial, Signal signal) {
    Trial.End end = trial.end(signal);
    assertThat(end.status()).isZero();
    assertThat(end.took()).isLessThan(Repetition.END_LIMIT);
    assertThat(trial.service().process().output().text()).doesNotContain("Exception");
    assertThat(trial.timesWithoutRoute()).isZero();
    assertThat(trial.service().process().verify()).isPositive();
  }
}
