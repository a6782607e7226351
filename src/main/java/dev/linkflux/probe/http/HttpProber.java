package dev.linkflux.probe.http;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Prober;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import dev.linkflux.wire.http.Interim;
import dev.linkflux.wire.http.Wording;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.HostText;
import dev.linkflux.wire.tls.PinTrust;
import dev.linkflux.wire.tls.ServerTrust;
import dev.linkflux.wire.tls.TlsContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/**
 * Asks by HTTP or HTTPS: a GET on a connection of its own, so that nothing of the last probe helps
 * or hurts the next.
 *
 * <p>The round-trip time of such a probe is that of the network below it: what the kernel has
 * measured from SYN to SYN-ACK (TCP_INFO), and not how long the exchange took, which is two round
 * trips for HTTP, three or four for HTTPS, and the server's own time. An uplink's window of
 * round-trip times holds targets of all kinds, and one limit for all: only so they can be compared,
 * and a slow server is no slow uplink. A server or network that is so slow that no answer comes in
 * time is a loss all the same.
 */
public final class HttpProber implements Prober {
  /** Far more than any status line has (RFC 9112 section 4). */
  static final int LONGEST_LINE = 4096;

  /**
   * Bytes of a body that nobody looks at which a server may send before it is hung up: a window of
   * a few segments, and room for headers and certificates.
   */
  private static final int UNREAD = 16_384;

  private final HttpClient client;
  private final Resolver resolver;
  private final Passage passage;
  private final Instruments instruments;
  private final AuthorityTrust authorities;

  /**
   * Opens nothing yet.
   *
   * @param loops epoll event loops that run the connections; the turns come on them too
   * @param resolver finds the addresses of targets that are known by name
   * @param passage is asked before each probe
   * @param instruments are told of bytes and stampings
   */
  public HttpProber(
      LoopResources loops, Resolver resolver, Passage passage, Instruments instruments) {
    this(loops, resolver, passage, instruments, new AuthorityTrust());
  }

  /** One with other authorities than those of the platform. */
  HttpProber(
      LoopResources loops,
      Resolver resolver,
      Passage passage,
      Instruments instruments,
      AuthorityTrust authorities) {
    this.client = client(loops);
    this.resolver = resolver;
    this.passage = passage;
    this.instruments = instruments;
    this.authorities = authorities;
  }

  private static HttpClient client(LoopResources loops) {
    return HttpClient.newConnection()
        .runOn(loops)
        .protocol(HttpProtocol.HTTP11)
        .disableRetry(true)
        .followRedirect(false)
        .keepAlive(false)
        .doOnConnected(connection -> connection.addHandlerLast(new Interim()))
        .httpResponseDecoder(
            limits ->
                limits.maxInitialLineLength(LONGEST_LINE).maxHeaderSize(Wording.LONGEST_HEADERS))
        .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, "linkflux"));
  }

  @Override
  public Flux<Unstamped> observations(Uplink uplink, List<Target> targets, Flux<ProbeId> turns) {
    return Flux.defer(
        () -> {
          Map<TargetId, Errand> errands =
              targets.stream()
                  .collect(Collectors.toMap(Target::id, target -> errand(uplink, target)));
          return turns
              .onBackpressureDrop() // a turn that nobody can take is no probe
              .flatMap(
                  turn -> Objects.requireNonNull(errands.get(turn.target())).run(turn),
                  Integer.MAX_VALUE);
        });
  }

  private Errand errand(Uplink uplink, Target target) {
    if (!(target.question() instanceof Question.Http question)) {
      throw new IllegalArgumentException(target + " is not asked by HTTP");
    }
    HttpClient asking =
        client.headers(
            headers ->
                headers.set(
                    HttpHeaderNames.HOST,
                    HostText.header(question.host(), question.port(), question.tls())));
    if (question.text().isEmpty()) {
      asking = asking.option(ChannelOption.SO_RCVBUF, UNREAD);
    }
    if (question.tls()) {
      ServerTrust trust = question.pin() == null ? authorities : new PinTrust(question.pin());
      TlsContext context = TlsContext.towards(question.host(), trust);
      asking = asking.secure(tls -> tls.sslContext(context).handshakeTimeoutMillis(0));
    }
    return new Errand(uplink, question, asking, resolver, passage, instruments);
  }
}
