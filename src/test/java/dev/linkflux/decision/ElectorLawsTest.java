package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any history of candidates. The seed stands in the name of the failing case. */
class ElectorLawsTest {
  private static final List<String> STATES =
      List.of("up", "up", "up", "unknown", "recovering", "degraded", "down", "cut", "disabled");
  private static final List<String> BEARINGS =
      List.of("", "", "", "", "+pin", "+avoid", "+work", "+over", "+over+work", "+pin+work");
  private static final List<Strategy> STRATEGIES =
      List.of(
          new Strategy.Failover(),
          new Strategy.Balance(false),
          new Strategy.Balance(true),
          Strategy.LowestRtt.DEFAULT);
  private static final int STEPS = 12;

  /** A ballot, and what was elected: each ballot is about those that were elected before. */
  private record Step(Ballot ballot, Election election) {
    String said() {
      return ballot.candidates().stream()
          .map(it -> it.uplink().tier() + ":" + it.state() + it.wish().steering())
          .collect(Collectors.joining(" ", Ballots.names(ballot.present()) + " | ", ""));
    }
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, Cases.of(400)).mapToObj(Long::valueOf);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Ten histories of a seed. */
  private static List<Step> steps(long seed) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    for (int history = 0; history < 10; history++) {
      Strategy strategy = any(random, STRATEGIES);
      int uplinks = 1 + random.nextInt(5);
      List<Integer> tiers = random.ints(uplinks, 1, 4).boxed().toList();
      List<UplinkId> present = List.of();
      for (int step = 0; step < STEPS; step++) {
        String words =
            tiers.stream()
                .map(
                    tier ->
                        tier + ":" + any(random, STATES) + any(random, BEARINGS) + figures(random))
                .collect(Collectors.joining(" "));
        Ballot plain = Ballots.ballot("-", words, strategy).carriedBy(present);
        boolean won = random.nextInt(4) == 0;
        Ballot ballot =
            won ? Ballots.favouring(plain, Monitors.id(random.nextInt(uplinks))) : plain;
        Election election = Elector.elect(ballot);
        steps.add(new Step(ballot, election));
        present = election.carrying();
      }
    }
    return steps;
  }

  private static String figures(Random random) {
    return "@" + (1 + random.nextInt(100)) + "#" + (1 + random.nextInt(20));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void somethingCarriesUnlessAllAreDisabled(long seed) {
    for (Step step : steps(seed)) {
      boolean disabled =
          step.ballot().candidates().stream().allMatch(it -> it.state() == StateName.DISABLED);
      assertThat(step.election().carrying().isEmpty()).as(step.said()).isEqualTo(disabled);
      assertThat(step.election().carrying())
          .noneMatch(id -> step.ballot().candidate(id).state() == StateName.DISABLED);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aWorseOneNeverCarriesWhileThereIsABetterOne(long seed) {
    for (Step step : steps(seed)) {
      Ballot ballot = step.ballot();
      Standing best =
          ballot.candidates().stream()
              .map(ballot::standing)
              .min(Comparator.naturalOrder())
              .orElseThrow();
      for (UplinkId id : step.election().carrying()) {
        Candidate candidate = ballot.candidate(id);
        assertThat(ballot.standing(candidate)).as(step.said()).isEqualTo(best);
        if (best == Standing.FIT) {
          assertThat(ballot.candidates())
              .as(step.said())
              .noneMatch(
                  other ->
                      ballot.standing(other) == Standing.FIT && other.compareLevel(candidate) < 0);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thePresentOneIsNotLeftForItsEqualUnlessThatHasWon(long seed) {
    for (Step step : steps(seed)) {
      Ballot ballot = step.ballot();
      for (UplinkId id : ballot.present()) {
        Candidate left = ballot.candidate(id);
        if (!step.election().carrying().contains(id)
            && ballot.present().size() == 1
            && left.state() != StateName.DISABLED) {
          for (UplinkId taken : step.election().carrying()) {
            boolean equal = ballot.areEqual(left, ballot.candidate(taken));
            assertThat(!equal || taken.equals(ballot.favourite())).as(step.said()).isTrue();
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anElectionStandsUntilSomethingChanges(long seed) {
    for (Step step : steps(seed)) {
      Election election = step.election();
      Election again = Elector.elect(step.ballot().carriedBy(election.carrying()));
      assertThat(again.carrying()).as(step.said()).isEqualTo(election.carrying());
      assertThat(again.standby()).as(step.said()).isEqualTo(election.standby());
      assertThat(again.excluded()).as(step.said()).isEqualTo(election.excluded());
      assertThat(again.considered()).as(step.said()).isEqualTo(election.considered());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyUplinkIsAccountedForOnceAndWithAReason(long seed) {
    for (Step step : steps(seed)) {
      Election election = step.election();
      List<UplinkId> all = new ArrayList<>(election.carrying());
      all.addAll(election.standby());
      election.excluded().forEach(excluded -> all.add(excluded.uplink()));
      List<UplinkId> ids = step.ballot().candidates().stream().map(Candidate::id).toList();
      assertThat(all).as(step.said()).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(election.considered()).extracting(Considered::uplink).isEqualTo(ids);
      for (Considered considered : election.considered()) {
        assertThat(considered.weight() > 0)
            .isEqualTo(election.carrying().contains(considered.uplink()));
        assertThat(considered.why()).isNotBlank();
      }
      assertThat(election.sentence()).isNotBlank();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatStandsByTakesOverInItsOrder(long seed) {
    for (Step step : steps(seed)) {
      Election election = step.election();
      if (election.standby().isEmpty() || step.ballot().strategy() instanceof Strategy.Balance) {
        continue;
      }
      List<Candidate> without =
          step.ballot().candidates().stream()
              .map(it -> election.carrying().contains(it.id()) ? down(it) : it)
              .toList();
      Ballot next =
          new Ballot(
              Ballots.AT,
              Cause.CARRIER_LOST,
              without,
              election.carrying(),
              null,
              step.ballot().strategy());
      assertThat(Elector.elect(next).carrying().getFirst())
          .as(step.said())
          .isEqualTo(election.standby().getFirst());
    }
  }

  private static Candidate down(Candidate candidate) {
    return new Candidate(
        candidate.uplink(),
        StateName.DOWN,
        Cause.CARRIER_LOST,
        List.of(),
        candidate.wish(),
        candidate.workedOnUntil(),
        candidate.used(),
        candidate.rtt(),
        candidate.severity(),
        candidate.share(),
        null);
  }
}
