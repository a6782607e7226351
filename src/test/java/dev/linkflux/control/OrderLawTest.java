package dev.linkflux.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election;
import dev.linkflux.probe.Doubt;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Oddity;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.Outcome.Promptness;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.quality.Quality;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Stalled;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Used;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the order of events of one moment means. They count in the order in which the gate took
 * them; what was due by then comes before them, of a later stage first. In any order of arrival
 * each path's probes end the same way, and each uplink's qualities do not depend on the others.
 */
class OrderLawTest {
  private static final Object COMMON = "common";
  private static final Comparator<ProbeId> BY_SEQUENCE =
      Comparator.comparingLong(ProbeId::sequence);

  @Test
  void howProbesEndDoesNotDependOnTheOrderOfOtherPathsWithinAMoment() {
    Histories.brief(
        8,
        history -> {
          Map<Object, List<Event>> other = endings(shuffled(history, OrderLawTest::path));
          endings(history.outputs())
              .forEach(
                  (path, ends) -> Histories.assertSame(other.getOrDefault(path, List.of()), ends));
        });
  }

  @Test
  void theQualityOfAnUplinkDoesNotDependOnTheOrderOfOthersWithinAMoment() {
    Histories.brief(
        9,
        history -> {
          Map<Object, List<Event>> other = qualities(shuffled(history, OrderLawTest::uplink));
          qualities(history.outputs())
              .forEach(
                  (uplink, told) ->
                      Histories.assertSame(other.getOrDefault(uplink, List.of()), told));
        });
  }

  /** Among the least bad the present one stays: so it matters who fell first, if nobody is left. */
  @Test
  void ofTwoThatFallAtOneMomentTheLaterOneCarriesIfNobodyElseCan() {
    assertThat(carrierLost(2, 0, 1)).isEqualTo("u1");
    assertThat(carrierLost(2, 1, 0)).isEqualTo("u0");
    assertThat(carrierLost(3, 0, 1)).isEqualTo("u2");
    assertThat(carrierLost(3, 1, 0)).isEqualTo("u2");
  }

  private static String carrierLost(int uplinks, int... lost) {
    Scenario scenario = new Scenario(uplinks, 3, 1).run(10);
    for (int uplink : lost) {
      scenario.hear(
          new LinkFacts(
              new Moment(scenario.now()),
              scenario.settings().uplinks().get(uplink).id(),
              uplink + 1,
              true,
              false,
              List.of(),
              List.of(),
              false));
    }
    return scenario.outputs(Election.class).getLast().carrying().getFirst().name();
  }

  @Test
  void ofTwoAnswersAtOneMomentTheOlderIsOvertakenIfItArrivesLast() {
    Settings settings = Scenario.settings(1, 1);
    ProbeId first =
        new ProbeId(settings.uplinks().getFirst().id(), settings.targets().getFirst().id(), 1);
    ProbeId second = new ProbeId(first.uplink(), first.target(), 2);
    assertThat(oddities(settings, first, second)).isEmpty();
    assertThat(oddities(settings, second, first))
        .containsExactly(new Oddity.Reordered(new Moment(20_000_000), first));
  }

  private static List<Event> oddities(Settings settings, ProbeId... answered) {
    List<Event> inputs = new ArrayList<>();
    for (ProbeId id : List.of(answered).stream().sorted(BY_SEQUENCE).toList()) {
      inputs.add(new Observation.Sent(Moment.ZERO, id));
    }
    for (ProbeId id : answered) {
      inputs.add(new Observation.Returned(new Moment(20_000_000), id, 20_000_000));
    }
    return Histories.run(settings, inputs).stream().filter(Oddity.class::isInstance).toList();
  }

  @Test
  void anAnswerAtTheVeryMomentOfItsTimeoutIsLate() {
    Settings settings = Scenario.settings(1, 1);
    ProbeId id =
        new ProbeId(settings.uplinks().getFirst().id(), settings.targets().getFirst().id(), 1);
    long timeout = settings.probing().timeout().toNanos();
    assertThat(answeredAfter(settings, id, timeout - 1).promptness()).isEqualTo(Promptness.PROMPT);
    assertThat(answeredAfter(settings, id, timeout).promptness()).isEqualTo(Promptness.LATE);
  }

