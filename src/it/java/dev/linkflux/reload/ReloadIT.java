package dev.linkflux.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built distribution reads good and bad files again and again while it probes; {@code
 * benchmarks/reload} does the same a hundred times in a minute.
 */
@NeedsLab
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReloadIT {
  /** How often; a property for whoever wants to know it more exactly. */
  private static final int TIMES = Integer.getInteger("linkflux.reloads", 15);

  private static final long SEED = Long.getLong("linkflux.seed", System.nanoTime());

  @TempDir private Path directory;

  @Test
  void whatHasNotChangedGoesOnAsIfNothingHadHappened() {
    ReloadTrial.Outcome outcome =
        new ReloadTrial(directory, SEED).run(TIMES, Duration.ofMillis(50));

    System.out.println(outcome);
    assertThat(outcome.wrong()).as("with -Dlinkflux.seed=" + SEED).isEmpty();
    assertThat(outcome.applied() + outcome.refused()).isEqualTo(TIMES + 3);
    assertThat(outcome.sent()).isPositive();
  }
}
