package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Asks by ICMP echo (RFC 792, RFC 4443 section 4), one socket for each uplink and family, bound to
 * the uplink's interface: what cannot leave through it does not leave at all.
 */
public final class IcmpProber implements Prober {
  /** Of all tokens. Made here, before there is a loop that it could hold up. */
  static final long SECRET = new SecureRandom().nextLong();

  private final IoEventLoop loop;
  private final int payload;
  private final Resolver resolver;
  private final Passage passage;
  private final Instruments instruments;
  private final Consumer<IcmpSocket.Kind> opened;

  /**
   * Opens no socket yet.
   *
   * @param loop an epoll event loop; everything happens on it
   * @param payload bytes after the header of each request
   * @param resolver of the targets that have names
   * @param passage is asked before each probe
   * @param opened is told what kind of socket was to be had, each time one is opened
   */
  public IcmpProber(
      IoEventLoop loop,
      int payload,
      Resolver resolver,
      Passage passage,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened) {
    this.loop = loop;
    this.payload = payload;
    this.resolver = resolver;
    this.passage = passage;
    this.instruments = instruments;
    this.opened = opened;
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return Flux.usingWhen(
        Mono.defer(() -> session(uplink, targets).open(targets)),
        session -> session.observations(turns),
        IcmpSession::close);
  }

  private IcmpSession session(Uplink uplink, List<Target> targets) {
    return new IcmpSession(loop, uplink, targets, payload, resolver, passage, instruments, opened);
  }
}
