package dev.linkflux.probe.udp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks targets by UDP: one connected socket for each uplink and target, so that only the asked peer
 * can answer, and a random token, so that nobody else can pretend to be it.
 */
public final class UdpProber implements Prober {
  private final IoEventLoop loop;
  private final int payload;
  private final Way way;
  private final Passage passage;
  private final Instruments instruments;

  /**
   * Opens no socket yet.
   *
   * @param loop an epoll event loop; everything happens on it
   * @param payload bytes of each datagram, raised to what is needed
   * @param way where the targets are met
   * @param passage is asked before each probe
   */
  public UdpProber(
      IoEventLoop loop, int payload, Way way, Passage passage, Instruments instruments) {
    this.loop = loop;
    this.payload = payload;
    this.way = way;
    this.passage = passage;
    this.instruments = instruments;
  }

  /** Reads the key files of the targets, if they have any: here, and not when it is subscribed. */
  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    Map<TargetId, Supplier<Wording>> wordings = new HashMap<>();
    try {
      for (Target target : targets) {
        wordings.put(target.id(), Wording.of(target, payload));
      }
    } catch (IOException unusable) {
      return Flux.error(unusable);
    }
    return Flux.usingWhen(
        Mono.fromSupplier(
            () ->
                new UdpSession(
                    loop,
                    targets,
                    (target, told) ->
                        path(
                            uplink,
                            target,
                            Objects.requireNonNull(wordings.get(target.id())),
                            told))),
        session -> session.observations(turns),
        UdpSession::close);
  }

  private Path path(
      Uplink uplink, Target target, Supplier<Wording> wording, Consumer<Unstamped> received) {
    return new Path(loop, uplink, target, way, wording, passage, instruments, received);
  }
}
