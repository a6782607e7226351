package dev.linkflux.wire.dns;

import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Attempt;
import dev.linkflux.wire.Leaving;
import dev.linkflux.wire.Witness;
import dev.linkflux.wire.tls.TlsContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.io.EOFException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/**
 * A query over TCP (RFC 7766), for answers that are too long for UDP, or over TLS (RFC 7858). One
 * connection each.
 */
public final class TcpExchange {
  private static final int LENGTH_BYTES = 2;
  private static final int LONGEST = LENGTH_BYTES + 0xffff;

  private final LoopResources loops;
  private final TcpClient client;
  private final Duration limit;

  /**
   * @param loops run the connections
   * @param limit for an answer, the connection included
   */
  public TcpExchange(LoopResources loops, Duration limit) {
    this.loops = loops;
    this.client = TcpClient.newConnection().runOn(loops);
    this.limit = limit;
  }

  /** Is told on the event loop what an exchange costs, and what it meets. */
  @FunctionalInterface
  public interface Account {
    /**
     * More was spent.
     *
     * @param bytes of IP, headers included, both directions
     */
    void spent(long bytes);

    /** A message came that is no answer to the query. */
    default void foreign() {}
  }

  /** Asks through an uplink, in the clear. */
  public Mono<Message> answer(
      Uplink uplink, InetSocketAddress server, Query query, Account account) {
    return answer(uplink, server, query, account, null);
  }

  /**
   * Asks through an uplink.
   *
   * @param tls who the server must prove to be, or null to ask in the clear
   * @return the answer; a {@link TimeoutException} if none came in time, an {@link EOFException} if
   *     the server closed the connection, else one that {@link dev.linkflux.wire.Obstacle#of} can
   *     read
   */
  public Mono<Message> answer(
      Uplink uplink,
      InetSocketAddress server,
      Query query,
      Account account,
      @Nullable TlsContext tls) {
    return Mono.defer(
        () -> {
          try {
            Leaving.requireDevice(uplink);
          } catch (SystemCallException e) {
            return Mono.error(e);
          }
          return Deadline.within(
              loops.onClient(true).next(), limit, exchange(uplink, server, query, account, tls));
        });
  }

  private Mono<Message> exchange(
      Uplink uplink,
      InetSocketAddress server,
      Query query,
      Account account,
      @Nullable TlsContext tls) {
    TcpClient asking =
        tls == null
            ? client
            // Of the limits of time one is enough.
            : client.secure(secure -> secure.sslContext(tls).handshakeTimeoutMillis(0));
    // A little later than the whole, which is the one to say that time is over.
    Duration patience = limit.plusSeconds(1);
    return Mono.usingWhen(
        new Attempt(uplink, new Bill(account)).by(asking, server, patience).connect(),
        connection -> exchange(connection, query, account),
        Farewell::to);
  }

  private static Mono<Message> exchange(Connection connection, Query query, Account account) {
    // Not in doOnConnected: the connection is given out before that.
    connection
        .addHandlerLast(new LengthFieldBasedFrameDecoder(LONGEST, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
        .addHandlerLast(new LengthFieldPrepender(LENGTH_BYTES));
    return connection
        .outbound()
        .sendByteArray(Mono.just(query.wire()))
        .then()
        .thenMany(connection.inbound().receive().asByteArray())
        .<Message>handle(
            (bytes, sink) -> {
              Message answer = query.answeredBy(ByteBuffer.wrap(bytes));
              if (answer == null) {
                account.foreign();
              } else {
                sink.next(answer);
              }
            })
        .next()
        .switchIfEmpty(Mono.error(() -> new EOFException("closed without an answer")));
  }

  private record Bill(Account payer) implements Witness {
    @Override
    public void left() {
      // That the first segment has left is nobody's concern here.
    }

    @Override
    public void spent(long bytes) {
      payer.spent(bytes);
    }
  }
}
