package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.http.Interim;
import dev.linkflux.wire.http.Wording;
import dev.linkflux.wire.tls.HostText;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetSocketAddress;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

/** Asks the APIs of servers over HTTPS, and says which rung is broken if no answer comes of it. */
final class Calls {
  /** Far more than any status line has (RFC 9112 section 4). */
  private static final int LONGEST_LINE = 4096;

  private final HttpClient client;
  private final Identity identity;
  private final Scheduler scheduler;
  private final Spending spending;

  Calls(LoopResources loops, Identity identity, Scheduler scheduler, Spending spending) {
    this.client =
        HttpClient.newConnection()
            .runOn(loops)
            .protocol(HttpProtocol.HTTP11)
            .disableRetry(true)
            .followRedirect(false)
            .keepAlive(false)
            .doOnConnected(connection -> connection.addHandlerLast(new Interim()))
            .httpResponseDecoder(
                limits ->
                    limits
                        .maxInitialLineLength(LONGEST_LINE)
                        .maxHeaderSize(Wording.LONGEST_HEADERS))
            .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, "linkflux"));
    this.identity = identity;
    this.scheduler = scheduler;
    this.spending = spending;
  }

  /**
   * One request to one place of a server.
   *
   * @param connected is run when TCP has a connection
   * @return the answer of whom it should be from; a {@link Broken}, or {@link Unheard} if there was
   *     none at all; nothing if this machine could not ask
   */
  Mono<Answer> answer(
      Server server,
      Uplink uplink,
      Spot spot,
      Request request,
      Deadline deadline,
      Runnable connected) {
    int port = server.check().port();
    InetSocketAddress destination = new InetSocketAddress(spot.address(), port);
    HttpClient asking =
        client.headers(
            headers -> headers.set(HttpHeaderNames.HOST, HostText.header(spot.host(), port, true)));
    return identity
        .context(server, spot.host())
        .map(context -> asking.secure(tls -> tls.sslContext(context).handshakeTimeoutMillis(0)))
        .flatMap(
            secure ->
                new Call(uplink, destination, deadline, spending, scheduler, connected)
                    .answer(secure, request))
        .publishOn(scheduler)
        .onErrorResume(
            failure -> !(failure instanceof Broken),
            failure -> unconnected(Obstacle.of(failure), spot))
        .flatMap(answer -> identity.vouched(server, answer));
  }

  private static Mono<Answer> unconnected(Obstacle obstacle, Spot spot) {
    if (obstacle instanceof Obstacle.Silent(var sent)) {
      return Mono.error(new Unheard(sent));
    }
    Breach breach = Obstruction.of(obstacle, spot.address());
    return breach == null ? Mono.empty() : Mono.error(new Broken(breach));
  }

  /** Nobody answered to what should open a connection. */
  static final class Unheard extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long sent;

    private Unheard(long sent) {
      super("no answer to " + sent + " SYNs", null, false, false);
      this.sent = sent;
    }

    /** Segments that were sent in vain; 0 if that is not known. */
    long sent() {
      return sent;
    }
  }
}
