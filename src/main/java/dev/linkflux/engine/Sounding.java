package dev.linkflux.engine;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.Outcome;
import dev.linkflux.probe.OutcomeStage;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Targets asked through one uplink, outcome by outcome, by the same prober, gate and stage as in
 * the service.
 */
public final class Sounding {
  private static final Duration HEARTBEAT = Duration.ofMillis(10);

  private final Prober prober;
  private final Gate gate;
  private final Scheduler loop;
  private final long seed;

  /**
   * @param loop the event loop of the probes
   * @param seed of the jitter of the schedule
   */
  public Sounding(Prober prober, Gate gate, Scheduler loop, long seed) {
    this.prober = prober;
    this.gate = gate;
    this.loop = loop;
    this.seed = seed;
  }

  /** Outcomes as they come, until cancelled; the turns are those of a steady {@link Cadence}. */
  public Flux<Outcome> outcomes(Uplink uplink, List<Target> targets, Probing probing) {
    Flux<ProbeId> turns =
        new Cadence(uplink, targets, probing, loop, seed)
            .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()));
    return outcomes(uplink, targets, probing, turns);
  }

  /**
   * Outcomes as they come, until cancelled.
   *
   * @param turns as {@link Prober#observations} wants them
   */
  public Flux<Outcome> outcomes(
      Uplink uplink, List<Target> targets, Probing probing, Flux<ProbeId> turns) {
    OutcomeStage stage = new OutcomeStage(List.of(uplink), targets, probing, probing.timeout());
    Flux<Unstamped> observations = prober.observations(uplink, targets, turns);
    return gate.order(
            Gate.together(Flux.merge(Heartbeat.every(HEARTBEAT, loop), observations), loop))
        .concatMapIterable(
            batch -> {
              List<Event> results = new ArrayList<>();
              batch.forEach(event -> stage.accept(event, results::add));
              return results;
            })
        .ofType(Outcome.class);
  }
}