  private static Outcome.Replied answeredAfter(Settings settings, ProbeId id, long nanos) {
    return Histories.run(
            settings,
            List.of(
                new Observation.Sent(Moment.ZERO, id),
                new Observation.Returned(new Moment(nanos), id, nanos)))
        .stream()
        .filter(Outcome.Replied.class::isInstance)
        .map(Outcome.Replied.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsDueAtOneMomentIsDoneByLaterStagesFirst() {
    Settings settings = Scenario.settings(1, 1);
    ProbeId first =
        new ProbeId(settings.uplinks().getFirst().id(), settings.targets().getFirst().id(), 1);
    ProbeId second = new ProbeId(first.uplink(), first.target(), 2);
    Moment due = new Moment(settings.probing().timeout().toNanos());
    Moment ended = new Moment(due.nanos() - 100_000_000);
    List<Event> outputs =
        Histories.run(
            settings,
            List.of(
                new Observation.Sent(Moment.ZERO, first),
                new Observation.Sent(ended, second),
                new Observation.Returned(ended, second, 0),
                new Observation.Withheld(due, second, "ENOBUFS")));
    assertThat(outputs.stream().filter(event -> event.at().equals(due)).map(Object::getClass))
        .containsSubsequence(Quality.class, Outcome.TimedOut.class, Outcome.NotSent.class);
  }

  /** What comes of a history in which events of one moment arrive in another order. */
  private static List<Event> shuffled(Scenario history, Function<Event, Object> lane) {
    SplittableRandom random = new SplittableRandom(history.now());
    List<Event> inputs = history.inputs();
    List<Event> shuffled = new ArrayList<>();
    for (int from = 0; from < inputs.size(); ) {
      int to = from;
      while (to < inputs.size()
          && inputs.get(to).at().equals(inputs.get(from).at())
          && !(inputs.get(to) instanceof Stalled)) {
        to++;
      }
      to = Math.max(to, from + 1);
      shuffle(inputs.subList(from, to), lane, random, shuffled);
      from = to;
    }
    return Histories.run(history.settings(), shuffled);
  }

  /** Lanes are mixed; within a lane the order stays. */
  private static void shuffle(
      List<Event> events, Function<Event, Object> lane, SplittableRandom random, List<Event> into) {
    Map<Object, Queue<Event>> lanes = new LinkedHashMap<>();
    events.forEach(
        event -> lanes.computeIfAbsent(lane.apply(event), _ -> new ArrayDeque<>()).add(event));
    List<Queue<Event>> left = new ArrayList<>(lanes.values());
    while (!left.isEmpty()) {
      Queue<Event> next = left.get(random.nextInt(left.size()));
      into.add(next.remove());
      left.removeIf(Queue::isEmpty);
    }
  }

  private static Object uplink(Event event) {
    return switch (event) {
      case Observation seen -> seen.id().uplink();
      case LinkFacts facts -> facts.uplink();
      case Steered word -> word.uplink();
      case Used used -> used.uplink();
      default -> COMMON;
    };
  }

  private static Object path(Event event) {
    return event instanceof Observation seen ? path(seen.id()) : uplink(event);
  }

  private static Object path(ProbeId id) {
    return List.of(id.uplink(), id.target());
  }

  private static Map<Object, List<Event>> endings(List<Event> outputs) {
    return outputs.stream()
        .filter(event -> event instanceof Outcome || event instanceof Doubt)
        .collect(
            Collectors.groupingBy(
                event ->
                    switch (event) {
                      case Outcome outcome -> path(outcome.id());
                      case Doubt doubt -> path(doubt.id());
                      default -> COMMON;
                    }));
  }

  private static Map<Object, List<Event>> qualities(List<Event> outputs) {
    return outputs.stream()
        .filter(Quality.class::isInstance)
        .collect(Collectors.groupingBy(event -> ((Quality) event).uplink()));
  }
}
