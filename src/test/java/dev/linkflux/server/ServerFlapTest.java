package dev.linkflux.server;

import static dev.linkflux.server.ServerScene.backup;
import static dev.linkflux.server.ServerScene.main;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A main server that comes and goes for ten minutes: how often another one is in use. */
class ServerFlapTest {
  private static final double CHECKED_EVERY = 5;

  /** As the checks are made: every 5 s less up to a quarter, after a failure every second. */
  private static ServerScene flapping(double there, double away, long seed, double seconds) {
    SplittableRandom random = new SplittableRandom(seed);
    ServerScene scene = ServerScene.up(main("vps", 0), backup("spare", 1)).ok("spare", "lte");
    double[] next = {random.nextDouble() * CHECKED_EVERY, random.nextDouble() * CHECKED_EVERY};
    int[] fails = new int[2];
    String[] uplinks = {"fibre", "lte"};
    while (Math.min(next[0], next[1]) < seconds) {
      int path = next[0] <= next[1] ? 0 : 1;
      double at = next[path];
      boolean serves = at % (there + away) < there;
      if (serves) {
        scene.at(at).ok("vps", uplinks[path]);
      } else {
        scene.at(at).fail("vps", Rung.PORT_REFUSED, uplinks[path]);
      }
      fails[path] = serves ? 0 : fails[path] + 1;
      boolean soon = fails[path] > 0 && fails[path] < 5;
      next[path] = at + (soon ? 1 : CHECKED_EVERY) * (0.75 + 0.25 * random.nextDouble());
    }
    return scene.at(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    // there, away, switches at most
    "30, 30, 1",
    "25, 25, 1",
    "20, 20, 1",
    "15, 15, 1",
    "10, 10, 1",
    "5, 5, 1",
    "3, 3, 1",
    "10, 30, 1",
    "20, 60, 1",
    "60, 60, 1",
    "45, 15, 3",
    "60, 10, 3",
    "120, 30, 3"
  })
  void theUsersAreMovedSeldom(double there, double away, int most) {
    int worst = 0;
    for (long seed = 0; seed < 200; seed++) {
      ServerScene scene = flapping(there, away, seed, 600);
      assertThat(scene.switches())
          .as("seed %d: %s", seed, scene.elections())
          .isLessThanOrEqualTo(most);
      worst = Math.max(worst, scene.switches());
    }
    assertThat(worst).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"30, 30", "10, 10", "45, 15"})
  void whenItHasBecomeCalmItIsReturnedToOnce(double there, double away) {
    ServerScene scene = flapping(there, away, 7, 600);
    int before = scene.switches();
    String active = scene.active();
    scene.serve("vps", 3600);
    assertThat(scene.active()).isEqualTo("vps");
    assertThat(scene.switches()).isEqualTo(before + (active.equals("vps") ? 0 : 1));
  }
}
