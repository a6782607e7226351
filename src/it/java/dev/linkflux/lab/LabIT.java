package dev.linkflux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The lab as a whole: its client, its targets, what watches it, and that nothing is left of it. */
@Isolated("it measures delays")
@NeedsLab
class LabIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  /** Garbage of the tests before would hold up the relay, which runs in this process. */
  @BeforeEach
  void collect() {
    System.gc();
  }

  @Test
  void aClientOfAQuietLabMissesNothing() {
    try (Lab lab = Lab.open(LabOptions.standard().withDefaultVia(3));
        ClientFlow flow = ClientFlow.start(lab)) {
      assertThat(flow.awaitReceived(100, PATIENCE)).isTrue();
      Flow felt = flow.stop(PATIENCE);
      assertThat(felt.lost()).isZero();
      assertThat(felt.reordered()).isZero();
      assertThat(felt.longestGap().length()).isLessThan(Duration.ofMillis(120));
      assertThat(felt.byUplink()).isEqualTo(Map.of("wan3", felt.sent()));
    }
  }

  @Test
  void aSilencedTargetGivesNoAnswerWhileTheOthersDoAndComesBack() {
    try (Lab lab = Lab.open(LabOptions.standard().withDefaultVia(1))) {
      var _ = lab.silence(2);
      assertThat(ping(lab, "wan1", 2).answered()).isEmpty();
      assertThat(ping(lab, "wan1", 1).lossRatio()).isZero();
      var _ = lab.restore(2);
      assertThat(ping(lab, "wan1", 2).lossRatio()).isZero();
    }
  }

  @Test
  void aStrictRouterDropsWhatComesInByAnotherWayThanItGoesOut() {
    try (Lab easy = Lab.open(LabOptions.standard().withDefaultVia(1));
        Lab strict = Lab.open(LabOptions.standard().withDefaultVia(1).withStrictReversePath())) {
      for (Lab lab : List.of(easy, strict)) {
        lab.router().ip("route add default via 10.2.0.1 metric 2");
      }
      assertThat(ping(easy, "wan2", 1).lossRatio()).isZero();
      assertThat(ping(strict, "wan2", 1).answered()).isEmpty();
      assertThat(ping(strict, "wan1", 1).lossRatio()).isZero();
    }
  }

  @Test
  void theRouteWatchTellsEveryChangeOfTheDefaultRouteAndALossThatTheKernelDoesNotTell() {
    try (Lab lab = Lab.open();
        RouteWatch watch = RouteWatch.of(lab.router())) {
      assertThat(watch.currentDefault()).isEmpty();
      long before = System.nanoTime();
      lab.router().ip("route add default via 10.1.0.1 metric 20");
      assertThat(watch.awaitDefaultVia("wan1", PATIENCE)).isBetween(before, System.nanoTime());
      lab.router().ip("route add default via 10.2.0.1 metric 10");
      var _ = watch.awaitDefaultVia("wan2", PATIENCE);
      lab.router().ip("route replace default via 10.3.0.1 metric 10");
      var _ = watch.awaitDefaultVia("wan3", PATIENCE);
      assertThat(watch.currentDefault()).contains(new DefaultRoute(10, List.of("wan3")));
      lab.router().ip("link set wan3 down");
      var _ = watch.awaitDefaultVia("wan1", PATIENCE);
      lab.router().ip("route replace default metric 20 nexthop via 10.1.0.1 nexthop via 10.2.0.1");
      var _ =
          watch.await(
              change ->
                  change.route().equals(Optional.of(new DefaultRoute(20, List.of("wan1", "wan2")))),
              PATIENCE);
      assertThat(watch.changes()).hasSize(6);
      assertThatThrownBy(() -> watch.awaitDefaultVia("wan3", Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void aTimelineTakesItsStepsOnTime() throws Exception {
    try (Lab lab = Lab.open(LabOptions.standard().withDefaultVia(1))) {
      long begin = System.nanoTime();
      List<Timeline.Taken> taken =
          Timeline.parse("200ms wan1 thaw; 50ms wan1 freeze; 250ms wan2 carrier off; 300ms end")
              .start(lab, _ -> {})
              .get(5, TimeUnit.SECONDS);
      assertThat(taken)
          .extracting(step -> step.step().text())
          .containsExactly("wan1 freeze", "wan1 thaw", "wan2 carrier off", "end");
      assertThat(taken)
          .allSatisfy(
              step ->
                  assertThat(step.effectAt() - begin - step.step().at().toNanos())
                      .isBetween(0L, 100_000_000L));
    }
  }

  @Test
  void aProgramInTheRouterIsHeardAskedAndEnded() {
    try (Lab lab = Lab.open()) {
      List<String> command =
          List.of(JAVA_HOME.resolve("bin/jwebserver").toString(), "-p", "8470", "-d", "/proc/self");
      RouterProcess server = RouterProcess.start(lab, 8470, command);
      var _ = server.output().await(line -> line.contains("port 8470"), Duration.ofSeconds(20));
      assertThat(server.http().get("/cmdline").status()).isEqualTo(200);
      assertThat(server.http().get("/no-such-file").status()).isEqualTo(404);
      try (var stream = server.http().stream("/")) {
        var _ = stream.lines().await(line -> line.contains("Directory listing"), PATIENCE);
      }
      var _ = server.signal(RouterProcess.Signal.TERM);
      assertThat(server.awaitExit(Duration.ofSeconds(20))).isEqualTo(143);
    }
  }

  @Test
  void nothingIsLeftOfAClosedLab() {
    Lab lab = Lab.open();
    assertThat(Namespace.named()).containsAll(lab.namespaces());
    lab.close();
    lab.close();
    assertThat(Namespace.named()).doesNotContainAnyElementsOf(lab.namespaces());
  }

  @Test
  void nothingIsLeftOfALabWhoseProcessWasEndedBySigterm() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JAVA_HOME.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName(),
                "up")
            .redirectErrorStream(true)
            .start();
    Lines output = new Lines();
    var _ = Thread.ofPlatform().daemon().start(() -> output.readAll(process.inputReader()));
    var _ = output.await(line -> line.contains("Ctrl-C"), Duration.ofSeconds(20));
    String prefix = "lfx" + process.pid() + "n";
    assertThat(Namespace.named()).anyMatch(namespace -> namespace.name().startsWith(prefix));
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(Namespace.named()).noneMatch(namespace -> namespace.name().startsWith(prefix));
  }

  private static Pinger.Answers ping(Lab lab, String device, int target) {
    return Pinger.ping(
        lab.router(), device, Lab.target(target), 5, Duration.ofMillis(10), Duration.ofMillis(500));
  }
}
