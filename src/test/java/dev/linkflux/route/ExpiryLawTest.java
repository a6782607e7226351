package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.decision.Election;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.Prefix;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No flow is forgotten to be forgotten, whatever comes in. The seed stands in the failure. */
class ExpiryLawTest {
  /**
   * @param address null for all that bear the mark
   * @param marked true if those that bear the mark are not spared
   */
  private record Named(UplinkId uplink, @Nullable InetAddress address, boolean marked) {}

  /** What an observer knows who sees what comes in and what is planned. */
  private static final class Observer {
    private final PlanHistory history;
    private final @Nullable LinkFacts[] facts;
    private List<UplinkId> elected = List.of();

    /** Who carried by the plan before. */
    private Set<UplinkId> carried = Set.of();

    private long generation;

    /** What was named, and the first of the plans in a row that did. */
    private final Map<Named, Long> pending = new HashMap<>();

    /** What one of those plans was carried out of; a later one may have more reason to name it. */
    private final Set<Named> answered = new HashSet<>();

    Observer(PlanHistory history) {
      this.history = history;
      this.facts = new @Nullable LinkFacts[history.uplinks.size()];
    }

    void hear(Event event) {
      switch (event) {
        case LinkFacts now -> facts[now.uplink().ordinal()] = now;
        case Election now -> elected = now.carrying();
        case RouteAnswer.Applied applied -> {
          if (applied.generation() <= generation) {
            pending.forEach(
                (one, since) -> {
                  if (since <= applied.generation()) {
                    answered.add(one);
                  }
                });
          }
        }
        case RoutePlan plan -> {
          generation = plan.generation();
          Set<UplinkId> leading = leading(plan);
          Set<Named> named = named(plan);
          isKept(named, leading, plan);
          isComplete(plan, leading);
          named.forEach(one -> pending.putIfAbsent(one, generation));
          carried = new HashSet<>(leading);
          carried.retainAll(elected);
        }
        default -> {}
      }
    }

    private Set<UplinkId> leading(RoutePlan plan) {
      return plan.routes().stream()
          .filter(route -> route.table() == Route.MAIN)
          .flatMap(route -> route.hops().stream())
          .map(hop -> history.uplinks.get(Integer.parseInt(hop.device().substring(3))).id())
          .collect(Collectors.toSet());
    }

    private static Set<Named> named(RoutePlan plan) {
      Set<Named> named = new HashSet<>();
      for (Expiry expiry : plan.expiries()) {
        boolean marked = !expiry.sparingMarked() || expiry.mask() == 0;
        for (InetAddress address : expiry.addresses()) {
          named.add(new Named(expiry.uplink(), address, false));
          if (marked) {
            named.add(new Named(expiry.uplink(), address, true));
          }
        }
        if (!expiry.sparingMarked()) {
          named.add(new Named(expiry.uplink(), null, true));
        }
      }
      return named;
    }

    /** All that is not answered is named again, but for what is somebody's again. */
    private void isKept(Set<Named> named, Set<UplinkId> leading, RoutePlan plan) {
      for (Iterator<Named> known = pending.keySet().iterator(); known.hasNext(); ) {
        Named one = known.next();
        if (!named.contains(one)) {
          boolean isBack = leading.contains(one.uplink()) && has(one.uplink(), one.address());
          boolean isOfAnother =
              history.uplinks.stream()
                  .map(uplink -> uplink.id())
                  .anyMatch(other -> !other.equals(one.uplink()) && has(other, one.address()));
          assertThat(answered.remove(one) || isBack || isOfAnother)
              .as("%s in %s", one, plan)
              .isTrue();
          known.remove();
        }
      }
    }

    private boolean has(UplinkId uplink, @Nullable InetAddress address) {
      LinkFacts now = facts[uplink.ordinal()];
      return now != null
          && now.index() > 0
          && now.up()
          && (address == null
              || now.addresses().stream().map(Prefix::address).anyMatch(address::equals));
    }

    /** What carried and leads nowhere any more, while another does, is forgotten at once. */
    private void isComplete(RoutePlan plan, Set<UplinkId> leading) {
      Set<UplinkId> left = new HashSet<>(carried);
      left.removeAll(leading);
      if (history.routing.flows() == Flows.EXPIRE && !leading.isEmpty()) {
        assertThat(
                plan.expiries().stream()
                    .filter(expiry -> !expiry.sparingMarked())
                    .map(Expiry::uplink))
            .containsAll(left);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 13})
  void whatIsToBeForgottenIsSaidUntilItIsDone(int block) {
    PlanLawTest.holds(
        block,
        history -> {
          Observer observer = new Observer(history);
          PlanLawTest.run(history, history.inputs).forEach(observer::hear);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {16})
  void theHistoriesHaveAllKindsOfIt(int block) {
    Set<String> kinds = new HashSet<>();
    PlanLawTest.holds(
        block,
        history ->
            PlanLawTest.run(history, history.inputs).stream()
                .filter(RoutePlan.class::isInstance)
                .flatMap(plan -> ((RoutePlan) plan).expiries().stream())
                .forEach(
                    expiry ->
                        kinds.add(
                            Scene.words(expiry)
                                .replaceAll("^\\w+ ", "")
                                .replaceAll("\\[.+]", "[…]"))));
    assertThat(kinds)
        .containsExactlyInAnyOrder("[…] all", "[] all", "[…] unmarked", "[…] even marked");
  }
}
