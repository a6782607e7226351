package dev.linkflux.cli;

import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.engine.Trouble;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a service that starts now would want the kernel to hold: the real decisions, on the facts of
 * the links as they are, before any probe has said anything.
 *
 * @param carrying whom it would elect
 * @param warnings such as default routes of others that go before ours
 */
record StartPlan(RoutePlan plan, List<UplinkId> carrying, List<String> warnings) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  StartPlan {
    carrying = List.copyOf(carrying);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads the links once; blocks for some milliseconds.
   *
   * @param elected who was elected by a service that runs, or null to elect as at its start
   * @throws Refusal if the kernel does not tell
   */
  static StartPlan of(Settings settings, LinkWatch links, Instant now, @Nullable Election elected) {
    Set<UplinkId> known = new HashSet<>();
    List<Event> events = new ArrayList<>(List.of(new Dated(Moment.ZERO, now)));
    try {
      links
          .facts()
          .map(StartPlan::stamped)
          .doOnNext(events::add)
          .takeUntil(
              event ->
                  event instanceof LinkFacts facts
                      && known.add(facts.uplink())
                      && known.size() == settings.uplinks().size())
          .blockLast(PATIENCE);
    } catch (RuntimeException failure) {
      throw new Refusal(Refusal.FAILED, "linkflux: cannot read the links: " + failure.getMessage());
    }
    return of(settings, events, elected);
  }

  private static StartPlan of(Settings settings, List<Event> events, @Nullable Election elected) {
    List<Event> outcome = new ArrayList<>();
    var stage = elected == null ? new Control(settings) : Control.plans(settings);
    events.forEach(event -> stage.accept(event, outcome::add));
    if (elected != null) {
      stage.accept(elected, outcome::add);
    }
    RoutePlan plan = last(RoutePlan.class, outcome);
    Election election = last(Election.class, outcome);
    if (plan == null || election == null) {
      throw new IllegalStateException("the facts of every uplink give a plan");
    }
    return new StartPlan(
        plan,
        election.carrying(),
        events.stream()
            .filter(Trouble.class::isInstance)
            .map(event -> ((Trouble) event).reason())
            .toList());
  }

  private static <T extends Event> @Nullable T last(Class<T> kind, List<Event> events) {
    return events.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((_, later) -> later)
        .orElse(null);
  }

  /** An event of a source that is stamped with the beginning of time. */
  private static Event stamped(Unstamped event) {
    return event.at(Moment.ZERO);
  }
}
