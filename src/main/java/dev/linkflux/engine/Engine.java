package dev.linkflux.engine;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ProbeKind;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;

/**
 * The live pipeline: sources through the gate into the stages; effects carried out; what comes of
 * them back to the gate.
 */
public final class Engine {
  /**
   * How often time passes by itself: at rest, and while an uplink is suspect. The period costs
   * latency of deadlines, never a different answer; each wake-up costs processor time.
   */
  private static final Duration HEARTBEAT = Duration.ofMillis(100);

  private static final Duration QUICK_HEARTBEAT = Duration.ofMillis(20);

  private final Settings settings;
  private final Map<ProbeKind, Prober> probers;
  private final LinkWatch links;
  private final RouteSink routes;
  private final Gate gate;
  private final Instruments instruments;
  private final Scheduler loop;
  private final Consumer<Event> journal;
  private final long seed;

  private final Sinks.Many<RoutePlan> plans = Sinks.many().unicast().onBackpressureBuffer();
  private final List<Sinks.Many<Tempo>> paces = new ArrayList<>();
  private final Sinks.Many<Boolean> hurry = Sinks.many().replay().latestOrDefault(false);
  private final Set<UplinkId> suspects = new HashSet<>();

  /** Tells of each uplink when its interface is there anew. */
  private final List<Sinks.Many<LinkFacts>> arrivals = new ArrayList<>();

  private final int[] indexes;

  /**
   * @param probers of the kinds of the targets in {@code settings}
   * @param gate journals what comes in
   * @param instruments that the probers tell: what was spent sets the cadence of metered uplinks
   * @param loop the event loop of the probes: heartbeats come from there, so that its lateness is
   *     seen
   * @param journal takes what is decided, in order; must not block
   * @param seed of the jitter of the schedule
   */
  public Engine(
      Settings settings,
      Map<ProbeKind, Prober> probers,
      LinkWatch links,
      RouteSink routes,
      Gate gate,
      Instruments instruments,
      Scheduler loop,
      Consumer<Event> journal,
      long seed) {
    this.settings = settings;
    this.probers = Map.copyOf(probers);
    this.links = links;
    this.routes = routes;
    this.gate = gate;
    this.instruments = instruments;
    this.loop = loop;
    this.journal = journal;
    this.seed = seed;
    settings.uplinks().forEach(_ -> paces.add(Sinks.many().replay().latestOrDefault(Tempo.STEADY)));
    settings.uplinks().forEach(_ -> arrivals.add(Sinks.many().multicast().directBestEffort()));
    this.indexes = new int[settings.uplinks().size()];
  }

  /** Everything that happens and comes of it, by the stages of its settings alone. */
  public Flux<List<Event>> events() {
    return events(new Pipeline(settings));
  }

  /**
   * Everything that happens and comes of it, in time order, while subscribed. To be subscribed
   * once.
   *
   * @param stages of the same settings
   */
  public Flux<List<Event>> events(Pipeline stages) {
    Flux<Unstamped> answers = answers().publish().refCount(2);
    Flux<Unstamped> rare = Flux.merge(heartbeats(), facts(), answers);
    Flux<Unstamped> frequent = probes().delaySubscription(answers.next());
    return gate.order(Flux.merge(rare.map(List::of), Gate.together(frequent, loop)))
        .transform(stages::over)
        .doOnNext(batch -> batch.forEach(this::carryOut))
        .checkpoint("engine");
  }

  private Flux<Unstamped> facts() {
    return Persistent.source(links.facts(), "link watch", loop, Flux.never());
  }

  private Flux<Unstamped> heartbeats() {
    return hurry
        .asFlux()
        .distinctUntilChanged()
        .switchMap(now -> Heartbeat.every(now ? QUICK_HEARTBEAT : HEARTBEAT, loop));
  }

  /** The newest plan is carried out next; those that it overtook are not carried out at all. */
  private Flux<Unstamped> answers() {
    return plans.asFlux().onBackpressureLatest().concatMap(routes::apply, 0);
  }

  private Flux<Unstamped> probes() {
    return Flux.fromIterable(settings.uplinks())
        .filter(uplink -> !uplink.disabled())
        .flatMap(this::probes, Integer.MAX_VALUE);
  }

  private Flux<Unstamped> probes(Uplink uplink) {
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
        .flatMap(kind -> probes(uplink, kind.getKey(), kind.getValue(), turns), Integer.MAX_VALUE);
  }

  private Flux<Unstamped> probes(
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

  private void carryOut(Event event) {
    switch (event) {
      case Pace pace -> {
        paces.get(pace.uplink().ordinal()).emitNext(pace.tempo(), EmitFailureHandler.FAIL_FAST);
        boolean _ = pace.isFast() ? suspects.add(pace.uplink()) : suspects.remove(pace.uplink());
        hurry.emitNext(!suspects.isEmpty(), EmitFailureHandler.FAIL_FAST);
      }
      case RoutePlan plan -> {
        journal.accept(plan);
        plans.emitNext(plan, EmitFailureHandler.FAIL_FAST);
      }
      case Transition transition -> journal.accept(transition);
      case Election election -> journal.accept(election);
      case LinkFacts facts -> arrive(facts);
      default -> {}
    }
  }

  private void arrive(LinkFacts facts) {
    int ordinal = facts.uplink().ordinal();
    if (indexes[ordinal] != facts.index()) {
      indexes[ordinal] = facts.index();
      if (facts.isPresent()) {
        Sinks.EmitResult _ = arrivals.get(ordinal).tryEmitNext(facts); // nobody may be waiting
      }
    }
  }
}
