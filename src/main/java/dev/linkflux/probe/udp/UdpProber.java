package dev.linkflux.probe.udp;

import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Leaving;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.udp.UdpClient;

/**
 * Asks targets by UDP echo: one connected socket for each uplink and target, so that only the asked
 * peer can answer, and a random token, so that nobody else can pretend to be it.
 */
public final class UdpProber implements Prober {
  private final int payload;
  private final Way way;
  private final UdpClient client;
  private final long token = new SecureRandom().nextLong();
  private final Map<Key, Path> paths = new ConcurrentHashMap<>();

  private record Key(UplinkId uplink, TargetId target) {}

  /**
   * @param payload bytes of each datagram, raised to what is needed
   * @param way where the targets are met
   * @param loops run the sockets
   */
  public UdpProber(int payload, Way way, LoopResources loops) {
    this.payload = payload;
    this.way = way;
    this.client = UdpClient.create().runOn(loops);
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    Map<TargetId, Path> asked =
        targets.stream().collect(Collectors.toMap(Target::id, target -> path(uplink, target)));
    return turns
        .onBackpressureDrop() // a turn that nobody can take is no probe
        .flatMap(
            turn -> Objects.requireNonNull(asked.get(turn.target())).turn(turn.sequence()),
            Integer.MAX_VALUE);
  }

  private Path path(Uplink uplink, Target target) {
    return paths.computeIfAbsent(
        new Key(uplink.id(), target.id()),
        key ->
            new Path(
                key.uplink(),
                key.target(),
                new Datagram(token, key.uplink(), key.target(), payload),
                connect(uplink, target)));
  }

  private Mono<? extends Connection> connect(Uplink uplink, Target target) {
    InetSocketAddress address = way.addresses().apply(uplink, target);
    UdpClient connecting = client.remoteAddress(() -> address);
    if (!way.bound()) {
      return connecting.connect();
    }
    UdpClient bound =
        connecting.doOnChannelInit((_, channel, _) -> Leaving.through(uplink, channel));
    return Mono.defer(
        () -> {
          try {
            Leaving.requireDevice(uplink);
            return bound.connect();
          } catch (SystemCallException e) {
            return Mono.<Connection>error(e);
          }
        });
  }
}
