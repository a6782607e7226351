package dev.linkflux.probe.dns;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.TcpExchange;
import io.netty.channel.IoEventLoop;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * Asks name servers (RFC 1035), by UDP with the kernel's time stamps; what does not fit by TCP.
 *
 * <p>What proves an answer to be one, see {@link dev.linkflux.wire.dns.Query}: who cannot see the
 * query has to guess id, case and port, 38 bits and more in all for a name with 8 letters. The port
 * changes every second.
 */
public final class DnsProber implements Prober {
  /** For an answer by TCP; the probe is long overdue then. */
  private static final Duration TCP_LIMIT = Duration.ofSeconds(5);

  private final IoEventLoop loop;
  private final Passage passage;
  private final Instruments instruments;
  private final Dice dice = new Dice();
  private final Continuation continuation;

  /**
   * Opens nothing yet, but seeds its dice, which may block: not on an event loop.
   *
   * @param loop an epoll event loop; everything happens on it
   * @param loops run the TCP connections; best of that loop only
   */
  public DnsProber(
      IoEventLoop loop, LoopResources loops, Passage passage, Instruments instruments) {
    this.loop = loop;
    this.passage = passage;
    this.instruments = instruments;
    this.continuation = new Continuation(new TcpExchange(loops, TCP_LIMIT), dice);
  }

  /**
   * See {@link Prober#observations}. NOERROR and NXDOMAIN are answers, and if records are expected,
   * only an answer with one of them; any other is {@link dev.linkflux.probe.Observation.Bounced}.
   *
   * @return an {@link IllegalArgumentException} if a name, a type or an expected record is none
   */
  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return Flux.usingWhen(
        Mono.fromSupplier(
            () -> new DnsSession(loop, uplink, targets, passage, instruments, dice, continuation)),
        session -> Flux.merge(session.received(), turns.map(session::ask)),
        DnsSession::close);
  }
}
