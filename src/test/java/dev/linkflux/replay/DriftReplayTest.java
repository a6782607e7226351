package dev.linkflux.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.route.Drifted;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Comparison;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace in which others change what is ours gives the same plans again, moment for moment. */
class DriftReplayTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatOthersDidAndTheKernelSaidIsReplayedToTheSamePlans(long seed) throws IOException {
    Scenario scenario = new Scenario(3, 3, seed);
    scenario.run(20).set(0, Scenario.Path.FROZEN).run(10).set(0, Scenario.Path.GOOD).run(30);
    List<Event> lived = live(scenario, new Random(seed));
    Path trace = Lived.record(lived, directory);

    Comparison comparison = new Comparison();
    List<RoutePlan> plans =
        new Replay(List.of(trace))
            .events(scenario.settings(), comparison::recorded, _ -> {})
            .concatMapIterable(batch -> batch)
            .doOnNext(comparison::replayed)
            .ofType(RoutePlan.class)
            .collectList()
            .blockOptional()
            .orElseThrow();

    assertThat(comparison.firstDifference(Moment.NEVER)).as("seed %d", seed).isEmpty();
    assertThat(plans)
        .as("seed %d", seed)
        .isEqualTo(lived.stream().filter(RoutePlan.class::isInstance).toList());
    assertThat(plans).extracting(RoutePlan::cause).contains(Cause.DRIFT);
  }

  /** The scenario once more, with others at work on the routes and a kernel that answers. */
  private static List<Event> live(Scenario scenario, Random random) {
    Lived lived = new Lived(scenario.settings());
    scenario.settings().uplinks().forEach(uplink -> lived.accept(facts(uplink)));
    for (Event input : scenario.inputs()) {
      Moment at = input.at();
      if (random.nextInt(300) == 0) {
        lived.accept(new Drifted(at, "somebody removed rule " + random.nextInt()));
      }
      for (Event output : lived.accept(input)) {
        if (output instanceof RoutePlan plan) {
          lived.accept(
              random.nextInt(4) == 0
                  ? new RouteAnswer.Refused(at, plan.generation(), "no")
                  : new RouteAnswer.Applied(at, plan.generation(), 1, random.nextInt(3)));
        }
      }
    }
    return lived.journal();
  }

  private static LinkFacts facts(Uplink uplink) {
    String network = "10." + uplink.id().ordinal() + ".0.";
    return new LinkFacts(
        Moment.ZERO,
        uplink.id(),
        3 + uplink.id().ordinal(),
        true,
        true,
        List.of(new Prefix(InetAddress.ofLiteral(network + "2"), 24)),
        List.of(InetAddress.ofLiteral(network + "1")),
        false);
  }
}
