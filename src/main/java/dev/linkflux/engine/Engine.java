package dev.linkflux.engine;

import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.Transition;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.server.ServerElection;
import dev.linkflux.server.ServerTransition;
import dev.linkflux.server.ServerVerdict;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.LinkFacts;
import dev.linkflux.uplink.ProbeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
  private final LinkWatch links;
  private final RouteSink routes;
  private final Outside outside;
  private final Gate gate;
  private final Scheduler loop;
  private final Consumer<Event> journal;
  private final Asking asking;
  private final Dating dating;
  private final Sinks.Many<RoutePlan> plans = Sinks.many().unicast().onBackpressureBuffer();

  /**
   * @param probers of the kinds of the targets of any settings that come
   * @param outside the clock on the wall, the operator, the traffic
   * @param gate journals what comes in
   * @param instruments that the probers tell: what was spent sets the cadence of metered uplinks
   * @param loop the event loop of the probes: heartbeats come from there, so that its lateness is
   *     seen
   * @param journal takes what is decided, in order; must not block
   * @param seed of the jitter of the schedule
   */
  public Engine(
      Settings settings,
      ProberSupply probers,
      LinkWatch links,
      RouteSink routes,
      Outside outside,
      Gate gate,
      Instruments instruments,
      Scheduler loop,
      Consumer<Event> journal,
      long seed) {
    this.settings = settings;
    this.links = links;
    this.routes = routes;
    this.outside = outside;
    this.gate = gate;
    this.loop = loop;
    this.journal = journal;
    this.asking = new Asking(settings, probers, instruments, loop, seed);
    this.dating = new Dating(outside.wall(), loop);
  }

  /** One in a quiet world: nobody orders, and nobody counts the traffic. */
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
    this(
        settings,
        _ -> probers,
        links,
        routes,
        Outside.quiet(),
        gate,
        instruments,
        loop,
        journal,
        seed);
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
    Flux<Unstamped> rare =
        Flux.merge(
            heartbeats(),
            facts(),
            outside.orders().given(),
            traffic(),
            servers(),
            drift(),
            answers);
    Flux<Unstamped> frequent = asking.observations().delaySubscription(answers.next());
    return gate.order(
            Flux.merge(rare.map(List::of), Gate.together(frequent, loop))
                .startWith(Flux.defer(() -> Flux.just(beginning()))))
        .transform(stages::over)
        .doOnNext(batch -> batch.forEach(this::carryOut))
        .checkpoint("engine");
  }

  private List<Unstamped> beginning() {
    List<Unstamped> first = new ArrayList<>();
    first.add(dating.first());
    first.addAll(outside.memories().recalled());
    first.addAll(outside.servers().remembered());
    first.addAll(outside.memories().appointed());
    return first;
  }

  private Flux<Unstamped> facts() {
    return Persistent.source(links.facts(), "link watch", loop, Flux.never());
  }

  private Flux<Unstamped> traffic() {
    return Persistent.source(outside.traffic().used(), "traffic counters", loop, Flux.never());
  }

  private Flux<Unstamped> servers() {
    return Persistent.source(outside.servers().seen(), "server checks", loop, Flux.never());
  }

  private Flux<Unstamped> drift() {
    return Persistent.source(routes.drift(), "watch over the routes", loop, Flux.never());
  }

  private Flux<Unstamped> heartbeats() {
    return asking
        .hurry()
        .switchMap(now -> Heartbeat.every(now ? QUICK_HEARTBEAT : HEARTBEAT, loop))
        .transform(dating::beside);
  }

  /** The newest plan is carried out next; those that it overtook are not carried out at all. */
  private Flux<Unstamped> answers() {
    return plans.asFlux().onBackpressureLatest().concatMap(routes::apply, 0);
  }

  private void carryOut(Event event) {
    switch (event) {
      case Pace pace -> asking.pace(pace);
      case RoutePlan plan -> {
        journal.accept(plan);
        plans.emitNext(plan, EmitFailureHandler.FAIL_FAST);
      }
      case Transition transition -> journal.accept(transition);
      case Blamed blamed -> journal.accept(blamed);
      case Election election -> journal.accept(election);
      case ServerVerdict verdict -> journal.accept(verdict);
      case ServerTransition transition -> journal.accept(transition);
      case ServerElection election -> journal.accept(election);
      case LinkFacts facts -> asking.facts(facts);
      case Reconfigured now -> follow(now.settings());
      default -> {}
    }
  }

  /** Everybody goes on by name with what is the same; what they tell from now on is of these. */
  private void follow(Settings settings) {
    asking.renew(settings);
    links.follow(settings.uplinks());
    outside.traffic().follow(settings.uplinks(), settings.servers());
    outside.servers().follow(settings.uplinks(), settings.servers());
  }
}
