package dev.linkflux.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds whatever comes in. The seed stands in the failure. */
class ServerLawsTest {
  private static void holds(int block, Consumer<ServerHistory> law) {
    LongStream.range(block * 500L, block * 500L + Cases.of(500))
        .forEach(
            seed -> {
              try {
                law.accept(new ServerHistory(seed));
              } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
              }
            });
  }

  private static List<Event> decided(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void extraWakeUpsChangeNothing(int block) {
    holds(
        block,
        history -> {
          SplittableRandom random = new SplittableRandom(history.inputs.size());
          List<Event> more = new ArrayList<>();
          long last = 0;
          for (Event event : history.inputs) {
            for (int i = random.nextInt(4); i > 0; i--) {
              long gap = event.at().nanos() - last;
              last += random.nextBoolean() ? 0 : random.nextLong(gap / 2 + 1);
              more.add(new Woken(new Moment(last)));
            }
            more.add(event);
            last = event.at().nanos();
          }
          assertThat(decided(history.run(more))).isEqualTo(decided(history.run(history.inputs)));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {3})
  void everythingIsPassedOnAndWhatComesOutIsInTimeOrder(int block) {
    holds(
        block,
        history -> {
          List<Event> outputs = history.run(history.inputs);
          assertThat(
                  outputs.stream()
                      .filter(
                          event ->
                              !(event instanceof ServerVerdict
                                  || event instanceof ServerTransition
                                  || event instanceof ServerElection
                                  || event instanceof ConductLearnt))
                      .toList())
              .isEqualTo(history.inputs);
          Moment last = Moment.ZERO;
          for (Event event : outputs) {
            assertThat(event.at()).as("%s", event).isGreaterThanOrEqualTo(last);
            last = event.at();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void everyStateFollowsOnTheLastAndNothingIsToldTwice(int block) {
    holds(
        block,
        history -> {
          Map<ServerId, ServerTransition> states = new HashMap<>();
          for (Event event : history.run(history.inputs)) {
            if (event instanceof ServerTransition it) {
              ServerTransition before = states.put(it.server(), it);
              assertThat(it.from()).isEqualTo(before == null ? StateName.UNKNOWN : before.to());
              assertThat(
                      before == null
                          || before.to() != it.to()
                          || !before.cause().equals(it.cause()))
                  .as("%s after %s", it, before)
                  .isTrue();
              assertThat(it.sentence()).startsWith(it.server().name() + " ");
              boolean bad = it.to() == StateName.DOWN || it.to() == StateName.DEGRADED;
              assertThat(!it.hint().isEmpty()).as("%s", it).isEqualTo(bad);
            }
          }
        });
  }

  /** What is known by the stream alone, kept in the simplest way. */
  private static final class Ledger {
    final Map<ServerId, Map<UplinkId, Checked>> latest = new HashMap<>();
    final Map<UplinkId, StateName> uplinks = new HashMap<>();
    final Map<ServerId, StateName> states = new HashMap<>();

    void take(Event event) {
      switch (event) {
        case Checked it -> {
          if (uplinks.get(it.uplink()) != StateName.DOWN) {
            latest.computeIfAbsent(it.server(), _ -> new HashMap<>()).put(it.uplink(), it);
          }
        }
        case Transition it -> {
          uplinks.put(it.uplink(), it.to());
          if (it.to() == StateName.DOWN) {
            latest.values().forEach(checks -> checks.remove(it.uplink()));
          }
        }
        case Election it when it.cause() == Cause.ISOLATED -> latest.clear();
        case ServerTransition it -> states.put(it.server(), it.to());
        default -> {}
      }
    }

    boolean counts(UplinkId uplink) {
      StateName state = uplinks.getOrDefault(uplink, StateName.UNKNOWN);
      return state == StateName.UP || state == StateName.DEGRADED || state == StateName.RECOVERING;
    }

    boolean serves(ServerId server) {
      return latest.getOrDefault(server, Map.of()).values().stream()
          .anyMatch(check -> check.serves() && counts(check.uplink()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void noServerFallsWhileItsLastCheckThroughAnUplinkThatCountsServes(int block) {
    holds(
        block,
        history -> {
          Ledger ledger = new Ledger();
          for (Event event : history.run(history.inputs)) {
            if (event instanceof ServerTransition it && it.to() == StateName.DOWN) {
              assertThat(ledger.serves(it.server())).as("%s", it).isFalse();
              assertThat(check(history, it.server())).isNotEqualTo(Check.Kind.NONE);
            }
            ledger.take(event);
          }
        });
  }

  private static Check.Kind check(ServerHistory history, ServerId server) {
    return history.servers.get(server.ordinal()).check().kind();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9})
  void everyStepUpRestsOnACheckThatServesAtThatMoment(int block) {
    holds(
        block,
        history -> {
          Checked last = null;
          for (Event event : history.run(history.inputs)) {
            if (event instanceof Checked check) {
              last = check;
            } else if (event instanceof ServerTransition it
                && (it.to() == StateName.RECOVERING || it.to() == StateName.UP)
                && check(history, it.server()) != Check.Kind.NONE) {
              assertThat(last != null && isGroundOf(last, it)).as("%s after %s", it, last).isTrue();
            }
          }
        });
  }

  private static boolean isGroundOf(Checked check, ServerTransition it) {
    return check.serves() && check.at().equals(it.at()) && check.server().equals(it.server());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11})
  void someServerIsInUseFromTheStartAndIsLeftOnlyForAReason(int block) {
    holds(
        block,
        history -> {
          Ledger ledger = new Ledger();
          ServerElection before = null;
          boolean ordered = false;
          ServerId appointed = null;
          for (Event event : history.run(history.inputs)) {
            if (event instanceof ServerVerdict || event instanceof ServerTransition) {
              assertThat(before != null || isUnchecked(history, event)).isTrue();
            }
            if (event instanceof ServerElection it) {
              if (before == null) {
                assertThat(it.cause()).isIn("started", "operator");
              } else {
                isForAReason(history, ledger, before, it, ordered, appointed);
              }
              before = it;
            } else if (!(event instanceof ServerVerdict || event instanceof ServerTransition)) {
              ordered = event instanceof Appointed;
              appointed = event instanceof Appointed word ? word.server() : appointed;
            }
            ledger.take(event);
          }
        });
  }

  private static boolean isUnchecked(ServerHistory history, Event event) {
    return event instanceof ServerTransition it && check(history, it.server()) == Check.Kind.NONE;
  }

  private static void isForAReason(
      ServerHistory history,
      Ledger ledger,
      ServerElection before,
      ServerElection it,
      boolean ordered,
      @Nullable ServerId appointed) {
    Server left = history.servers.get(before.active().ordinal());
    Server taken = history.servers.get(it.active().ordinal());
    StateName state = ledger.states.getOrDefault(left.id(), StateName.UNKNOWN);
    StateName other = ledger.states.getOrDefault(taken.id(), StateName.UNKNOWN);
    if (left.equals(taken)) {
      assertThat(ordered).as("%s after %s", it, before).isTrue();
      return;
    }
    assertThat(other).as("%s after %s", it, before).isNotEqualTo(StateName.DOWN);
    switch (it.cause()) {
      case "operator" -> assertThat(ordered || taken.id().equals(appointed)).isTrue();
      case "started" -> assertThat(before.cause()).isEqualTo("started");
      case "recovered" -> {
        assertThat(left.role()).isEqualTo(Role.BACKUP);
        assertThat(taken.role()).isEqualTo(Role.MAIN);
        assertThat(taken.hysteresis().returning()).isNotEqualTo(Returning.MANUAL);
        assertThat(other).isIn(StateName.UP, StateName.DEGRADED);
      }
      default -> assertThat(state).as("%s after %s", it, before).isEqualTo(StateName.DOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12})
  void aServerThatIsDownIsNotInUseWhileAnotherServes(int block) {
    holds(
        block,
        history -> {
          Ledger ledger = new Ledger();
          ServerId active = null;
          List<Event> outputs = history.run(history.inputs);
          for (int i = 0; i < outputs.size(); i++) {
            Event event = outputs.get(i);
            ledger.take(event);
            active = event instanceof ServerElection it ? it.active() : active;
            boolean done = i + 1 == outputs.size() || history.inputs.contains(outputs.get(i + 1));
            if (done && active != null && ledger.states.get(active) == StateName.DOWN) {
              assertThat(ledger.states.values())
                  .as("after %s", event)
                  .doesNotContain(StateName.UP, StateName.DEGRADED, StateName.RECOVERING);
            }
          }
        });
  }
}
