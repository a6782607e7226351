package dev.linkflux.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Killed at random moments, the service leaves routes that work, and the next one goes on with
 * them; {@code benchmarks/kills} does the same two hundred times.
 */
@Isolated("it measures how long packets are lost")
@NeedsLab
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class KillsIT {
  /** How often; a property for whoever wants to know it more exactly. */
  private static final int TIMES = Integer.getInteger("linkflux.kills", 8);

  private static final long SEED = Long.getLong("linkflux.seed", System.nanoTime());

  /** The longest that a loss may last when the service could have ended it; CI is a busy place. */
  private static final Duration REACTION = Duration.ofSeconds(5);

  @TempDir private Path directory;

  @Test
  void aWorkingDefaultStandsAndTheNextServiceFindsWhatItNeeds() {
    Setup setup = Setup.standard().with(Kills.SETTINGS).withDenseTraffic().withEndpoints();
    try (Trial trial = Trial.start(setup, directory)) {
      KillOutcome outcome = new Kills(trial, SEED).run(TIMES);

      System.out.println(outcome.summary());
      assertThat(outcome.allWrong()).as("with -Dlinkflux.seed=" + SEED).isEmpty();
      assertThat(outcome.reactionMs())
          .as("with -Dlinkflux.seed=" + SEED)
          .isLessThan(REACTION.toNanos() / 1e6);
    }
  }
}
