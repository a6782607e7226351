package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.linkflux.lab.NeedsLab;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.Isolated;

/** Who attacks the HTTP server does not keep the service from what it is for. */
@Isolated("it leaves the others no time")
@NeedsLab
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AttackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PORT = 8470;

  /** Event streams, files, and what a closed connection holds until it is looked at. */
  private static final int SPARE_FILES = 30;

  @TempDir private Path directory;

  @Test
  @Execution(CONCURRENT)
  void anAttackHoldsUpNoFailoverAndLeavesNothingBehind() throws IOException {
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      trial.awaitSteady().baseline(Duration.ofSeconds(1));
      long before = files(trial);
      try (Siege siege = Siege.of(trial.lab().router(), PORT)) {
        assertThat(files(trial)).isGreaterThan(before + 100); // the attack has reached it
        Duration took = trial.measure(Trouble.FREEZE, PATIENCE);
        System.out.printf("failover under attack: %d ms%n", took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(15));
        assertThat(trial.service().process().http().get("/healthz").status()).isEqualTo(200);
        assertThat(siege.requests()).isPositive();
      }
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (files(trial) > before + SPARE_FILES && System.nanoTime() < deadline) {
        Pause.of(Duration.ofMillis(100));
      }
      assertThat(files(trial)).isLessThanOrEqualTo(before + SPARE_FILES);
      assertThat(trial.end(Signal.TERM).status()).isZero();
      assertThat(trial.service().process().output().text())
          .doesNotContain("Exception", "Bearer no");
    }
  }

  private static long files(Trial trial) throws IOException {
    try (var open = Files.list(Path.of("/proc", "" + trial.service().process().pid(), "fd"))) {
      return open.count();
    }
  }
}
