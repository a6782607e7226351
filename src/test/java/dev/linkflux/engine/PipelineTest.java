package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Control;
import dev.linkflux.control.Preset;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Shadowed;
import dev.linkflux.time.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The stages as operators say what the stages in a row say, however the events are cut. */
class PipelineTest {
  private final Pipeline pipeline = new Pipeline(Scenario.settings(3, 3));

  private List<Event> run(List<List<Event>> batches) {
    return run(pipeline, batches);
  }

  private static List<Event> run(Pipeline pipeline, List<List<Event>> batches) {
    return pipeline
        .over(Flux.fromIterable(batches))
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  private static List<Event> directly(List<Event> inputs) {
    List<Event> outputs = new ArrayList<>();
    Control control = new Control(Scenario.settings(3, 3));
    inputs.forEach(event -> control.accept(event, outputs::add));
    return outputs;
  }

  private static List<List<Event>> cut(List<Event> inputs, SplittableRandom random, int longest) {
    List<List<Event>> batches = new ArrayList<>();
    int from = 0;
    while (from < inputs.size()) {
      int to = Math.min(inputs.size(), from + random.nextInt(longest + 1)); // some are empty
      batches.add(inputs.subList(from, to));
      from = to;
    }
    return batches;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void howEventsAreCutChangesNothing(long seed) {
    List<Event> inputs = Scenario.weather(seed, 3, 3, 60);
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> expected = directly(inputs);
    for (int longest : new int[] {1, 7, 600}) {
      assertThat(run(cut(inputs, random, longest)))
          .as("seed %d, at most %d at a time", seed, longest)
          .isEqualTo(expected);
    }
    assertThat(run(List.of(inputs))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void howEventsAreCutChangesNothingBesideAShadow(long seed) {
    Settings shadow =
        Preset.FAST.settings(Scenario.settings(3, 3).uplinks(), Scenario.settings(3, 3).targets());
    Pipeline beside = new Pipeline(Scenario.settings(3, 3), shadow);
    List<Event> inputs = Scenario.weather(seed, 3, 3, 60);
    List<Event> expected = run(beside, List.of(inputs));
    List<List<Event>> cut = cut(inputs, new SplittableRandom(seed), 7);
    assertThat(run(beside, cut)).as("seed %d", seed).isEqualTo(expected);
    assertThat(expected.stream().filter(event -> !(event instanceof Shadowed)).toList())
        .isEqualTo(directly(inputs))
        .hasSizeLessThan(expected.size());
  }

  @Test
  void eachSubscriberHasStagesOfItsOwn() {
    List<Event> inputs = Scenario.weather(7, 3, 3, 30);
    Flux<List<Event>> outputs = pipeline.over(Flux.just(inputs));
    List<Event> expected = directly(inputs);
    for (int i = 0; i < 2; i++) {
      StepVerifier.create(outputs).expectNext(expected).verifyComplete();
    }
  }
}
