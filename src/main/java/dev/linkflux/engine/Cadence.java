package dev.linkflux.engine;

import dev.linkflux.decision.Tempo;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Whose turn it is, and when: a steady stream for each target of an uplink, the targets spread over
 * the interval, every pause 75 to 100 % of it (the jitter of RFC 5880 section 6.8.7), never a
 * burst, not even to catch up. One for each uplink; sequence numbers rise for as long as it lives.
 */
public final class Cadence {
  private final Uplink uplink;
  private final List<Target> targets;
  private final Probing probing;
  private final Scheduler timer;
  private final SplittableRandom random;
  private final long[] sequences;

  /**
   * @param timer runs the turns
   * @param seed of the jitter
   */
  public Cadence(Uplink uplink, List<Target> targets, Probing probing, Scheduler timer, long seed) {
    this.uplink = uplink;
    this.targets = List.copyOf(targets);
    this.probing = probing;
    this.timer = timer;
    this.random = new SplittableRandom(seed);
    this.sequences = new long[targets.size()];
  }

  /**
   * Turns, for as long as it is subscribed.
   *
   * @param tempo the present one first, then each change; a change takes effect at once
   * @return each when it is its turn, on the timer
   */
  public Flux<ProbeId> turns(Flux<Tempo> tempo) {
    return tempo.distinctUntilChanged().switchMap(now -> turns(interval(now)));
  }

  private Duration interval(Tempo tempo) {
    return switch (tempo) {
      case REST -> probing.interval().multipliedBy(10);
      case STEADY -> probing.interval();
      case FAST -> probing.fast();
    };
  }

  private Flux<ProbeId> turns(Duration interval) {
    int count = targets.size();
    return Flux.range(0, count)
        .flatMap(
            target -> turnsOf(target, interval, interval.multipliedBy(target).dividedBy(count)),
            Math.max(1, count));
  }

  private Flux<ProbeId> turnsOf(int target, Duration interval, Duration phase) {
    return Mono.delay(phase, timer)
        .concatWith(Mono.defer(() -> Mono.delay(pause(interval), timer)).repeat())
        .map(_ -> new ProbeId(uplink.id(), targets.get(target).id(), ++sequences[target]))
        .onBackpressureDrop();
  }

  private Duration pause(Duration interval) {
    return Duration.ofNanos((long) (interval.toNanos() * (0.75 + 0.25 * random.nextDouble())));
  }
}
