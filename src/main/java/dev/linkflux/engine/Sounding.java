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
 * One target asked through one uplink, outcome by outcome, by the same prober, gate and stage as in
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

  /** Outcomes as they come, until cancelled. */
  public Flux<Outcome> outcomes(Uplink uplink, Target target, Probing probing) {
    OutcomeStage stage =
        new OutcomeStage(List.of(uplink), List.of(target), probing, probing.timeout());
    Flux<ProbeId> turns =
        new Cadence(uplink, List.of(target), probing, loop, seed)
            .turns(Flux.just(Tempo.STEADY).concatWith(Flux.never()));
    return gate.order(
            Flux.merge(
                Heartbeat.every(HEARTBEAT, loop),
                prober.observations(uplink, List.of(target), turns)))
        .concatMapIterable(
            batch -> {
              List<Event> results = new ArrayList<>();
              batch.forEach(event -> stage.accept(event, results::add));
              return results;
            })
        .ofType(Outcome.class);
  }
}
