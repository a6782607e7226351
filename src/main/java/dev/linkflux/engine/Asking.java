package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Uplink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

/**
 * Asks through every uplink, at the tempo that was decided last; begins anew where an interface is
 * there anew, and follows new settings without touching what stays the same. Told by one at a time.
 */
final class Asking {
  private final ProberSupply probers;
  private final Instruments instruments;
  private final Scheduler loop;
  private final long seed;

  /** By the names of the uplinks. */
  private final Map<String, Line> lines = new HashMap<>();

  /** What is asked; ends by itself when it is to be asked no more. */
  private final Sinks.Many<Flux<Unstamped>> begun = Sinks.many().unicast().onBackpressureBuffer();

  private final Sinks.Many<Boolean> hurry = Sinks.many().replay().latestOrDefault(false);
  private final Set<String> suspects = new HashSet<>();

  /** By the names of the uplinks, also of those that are disabled now. */
  private final Map<String, Tempo> tempi = new HashMap<>();

  /** The parameters are those of {@link Engine}. */
  Asking(
      Settings settings, ProberSupply probers, Instruments instruments, Scheduler loop, long seed) {
    this.probers = probers;
    this.instruments = instruments;
    this.loop = loop;
    this.seed = seed;
    follow(settings).forEach(Runnable::run);
  }

  /** What the probers see, of all uplinks that are not disabled; without end. */
  Flux<Unstamped> observations() {
    return begun.asFlux().flatMap(one -> one, Integer.MAX_VALUE);
  }

  /** Whether any uplink is suspect; the present answer first, then each change. */
  Flux<Boolean> hurry() {
    return hurry.asFlux().distinctUntilChanged();
  }

  void pace(Pace pace) {
    String name = pace.uplink().name();
    Line line = lines.get(name);
    if (line != null) {
      line.pace(pace.tempo());
    }
    tempi.put(name, pace.tempo());
    boolean _ = pace.isFast() ? suspects.add(name) : suspects.remove(name);
    tellHurry();
  }

  void facts(LinkFacts facts) {
    Line line = lines.get(facts.uplink().name());
    if (line != null) {
      line.facts(facts);
    }
  }

  /** Other settings hold now: what differs is changed on the loop, all in one go. */
  void renew(Settings settings) {
    List<Runnable> steps = follow(settings);
    var _ = loop.schedule(() -> steps.forEach(Runnable::run));
  }

  private List<Runnable> follow(Settings settings) {
    Map<ProbeKind, Prober> able = probers.of(settings);
    List<Runnable> steps = new ArrayList<>();
    List<Uplink> asked = settings.uplinks().stream().filter(uplink -> !uplink.disabled()).toList();
    Set<String> names = asked.stream().map(Uplink::name).collect(Collectors.toSet());
    for (Uplink uplink : asked) {
      Line line = lines.get(uplink.name());
      if (line == null) {
        line = new Line(uplink, settings, instruments, loop, seed + uplink.id().ordinal());
        line.pace(tempi.getOrDefault(uplink.name(), Tempo.STEADY));
        lines.put(uplink.name(), line);
      }
      line.follow(uplink, settings, able, this::begin, steps);
    }
    lines.forEach(
        (name, line) -> {
          if (!names.contains(name)) {
            line.end(steps);
          }
        });
    lines.keySet().retainAll(names);
    tempi.keySet().retainAll(settings.uplinks().stream().map(Uplink::name).toList());
    if (suspects.retainAll(names)) {
      tellHurry();
    }
    return steps;
  }

  private void begin(Flux<Unstamped> one) {
    begun.emitNext(one, EmitFailureHandler.FAIL_FAST);
  }

  private void tellHurry() {
    hurry.emitNext(!suspects.isEmpty(), EmitFailureHandler.FAIL_FAST);
  }
}
