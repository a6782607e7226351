package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.ServerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/**
 * What holds of the whole machine whatever comes in: how time passes, and what order its outputs
 * are in. The seed stands in the failure.
 */
class ControlLawsTest {
  /** All inputs but the wake-ups; the last moment stays, so that all deadlines up to it fire. */
  private static List<Event> bare(Scenario history) {
    List<Event> inputs = new ArrayList<>(Histories.withoutWakeUps(history.inputs()));
    inputs.add(new Woken(new Moment(history.now())));
    return inputs;
  }

  private static void extraWakeUpsChangeNothing(Scenario history) {
    List<Event> inputs = bare(history);
    List<Event> none = Histories.withoutWakeUps(Histories.run(history.settings(), inputs));
    Histories.assertSame(none, Histories.withoutWakeUps(history.outputs()));
    SplittableRandom random = new SplittableRandom(history.now());
    List<Event> more = Histories.run(history.settings(), woken(inputs, random));
    Histories.assertSame(Histories.withoutWakeUps(more), none);
  }

  /** The same with wake-ups between, some of them at the very moments of other events. */
  private static List<Event> woken(List<Event> inputs, SplittableRandom random) {
    List<Event> more = new ArrayList<>();
    long last = 0;
    for (Event event : inputs) {
      long gap = event.at().nanos() - last;
      for (int i = random.nextInt(3); i > 0; i--) {
        last += random.nextBoolean() ? 0 : random.nextLong(gap / 3 + 1);
        more.add(new Woken(new Moment(last)));
      }
      more.add(event);
      last = event.at().nanos();
    }
    return more;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void extraWakeUpsChangeNothing(int block) {
    Histories.brief(block, ControlLawsTest::extraWakeUpsChangeNothing);
  }

  @Test
  void extraWakeUpsChangeNothingInTenMinutesOfAnyPreset() {
    Histories.lasting(ControlLawsTest::extraWakeUpsChangeNothing);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void howTimeIsCutChangesNothing(int block) {
    Histories.brief(
        block,
        history -> {
          List<Event> inputs = history.inputs();
          SplittableRandom random = new SplittableRandom(history.now());
          List<List<Event>> batches = new ArrayList<>();
          for (int from = 0; from < inputs.size(); ) {
            int to = Math.min(inputs.size(), from + 1 + random.nextInt(1 << random.nextInt(10)));
            batches.add(inputs.subList(from, to));
            from = to;
          }
          List<Event> cut =
              new Pipeline(history.settings())
                  .over(Flux.fromIterable(batches))
                  .concatMapIterable(batch -> batch)
                  .collectList()
                  .blockOptional()
                  .orElseThrow();
          Histories.assertSame(cut, history.outputs());
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void whatComesOutIsInTimeOrderAndEveryStateFollowsOnTheLast(int block) {
    Histories.brief(block, ControlLawsTest::isInOrder);
  }

  @Test
  void whatComesOutIsInTimeOrderInTenMinutesOfAnyPreset() {
    Histories.lasting(ControlLawsTest::isInOrder);
  }

  private static void isInOrder(Scenario history) {
    Moment last = Moment.ZERO;
    Map<String, StateName> states = new HashMap<>();
    Map<String, Tempo> tempos = new HashMap<>();
    Map<ServerId, StateName> servers = new HashMap<>();
    ServerElection elected = null;
    history
        .settings()
        .uplinks()
        .forEach(
            uplink ->
                states.put(
                    uplink.name(), uplink.disabled() ? StateName.DISABLED : StateName.UNKNOWN));
    for (Event event : history.outputs()) {
      assertThat(event.at()).as("%s", event).isGreaterThanOrEqualTo(last);
      last = event.at();
      if (event instanceof Transition transition) {
        String uplink = transition.uplink().name();
        assertThat(states.put(uplink, transition.to())).isEqualTo(transition.from());
        assertThat(transition.sentence()).contains(uplink);
      } else if (event instanceof ServerTransition transition) {
        StateName before = servers.put(transition.server(), transition.to());
        assertThat(transition.from()).isEqualTo(before == null ? StateName.UNKNOWN : before);
      } else if (event instanceof ServerElection election) {
        elected = election;
      } else if (event instanceof RoutePlan) {
        assertThat(elected != null || history.settings().servers().isEmpty())
            .as("a server is in use before the first plan")
            .isTrue();
      } else if (event instanceof Pace pace) {
        assertThat(tempos.put(pace.uplink().name(), pace.tempo())).isNotEqualTo(pace.tempo());
      }
    }
  }

  /** Else the laws above would say nothing of servers. */
  @Test
  void theHistoriesHaveServersThatComeAndGo() {
    Map<StateName, Integer> states = new HashMap<>();
    int[] elections = {0};
    Histories.brief(
        6,
        history -> {
          history
              .outputs(ServerTransition.class)
              .forEach(it -> states.merge(it.to(), 1, Integer::sum));
          elections[0] += history.outputs(ServerElection.class).size();
        });
    for (StateName state :
        List.of(StateName.UP, StateName.DEGRADED, StateName.DOWN, StateName.RECOVERING)) {
      assertThat(states.getOrDefault(state, 0)).as("%s", state).isGreaterThan(Cases.of(20));
    }
    assertThat(elections[0]).isGreaterThan(Cases.of(200));
  }

  @Test
  void theSameInputsGiveTheSameOutputs() {
    Histories.lasting(
        history ->
            Histories.assertSame(
                Histories.run(history.settings(), history.inputs()), history.outputs()));
  }
}
