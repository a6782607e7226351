package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
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
 * there anew. Told by one at a time.
 */
final class Asking {
  private final Settings settings;
  private final Map<ProbeKind, Prober> probers;
  private final Instruments instruments;
  private final Scheduler loop;
  private final long seed;
  private final List<Sinks.Many<Tempo>> paces = new ArrayList<>();
  private final Sinks.Many<Boolean> hurry = Sinks.many().replay().latestOrDefault(false);
  private final Set<UplinkId> suspects = new HashSet<>();

  /** Tells of each uplink when its interface is there anew. */
  private final List<Sinks.Many<LinkFacts>> arrivals = new ArrayList<>();

  private final int[] indexes;

  /** The parameters are those of {@link Engine}. */
  Asking(
      Settings settings,
      Map<ProbeKind, Prober> probers,
      Instruments instruments,
      Scheduler loop,
      long seed) {
    this.settings = settings;
    this.probers = Map.copyOf(probers);
    this.instruments = instruments;
    this.loop = loop;
    this.seed = seed;
    settings.uplinks().forEach(_ -> paces.add(Sinks.many().replay().latestOrDefault(Tempo.STEADY)));
    settings.uplinks().forEach(_ -> arrivals.add(Sinks.many().multicast().directBestEffort()));
    this.indexes = new int[settings.uplinks().size()];
  }

  /** What the probers see, of all uplinks that are not disabled. */
  Flux<Unstamped> observations() {
    return Flux.fromIterable(settings.uplinks())
        .filter(uplink -> !uplink.disabled())
        .flatMap(this::observations, Integer.MAX_VALUE);
  }

  /** Whether any uplink is suspect; the present answer first, then each change. */
  Flux<Boolean> hurry() {
    return hurry.asFlux().distinctUntilChanged();
  }

  void pace(Pace pace) {
    paces.get(pace.uplink().ordinal()).emitNext(pace.tempo(), EmitFailureHandler.FAIL_FAST);
    boolean _ = pace.isFast() ? suspects.add(pace.uplink()) : suspects.remove(pace.uplink());
    hurry.emitNext(!suspects.isEmpty(), EmitFailureHandler.FAIL_FAST);
  }

  void facts(LinkFacts facts) {
    int ordinal = facts.uplink().ordinal();
    if (indexes[ordinal] != facts.index()) {
      indexes[ordinal] = facts.index();
      if (facts.isPresent()) {
        Sinks.EmitResult _ = arrivals.get(ordinal).tryEmitNext(facts); // nobody may be waiting
      }
    }
  }

  private Flux<Unstamped> observations(Uplink uplink) {
    Map<ProbeKind, List<Target>> byKind =
        settings.targets().stream().collect(Collectors.groupingBy(Target::kind));
    Cadence cadence =
        new Cadence(
            uplink,
            settings.targets(),
            settings.probing(),
            instruments,
            loop,
            seed + uplink.id().ordinal());
    Flux<ProbeId> turns = cadence.turns(paces.get(uplink.id().ordinal()).asFlux()).share();
    return Flux.fromIterable(byKind.entrySet())
        .flatMap(
            kind -> observations(uplink, kind.getKey(), kind.getValue(), turns), Integer.MAX_VALUE);
  }

  private Flux<Unstamped> observations(
      Uplink uplink, ProbeKind kind, List<Target> targets, Flux<ProbeId> turns) {
    Prober prober = probers.get(kind);
    if (prober == null) {
      return Flux.error(new IllegalStateException("no prober of kind " + kind));
    }
    Set<TargetId> asked = targets.stream().map(Target::id).collect(Collectors.toSet());
    Flux<ProbeId> ours = turns.filter(turn -> asked.contains(turn.target()));
    return Persistent.source(
        prober.observations(uplink, targets, ours),
        "probes of " + uplink.name(),
        loop,
        arrivals.get(uplink.id().ordinal()).asFlux());
  }
}
