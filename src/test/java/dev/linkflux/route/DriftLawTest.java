package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.route.FakeKernel.HeldEndpoint;
import dev.linkflux.route.RouteAnswer.Applied;
import dev.linkflux.route.RouteAnswer.Refused;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever others do: two seconds after they have ceased the kernel holds the plan, but for what
 * they hold in its place, and nothing of theirs was touched. The seed stands in the name of the
 * failing case.
 */
class DriftLawTest {
  private static final Duration QUIET = Duration.ofSeconds(2);

  static LongStream seeds() {
    return LongStream.range(0, Cases.of(1000));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void afterTwoSecondsOfQuietTheKernelHoldsThePlan(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FakeWorld world = new FakeWorld(random);
    Damage damage = new Damage(world, random);
    for (int early = random.nextInt(6); early > 0; early--) {
      damage.once();
    }
    world.look();
    world.elect();
    for (int step = 1 + random.nextInt(8); step > 0; step--) {
      for (int blow = 1 + random.nextInt(4); blow > 0; blow--) {
        damage.once();
      }
      world.look();
      world.pass(Duration.ofMillis(random.nextInt(15) * 100L));
    }
    world.pass(QUIET);
    holdsAllButWhatIsTaken(world, damage);
    damage.relent();
    world.look();
    world.pass(QUIET);
    assertThat(world.sink.left(world.plan())).as("left after %s", damage.done).isEmpty();
    assertThat(world.answer()).isInstanceOf(Applied.class);
  }

  private static void holdsAllButWhatIsTaken(FakeWorld world, Damage damage) {
    RoutePlan plan = world.plan();
    Holding held = world.sink.read();
    List<Route> missing =
        plan.routes().stream().filter(route -> !held.routes().contains(route)).toList();
    assertThat(missing)
        .as("missing after %s", damage.done)
        .allMatch(route -> isTaken(world, route.key()));
    assertThat(held.routes())
        .as("of ours after %s", damage.done)
        .allMatch(route -> plan.routes().contains(route) || isTaken(world, route.key()));
    assertThat(held.rules())
        .as("rules after %s", damage.done)
        .containsExactlyInAnyOrderElementsOf(plan.rules());
    List<Endpoint> wanting =
        plan.endpoints().stream()
            .filter(
                endpoint ->
                    world.kernel.endpoints.stream()
                        .map(HeldEndpoint::endpoint)
                        .noneMatch(endpoint::equals))
            .toList();
    assertThat(wanting)
        .as("endpoints after %s", damage.done)
        .allMatch(
            endpoint ->
                world.kernel.endpoints.size() == Endpoint.MOST
                    || world.kernel.at(endpoint.address()) != null);
    assertThat(plan.endpoints()).containsAll(held.endpoints());
    assertThat(held.limits()).isEqualTo(held.limits().atLeast(plan.limits()));
    assertThat(world.answer())
        .as("after %s", damage.done)
        .isInstanceOf(missing.isEmpty() && wanting.isEmpty() ? Applied.class : Refused.class);
  }

  private static boolean isTaken(FakeWorld world, Route.Key place) {
    return world.kernel.routes.at(place).stream()
        .anyMatch(held -> held.protocol() == FakeKernel.FOREIGN);
  }
}
