package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.control.Scenario.Path;
import dev.linkflux.decision.Transition;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever befalls one target, through one uplink or all, moves nothing while two others answer.
 */
class LoneTargetLawTest {
  enum Trouble {
    DEAD {
      @Override
      Path of(SplittableRandom random) {
        return Path.FROZEN;
      }
    },
    LOSSY {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.withLoss(0.05 + 0.95 * random.nextDouble());
      }
    },
    SLOW {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.withRtt(50 + random.nextDouble() * 3000);
      }
    },
    RESTLESS {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.withJitter(random.nextDouble() * 2000);
      }
    },
    LATE {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.with(Manners.late(random.nextDouble(), 20_000 * random.nextDouble()));
      }
    },
    REFUSED {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.with(Manners.refused(random.nextBoolean() ? 1 : random.nextDouble()));
      }
    },
    WITHOUT_ROUTE {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.with(Manners.withheld(random.nextBoolean() ? 1 : random.nextDouble()));
      }
    },
    NOT_SENT {
      @Override
      Path of(SplittableRandom random) {
        return Path.GOOD.with(Manners.failed(random.nextBoolean() ? 1 : random.nextDouble()));
      }
    };

    abstract Path of(SplittableRandom random);
  }

  static Stream<Arguments> troubles() {
    return Preset.ALL.stream()
        .flatMap(
            preset ->
                Stream.of(Trouble.values()).map(it -> Arguments.of(it, preset.name(), preset)));
  }

  /** How it comes and goes: it stays, or it flaps. */
  private static void befall(
      Scenario scenario, Trouble trouble, int target, List<Integer> uplinks, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean flapping = random.nextInt(3) == 0;
    double half = 0.5 + 20 * random.nextDouble() * random.nextDouble();
    double end = scenario.now() / 1e9 + 120;
    while (scenario.now() / 1e9 < end) {
      Path path = trouble.of(random);
      uplinks.forEach(uplink -> scenario.set(uplink, target, path));
      scenario.run(flapping ? half : 120);
      uplinks.forEach(uplink -> scenario.set(uplink, target, Path.GOOD));
      scenario.run(flapping ? half : 30);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("troubles")
  void movesNothing(Trouble trouble, String name, Preset preset) {
    for (long seed = 0; seed < Cases.of(20); seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Settings usual = Scenario.settings(1 + random.nextInt(3), 3 + random.nextInt(3));
      Scenario scenario = new Scenario(preset.settings(usual.uplinks(), usual.targets()), seed);
      int target = random.nextInt(usual.targets().size());
      List<Integer> uplinks =
          random.nextBoolean()
              ? List.of(random.nextInt(usual.uplinks().size()))
              : usual.uplinks().stream().map(uplink -> uplink.id().ordinal()).toList();
      if (random.nextInt(3) > 0) {
        scenario.run(30 * random.nextDouble());
      }
      befall(scenario, trouble, target, uplinks, seed);

      assertThat(scenario.outputs(Transition.class))
          .as(
              "seed %d, %s: %s of %s through %s of %d uplinks",
              seed,
              name,
              trouble,
              "t" + target + " of " + usual.targets().size(),
              uplinks,
              usual.uplinks().size())
          .hasSize(usual.uplinks().size());
      assertThat(scenario.switches()).isZero();
    }
  }
}
