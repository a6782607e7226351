package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Asks by ICMP echo (RFC 792, RFC 4443 section 4), one socket for each uplink and family, bound to
 * the uplink's interface: what cannot leave through it does not leave at all.
 */
public final class IcmpProber implements Prober {
  private final IoEventLoop loop;
  private final Scheduler timer;
  private final Probing probing;
  private final long seed;
  private final Consumer<IcmpSocket.Kind> opened;

  /** Sequence numbers of an uplink and target rise for as long as the process lives. */
  private final Map<String, long[]> sequences = new HashMap<>();

  /**
   * Opens no socket yet.
   *
   * @param loop an epoll event loop; everything happens on it
   * @param timer a scheduler on that same loop
   * @param seed of the jitter of the schedule
   * @param opened is told what kind of socket was to be had, each time one is opened
   */
  public IcmpProber(
      IoEventLoop loop,
      Scheduler timer,
      Probing probing,
      long seed,
      Consumer<IcmpSocket.Kind> opened) {
    this.loop = loop;
    this.timer = timer;
    this.probing = probing;
    this.seed = seed;
    this.opened = opened;
  }

  /**
   * {@inheritDoc} An uplink without a device asks through whatever the routes say. Targets must be
   * address literals.
   */
  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<Boolean> fast) {
    long[] counters = counters(uplink, targets);
    Cadence cadence = new Cadence(probing, timer, seed + uplink.id().ordinal());
    return Flux.usingWhen(
        IcmpSession.open(loop, uplink, targets, probing.payload(), counters, opened),
        session ->
            Flux.merge(session.received(), cadence.turns(targets.size(), fast).map(session::ask)),
        IcmpSession::close);
  }

  private synchronized long[] counters(Uplink uplink, List<Target> targets) {
    return sequences.computeIfAbsent(uplink.name(), _ -> new long[targets.size()]);
  }
}
