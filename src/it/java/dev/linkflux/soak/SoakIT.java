package dev.linkflux.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.bench.Machine;
import dev.linkflux.lab.NeedsLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few seconds of the soak, so that it works when it is wanted for hours: {@code benchmarks/soak}.
 */
@NeedsLab
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SoakIT {
  private static final long SEED = Long.getLong("linkflux.seed", System.nanoTime());

  /** Nothing here is too late but what never happens. */
  private static final double LENIENCY = 60;

  /** Without those that take long, or leave others no time. */
  private static final Set<Kind> KINDS =
      EnumSet.of(
          Kind.CARRIER,
          Kind.ADDRESS,
          Kind.DOWN,
          Kind.GONE,
          Kind.GATEWAY,
          Kind.FROZEN,
          Kind.TARGET,
          Kind.DNS_DEAD,
          Kind.ROUTES_TAKEN,
          Kind.OTHERS_ROUTES,
          Kind.CLOCK,
          Kind.ORDER,
          Kind.RELOAD,
          Kind.BAD_RELOAD);

  @TempDir private Path directory;

  private static void tell(String what) {
    System.out.println(what);
  }

  @Test
  void someSecondsOfRandomTroubleViolateNothingAndAreReported() throws IOException {
    System.out.println("soak with -Dlinkflux.seed=" + SEED);
    Soak.Plan plan =
        new Soak.Plan(
            Duration.ofSeconds(3),
            Duration.ofSeconds(6),
            Duration.ZERO,
            Duration.ofMillis(500),
            Duration.ofSeconds(120),
            LENIENCY,
            KINDS,
            true);
    Machine machine = Machine.now();
    try (Soak soak = new Soak(directory, plan, SEED, SoakIT::tell, () -> false)) {
      soak.run(() -> {});
      Path report = directory.resolve("report");
      new SoakReport(machine, soak, 0, SEED, directory).write(report, true);

      assertThat(soak.findings().violations()).isEmpty();
      assertThat(Files.readString(Path.of(report + ".md"))).contains("None.", "| befell |");
      assertThat(Files.readString(Path.of(report + ".json"))).contains("\"ended\" : true");
    }
  }
}
