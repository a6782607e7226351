package dev.linkflux.probe.udp;

import dev.linkflux.engine.Cadence;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Probing;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.udp.UdpClient;

/**
 * Asks targets by UDP echo: one connected socket for each uplink and target, so that only the asked
 * peer can answer, and a random token, so that nobody else can pretend to be it.
 */
public final class UdpProber implements Prober {
  private final Probing probing;
  private final Way way;
  private final UdpClient client;
  private final Scheduler timer;
  private final long seed;
  private final long token = new SecureRandom().nextLong();
  private final Map<Key, Path> paths = new ConcurrentHashMap<>();

  private record Key(UplinkId uplink, TargetId target) {}

  /**
   * @param way where the targets are met
   * @param loops run the sockets
   * @param timer runs the turns
   * @param seed of the jitter of the turns
   */
  public UdpProber(Probing probing, Way way, LoopResources loops, Scheduler timer, long seed) {
    this.probing = probing;
    this.way = way;
    this.client = UdpClient.create().runOn(loops);
    this.timer = timer;
    this.seed = seed;
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<Boolean> fast) {
    List<Path> asked = targets.stream().map(target -> path(uplink, target)).toList();
    return new Cadence(probing, timer, seed + uplink.id().ordinal())
        .turns(asked.size(), fast)
        .onBackpressureDrop() // a turn that nobody can take is no probe
        .flatMap(position -> asked.get(position).turn(), Integer.MAX_VALUE);
  }

  private Path path(Uplink uplink, Target target) {
    return paths.computeIfAbsent(
        new Key(uplink.id(), target.id()),
        key ->
            new Path(
                key.uplink(),
                key.target(),
                new Datagram(token, key.uplink(), key.target(), probing.payload()),
                connect(uplink, target)));
  }

  private Mono<? extends Connection> connect(Uplink uplink, Target target) {
    InetSocketAddress address = way.addresses().apply(uplink, target);
    UdpClient connecting = client.remoteAddress(() -> address);
    if (!way.bound()) {
      return connecting.connect();
    }
    // Not by an option: one that fails is only logged, and the probe leaves by another uplink.
    UdpClient bound = connecting.doOnChannelInit((_, channel, _) -> bind(channel, uplink.device()));
    return Mono.defer(
        () ->
            BoundSocket.interfaceIndex(uplink.device()).isEmpty()
                ? Mono.<Connection>error(noDevice(uplink.device()))
                : bound.connect());
  }

  private static void bind(Channel channel, String device) {
    if (!(channel instanceof UnixChannel unix)) {
      throw new IllegalStateException("binding to " + device + " needs epoll, not " + channel);
    }
    try {
      BoundSocket.bindToDevice(unix.fd().intValue(), device);
    } catch (SystemCallException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SystemCallException noDevice(String device) {
    return new SystemCallException("if_nametoindex", Errno.ENODEV.number(), device);
  }
}
