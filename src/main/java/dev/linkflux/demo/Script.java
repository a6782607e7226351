package dev.linkflux.demo;

import static dev.linkflux.demo.Climate.DSL;
import static dev.linkflux.demo.Climate.FAIR;
import static dev.linkflux.demo.Climate.FIBRE;
import static dev.linkflux.demo.Climate.LTE;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * A day of trouble in some minutes: the first one shows a brownout, a freeze, a cable pulled out,
 * and a way back from each; then other troubles follow in a circle for ever.
 */
public final class Script {
  private static final int PORTAL = 2;

  /** When the circle begins, and how long it is; seconds. */
  private static final int CIRCLE = 70;

  private static final int PERIOD = 240;

  private record Step(int second, String sentence, UnaryOperator<Climate> change) {}

  private static final List<Step> OPENING =
      List.of(
          step(8, "fibre's round trip rises from 8 to 450 ms", c -> c.slow(FIBRE, 450)),
          step(18, "lte freezes: its carrier stays, nothing comes through", c -> c.frozen(LTE)),
          step(27, "fibre's round trip is back at 8 ms", c -> c.fair(FIBRE)),
          step(33, "lte comes through again", c -> c.fair(LTE)),
          step(48, "fibre's cable is pulled out", c -> c.unplug(FIBRE)),
          step(53, "fibre's cable is plugged in again", _ -> FAIR));

  private static final List<Step> CIRCLING =
      List.of(
          step(
              0,
              "portal, one of three targets, falls silent: no uplink's fault",
              c -> c.silence(PORTAL)),
          step(20, "portal answers again", _ -> FAIR),
          step(30, "dsl loses 25 % of all packets", c -> c.lossy(DSL, 0.25)),
          step(50, "dsl loses nothing any more", _ -> FAIR),
          step(65, "all uplinks fall silent at once", Climate::allFrozen),
          step(75, "all uplinks come through again", _ -> FAIR),
          step(90, "fibre freezes, and will flap", c -> c.frozen(FIBRE)),
          step(93, "fibre comes through again", c -> c.fair(FIBRE)),
          step(105, "fibre freezes again", c -> c.frozen(FIBRE)),
          step(108, "fibre comes through again", c -> c.fair(FIBRE)),
          step(150, "fibre loses 20 % of all packets", c -> c.lossy(FIBRE, 0.2)),
          step(170, "lte's round trip rises from 45 to 700 ms", c -> c.slow(LTE, 700)),
          step(185, "fibre loses nothing any more", c -> c.fair(FIBRE)),
          step(195, "lte's round trip is back at 45 ms", _ -> FAIR));

  private Script() {}

  private static Step step(int second, String sentence, UnaryOperator<Climate> change) {
    return new Step(second, sentence, change);
  }

  /** All turns of the weather in their order, without end. */
  public static Stream<Scene> scenes() {
    return Stream.iterate(0, index -> index + 1)
        .map(Script::timed)
        .gather(
            Gatherers.scan(
                () -> new Scene(Duration.ZERO, FAIR, ""),
                (before, step) ->
                    new Scene(
                        Duration.ofSeconds(step.second()),
                        step.change().apply(before.climate()),
                        step.sentence())));
  }

  private static Step timed(int index) {
    if (index < OPENING.size()) {
      return OPENING.get(index);
    }
    int further = index - OPENING.size();
    int rounds = further / CIRCLING.size();
    Step step = CIRCLING.get(further % CIRCLING.size());
    return step(CIRCLE + rounds * PERIOD + step.second(), step.sentence(), step.change());
  }
}
