package dev.linkflux.server.check;

import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Attempt;
import dev.linkflux.wire.Obstacle;
import dev.linkflux.wire.Witness;
import dev.linkflux.wire.tls.PinTrust;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** One request to a server, on a connection of its own through one uplink. */
final class Call implements Witness {
  /** By how much the end of a connection that does not come about is left to the kernel's words. */
  private static final Duration SLACK = Duration.ofMillis(150);

  private final Uplink uplink;
  private final InetSocketAddress destination;
  private final Deadline deadline;
  private final Spending spending;
  private final Scheduler scheduler;
  private final Runnable connected;
  private final Attempt attempt;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile Faults.@Nullable Phase phase;
  private volatile @Nullable Channel channel;
  private volatile @Nullable String pin;

  /**
   * @param deadline of the whole check
   * @param connected is run when TCP has a connection
   */
  Call(
      Uplink uplink,
      InetSocketAddress destination,
      Deadline deadline,
      Spending spending,
      Scheduler scheduler,
      Runnable connected) {
    this.uplink = uplink;
    this.destination = destination;
    this.deadline = deadline;
    this.spending = spending;
    this.scheduler = scheduler;
    this.connected = connected;
    this.attempt = new Attempt(uplink, this);
  }

  /**
   * Asks; to be subscribed once.
   *
   * @return the answer; an {@link dev.linkflux.wire.Unconnected} or another that {@link
   *     Obstacle#of} can read if there is no connection; a {@link Broken} if what came over it is
   *     no answer
   */
  Mono<Answer> answer(HttpClient client, Request request) {
    HttpClient asking =
        attempt
            .by(client, destination, deadline.left())
            .doOnChannelInit((_, opened, _) -> opened(opened))
            .doOnRequest((_, _) -> secured());
    Mono<Answer> answer =
        request
            .by(asking)
            .response(this::read)
            .next()
            .onErrorMap(failure -> phase == null ? failure : broken(failure));
    return Mono.firstWithSignal(answer, late()).doFinally(_ -> close());
  }

  @Override
  public void left() {}

  @Override
  public void spent(long bytes) {
    spending.spent(uplink.id(), bytes);
  }

  private void opened(Channel opened) {
    channel = opened;
    opened
        .pipeline()
        .addAfter(
            opened.pipeline().context(attempt).name(),
            "connected",
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelActive(ChannelHandlerContext context) {
                phase = Faults.Phase.SECURING;
                connected.run();
                context.fireChannelActive();
              }
            });
  }

  /** In the midst of Netty's reading the descriptor must not go away. */
  private void close() {
    Channel open = channel;
    if (open != null) {
      open.eventLoop()
          .execute(
              () -> {
                var _ = open.close();
              });
    }
  }

  private Mono<Answer> read(HttpClientResponse response, ByteBufFlux pieces) {
    phase = Faults.Phase.ANSWERED;
    int status = response.status().code();
    return pieces
        .doOnNext(this::append)
        .takeUntil(_ -> body.size() > Answer.MOST)
        .then(Mono.fromSupplier(() -> answer(status)));
  }

  private void append(ByteBuf piece) {
    int length = Math.min(piece.readableBytes(), Answer.MOST + 1 - body.size());
    byte[] bytes = new byte[length];
    piece.getBytes(piece.readerIndex(), bytes);
    body.writeBytes(bytes);
  }

  private Answer answer(int status) {
    boolean whole = body.size() <= Answer.MOST;
    byte[] bytes = body.toByteArray();
    String text = new String(bytes, 0, Math.min(bytes.length, Answer.MOST), StandardCharsets.UTF_8);
    return new Answer(status, text, whole, pin);
  }

  /** The handshake is over; the server has proven that it holds its key. */
  private void secured() {
    phase = Faults.Phase.ASKED;
    pin = pin();
  }

  private @Nullable String pin() {
    Channel open = channel;
    SslHandler tls = open == null ? null : open.pipeline().get(SslHandler.class);
    if (tls == null) {
      return null;
    }
    try {
      return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? PinTrust.pinOf(shown)
          : null;
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
  }

  private Broken broken(Throwable failure) {
    Faults.Phase got = phase;
    return new Broken(Faults.of(failure, got == null ? Faults.Phase.SECURING : got));
  }

  /** What is wrong when time is over. */
  private Mono<Answer> late() {
    return Mono.delay(deadline.left(), scheduler)
        .then(Mono.defer(() -> phase == null ? Mono.delay(SLACK, scheduler) : Mono.just(0L)))
        .then(Mono.defer(() -> Mono.error(overdue())));
  }

  private Broken overdue() {
    String within = " within " + Figures.seconds(deadline.limit());
    return new Broken(
        switch (phase) {
          case null -> new Breach(Rung.HOST_UNREACHABLE, "no connection" + within);
          case SECURING -> new Breach(Rung.TLS, "the handshake did not end" + within);
          case ASKED -> new Breach(Rung.API_ERROR, "no answer" + within);
          case ANSWERED -> new Breach(Rung.API_ERROR, "the answer did not end" + within);
        });
  }
}
