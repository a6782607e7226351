package dev.linkflux.engine;

import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The probes of one kind through one uplink, from the settings by which they were begun to those
 * that need others. Its ids are those of the former; the turns may be of later ones.
 */
final class Course {
  private final Uplink uplink;
  private final List<Target> targets;
  private final Prober prober;

  /** By name: what the prober knows its targets by. */
  private final Map<String, TargetId> known;

  private final Sinks.Empty<Void> end = Sinks.empty();
  private boolean leaving;

  Course(Uplink uplink, List<Target> targets, Prober prober) {
    this.uplink = uplink;
    this.targets = List.copyOf(targets);
    this.prober = prober;
    this.known = targets.stream().collect(Collectors.toMap(Target::name, Target::id));
  }

  /** True if it need not end for these. */
  boolean serves(Uplink other, List<Target> others, Prober by) {
    return prober.equals(by) && isOn(other) && named(others).equals(named(targets));
  }

  /**
   * True if what is asked through that uplink leaves by the same socket. Which gateway is next is
   * for the kernel.
   */
  boolean isOn(Uplink other) {
    return uplink.device().equals(other.device()) && uplink.mark() == other.mark();
  }

  /** What is asked of whom, in whatever order. */
  private static Map<String, ?> named(List<Target> targets) {
    return targets.stream().collect(Collectors.toMap(Target::name, Target::question));
  }

  /**
   * What is seen, until it ends.
   *
   * @param turns of all targets of the uplink, on the loop
   * @param arrivals of the interface
   */
  Flux<Unstamped> observations(Flux<ProbeId> turns, Scheduler loop, Flux<?> arrivals) {
    Flux<ProbeId> ours = turns.mapNotNull(this::ours);
    return Persistent.source(
            prober.observations(uplink, targets, ours),
            "probes of " + uplink.name(),
            loop,
            arrivals)
        .takeUntilOther(end.asMono());
  }

  private @Nullable ProbeId ours(ProbeId turn) {
    TargetId target = known.get(turn.target().name());
    if (target == null || leaving) {
      return null;
    }
    return target.equals(turn.target()) && uplink.id().equals(turn.uplink())
        ? turn
        : new ProbeId(uplink.id(), target, turn.sequence());
  }

  /**
   * Asks nobody any more, and ends when the answers to what it has asked are in. On the loop.
   *
   * @param patience how long these are waited for
   */
  void endAfter(Duration patience, Scheduler loop) {
    leaving = true;
    var _ = loop.schedule(this::end, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends now. On the loop. */
  void end() {
    Sinks.EmitResult _ = end.tryEmitEmpty();
  }
}
