package dev.linkflux.route.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.lab.NeedsLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whatever others do to the routes, rules, addresses, links and endpoints of the router: two
 * seconds later the kernel holds what the plan says, and what others made is as they made it.
 */
@Isolated("it measures how long a repair takes")
@NeedsLab
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class ThirdPartyIT {
  private static final int ROUNDS = Integer.getInteger("linkflux.damages", 20);
  private static final long SEED = Long.getLong("linkflux.seed", System.nanoTime());

  /** As long as nobody does anything; the machine that tests may be busy. */
  private static final Duration QUIET =
      Duration.ofMillis(Integer.getInteger("linkflux.quiet", 2_000));

  /** For the first plan of all, too. */
  private static final Duration START = Duration.ofSeconds(10);

  private static final int UPLINKS = 3;

  /** Rounds until the engine is set anew. */
  private static final int PLANS = 7;

  @TempDir private Path state;

  @Test
  void whatOthersTakeIsPutBackAndWhatIsTheirsStays() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Long> took = new ArrayList<>();
    try (RouteLab lab = new RouteLab()) {
      lab.addWan(UPLINKS);
      Damage damage = new Damage(lab, UPLINKS, random.split());
      for (int round = 0; round < ROUNDS; ) {
        try (DamagedRouter router = new DamagedRouter(lab, UPLINKS, random.split(), state)) {
          long _ =
              settle(router, damage, START, "seed " + SEED + ", the start before round " + round);
          for (int i = 0; i < PLANS && round < ROUNDS; i++) {
            took.add(round(router, damage, random, ++round));
          }
        }
      }
    }
    System.out.println(
        "quiet until plan and kernel are equal: "
            + Figures.of(took.stream().mapToLong(it -> it).toArray()));
  }

  private static long round(
      DamagedRouter router, Damage damage, SplittableRandom random, int number) {
    List<String> done = new ArrayList<>();
    if (random.nextInt(3) == 0) {
      done.add(router.steer(random));
    }
    done.addAll(damage.strike());
    List<String> others = router.foreign();
    String what = "seed " + SEED + ", round " + number + ": " + done;
    long took = settle(router, damage, QUIET, what);
    assertThat(router.trespasses()).as(what).isEmpty();
    assertThat(router.foreign()).as(what).containsAll(lasting(others));
    return took;
  }

  /** Without what the kernel makes and takes by itself, as links come and go. */
  private static List<String> lasting(List<String> others) {
    return others.stream().filter(it -> !it.contains("\"protocol\":\"kernel\"")).toList();
  }

  private static long settle(DamagedRouter router, Damage damage, Duration limit, String what) {
    long begin = System.nanoTime();
    List<String> differences = router.differences(damage);
    while (!differences.isEmpty()) {
      long quiet = System.nanoTime() - begin;
      assertThat(quiet)
          .as(what + "\n" + String.join("\n", differences))
          .isLessThan(limit.toNanos());
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      differences = router.differences(damage);
    }
    return System.nanoTime() - begin;
  }
}
