package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Live equals replay, for some seconds of random trouble; {@code benchmarks/equality} has ten
 * minutes of it.
 */
@NeedsLab
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class EqualityIT {
  private static final long SEED = Long.getLong("linkflux.seed", System.nanoTime());
  private static final Duration LENGTH = Duration.ofSeconds(15);

  @TempDir private Path directory;

  @Test
  void whatIsDecidedThroughRandomTroubleIsDecidedAgainByTheReplay() {
    System.out.println("random trouble with -Dlinkflux.seed=" + SEED);
    try (Equality equality = new Equality(directory, SEED, _ -> {})) {
      Equality.Outcome outcome = equality.run(LENGTH);

      System.out.println(outcome);
      // By the command as well, each process by itself.
      assertThat(equality.recording().verify()).isEqualTo(outcome.same()).isPositive();
    }
  }
}
