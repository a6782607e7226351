package dev.linkflux.engine;

import dev.linkflux.probe.Probing;
import java.time.Duration;
import java.util.SplittableRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Whose turn it is, and when: a steady stream for each target of an uplink, the targets spread over
 * the interval, every pause 75 to 100 % of it (the jitter of RFC 5880 section 6.8.7), never a
 * burst, not even to catch up.
 */
public final class Cadence {
  private final Probing probing;
  private final Scheduler timer;
  private final SplittableRandom random;

  /**
   * @param timer runs the turns
   * @param seed of the jitter
   */
  public Cadence(Probing probing, Scheduler timer, long seed) {
    this.probing = probing;
    this.timer = timer;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Turns, for as long as it is subscribed.
   *
   * @param targets how many there are
   * @param fast the present pace first, then each change; a change takes effect at once
   * @return positions of targets, from 0, each when it is its turn
   */
  public Flux<Integer> turns(int targets, Flux<Boolean> fast) {
    return fast.distinctUntilChanged()
        .switchMap(now -> turns(targets, now ? probing.fast() : probing.interval()));
  }

  private Flux<Integer> turns(int targets, Duration interval) {
    return Flux.range(0, targets)
        .flatMap(
            target -> turnsOf(target, interval, interval.multipliedBy(target).dividedBy(targets)),
            Math.max(1, targets));
  }

  private Flux<Integer> turnsOf(int target, Duration interval, Duration phase) {
    return Mono.delay(phase, timer)
        .concatWith(Mono.defer(() -> Mono.delay(pause(interval), timer)).repeat())
        .map(_ -> target)
        .onBackpressureDrop();
  }

  private Duration pause(Duration interval) {
    return Duration.ofNanos((long) (interval.toNanos() * (0.75 + 0.25 * random.nextDouble())));
  }
}
