package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.decision.Election;
import dev.linkflux.route.RoutePlan.Cause;
import dev.linkflux.server.Located;
import dev.linkflux.server.ServerElection;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.LinkFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever comes in. The seed stands in the failure. */
class PlanLawTest {
  private static final long SECOND = 1_000_000_000;

  static void holds(int block, Consumer<PlanHistory> law) {
    LongStream.range(block * 250L, block * 250L + Cases.of(250))
        .forEach(
            seed -> {
              try {
                law.accept(new PlanHistory(seed));
              } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
              }
            });
  }

  static List<Event> run(PlanHistory history, List<Event> inputs) {
    PlanStage stage = new PlanStage(history.uplinks, history.routing, history.servers);
    List<Event> outputs = new ArrayList<>();
    inputs.forEach(event -> stage.accept(event, outputs::add));
    return outputs;
  }

  private static List<RoutePlan> plans(List<Event> outputs) {
    return outputs.stream().filter(RoutePlan.class::isInstance).map(RoutePlan.class::cast).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyPlanIsSound(int block) {
    holds(
        block,
        history -> {
          @Nullable LinkFacts[] facts = new @Nullable LinkFacts[history.uplinks.size()];
          Election election = null;
          RoutePlan last = null;
          FarEndLaws ends = new FarEndLaws(history.servers);
          for (Event event : run(history, history.inputs)) {
            ends.take(event);
            if (event instanceof LinkFacts now) {
              facts[now.uplink().ordinal()] = now;
            } else if (event instanceof Election now) {
              election = now;
            } else if (event instanceof RoutePlan plan) {
              last = plan;
              List<LinkFacts> known = Arrays.stream(facts).map(Objects::requireNonNull).toList();
              new PlanLaws(history.uplinks, known, Objects.requireNonNull(election)).hold(plan);
              ends.hold(plan, known);
            }
          }
          boolean known = election != null && Arrays.stream(facts).allMatch(Objects::nonNull);
          assertThat(last != null).isEqualTo(known);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {4})
  void whatWasSoundStaysSoUntilTheNextPlan(int block) {
    holds(
        block,
        history -> {
          List<Event> inputs = history.inputs;
          for (int i = 0; i < inputs.size(); i += 23) {
            List<Event> some = new ArrayList<>(inputs.subList(0, i + 1));
            List<RoutePlan> before = plans(run(history, some));
            if (!before.isEmpty()) {
              // Any plan that is asked for says what the last one said.
              some.add(
                  new RouteAnswer.Refused(some.getLast().at(), before.getLast().generation(), ""));
              some.add(new Woken(some.getLast().at().plusNanos(SECOND)));
              assertSameContent(plans(run(history, some)).getLast(), before.getLast());
            }
          }
        });
  }

  private static void assertSameContent(RoutePlan plan, RoutePlan before) {
    assertThat(plan.routes()).isEqualTo(before.routes());
    assertThat(plan.rules()).isEqualTo(before.rules());
    assertThat(plan.endpoints()).isEqualTo(before.endpoints());
    assertThat(plan.limits()).isEqualTo(before.limits());
  }

  private static boolean sameContent(RoutePlan plan, RoutePlan before) {
    return plan.routes().equals(before.routes())
        && plan.rules().equals(before.rules())
        && plan.endpoints().equals(before.endpoints())
        && plan.limits().equals(before.limits());
  }

  @ParameterizedTest
  @ValueSource(ints = {6})
  void aPlanDiffersFromTheOneBeforeOnlyIfSomethingAskedForIt(int block) {
    holds(
        block,
        history -> {
          RoutePlan before = null;
          Event input = null;
          for (Event event : run(history, history.inputs)) {
            if (!(event instanceof RoutePlan plan)) {
              input = event;
              continue;
            }
            assertThat(plan.generation()).isEqualTo(before == null ? 1 : before.generation() + 1);
            switch (plan.cause()) {
              case LINK -> isAskedFor(plan, before, input instanceof LinkFacts, input);
              case ELECTION -> isAskedFor(plan, before, input instanceof Election, input);
              case SERVER ->
                  isAskedFor(
                      plan,
                      before,
                      input instanceof Located || input instanceof ServerElection,
                      input);
              case DRIFT, RETRY -> assertSameContent(plan, Objects.requireNonNull(before));
              case RECONFIGURED, EXIT -> throw new AssertionError("nobody does that here");
            }
            before = plan;
          }
        });
  }

  private static void isAskedFor(
      RoutePlan plan, @Nullable RoutePlan before, boolean kind, @Nullable Event by) {
    assertThat(kind && by != null && by.at().equals(plan.at())).as("%s by %s", plan, by).isTrue();
    assertThat(before == null || !sameContent(plan, before) || !plan.expiries().isEmpty())
        .as("%s is no other than the one before, nor is there anything to forget", plan)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {8})
  void extraWakeUpsChangeNothing(int block) {
    holds(
        block,
        history -> {
          SplittableRandom random = new SplittableRandom(history.inputs.size());
          List<Event> more = new ArrayList<>();
          long last = 0;
          for (Event event : history.inputs) {
            for (int i = random.nextInt(3); i > 0; i--) {
              last += random.nextLong((event.at().nanos() - last) / 2 + 1);
              more.add(new Woken(new Moment(last)));
            }
            more.add(event);
            last = event.at().nanos();
          }
          assertThat(withoutWakeUps(run(history, more)))
              .isEqualTo(withoutWakeUps(run(history, history.inputs)));
        });
  }

  private static List<Event> withoutWakeUps(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {10})
  void driftIsPutBackWithinASecondAndAtMostThriceAndOnceASecond(int block) {
    holds(
        block,
        history -> {
          List<Event> outputs = run(history, history.inputs);
          List<RoutePlan> plans = plans(outputs);
          List<Long> repairs =
              plans.stream()
                  .filter(plan -> plan.cause() == Cause.DRIFT)
                  .map(plan -> plan.at().nanos())
                  .toList();
          for (int i = 0; i < repairs.size(); i++) {
            for (int j = i; j < repairs.size(); j++) {
              assertThat(j - i + 1L)
                  .isLessThanOrEqualTo(3 + (repairs.get(j) - repairs.get(i)) / SECOND);
            }
          }
          RoutePlan last = null;
          for (int i = 0; i < outputs.size(); i++) {
            Event event = outputs.get(i);
            if (event instanceof RoutePlan plan) {
              last = plan;
            } else if (last != null
                && (event instanceof Drifted
                    || (event instanceof RouteAnswer.Refused no
                        && no.generation() == last.generation()))) {
              assertThat(
                      plans(outputs.subList(i, outputs.size()))
                          .getFirst()
                          .at()
                          .since(event.at())
                          .toNanos())
                  .isBetween(0L, SECOND);
            }
          }
        });
  }
}
