package dev.linkflux.wire.dns;

import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Leaving;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import java.io.EOFException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;

/** A query over TCP (RFC 7766), for answers that are too long for UDP. One connection each. */
public final class TcpExchange {
  private static final int LENGTH_BYTES = 2;
  private static final int LONGEST = LENGTH_BYTES + 0xffff;

  private final LoopResources loops;
  private final Duration limit;

  /**
   * @param loops run the connections
   * @param limit for an answer, the connection included
   */
  public TcpExchange(LoopResources loops, Duration limit) {
    this.loops = loops;
    this.limit = limit;
  }

  /**
   * Asks through an uplink.
   *
   * @return the answer; an error if none came
   */
  public Mono<Message> answer(Uplink uplink, InetSocketAddress server, Query query) {
    return Mono.defer(
        () -> {
          try {
            Leaving.requireDevice(uplink);
          } catch (SystemCallException e) {
            return Mono.error(e);
          }
          EventLoop loop = loops.onClient(true).next();
          return Deadline.within(loop, limit, exchange(uplink, server, query));
        });
  }

  private Mono<Message> exchange(Uplink uplink, InetSocketAddress server, Query query) {
    return Mono.usingWhen(
        TcpClient.newConnection()
            .runOn(loops)
            .option(ChannelOption.SO_LINGER, 0) // closed by a reset: nothing waits for stragglers
            .doOnChannelInit((_, channel, _) -> Leaving.through(uplink, channel))
            .remoteAddress(() -> server)
            .connect(),
        connection -> exchange(connection, query),
        connection -> Mono.fromRunnable(connection::dispose));
  }

  private static Mono<Message> exchange(Connection connection, Query query) {
    // Not in doOnConnected: the connection is given out before that.
    connection
        .addHandlerLast(new LengthFieldBasedFrameDecoder(LONGEST, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
        .addHandlerLast(new LengthFieldPrepender(LENGTH_BYTES));
    return connection
        .outbound()
        .sendByteArray(Mono.just(query.wire()))
        .then()
        .thenMany(connection.inbound().receive().asByteArray())
        .mapNotNull(bytes -> query.answeredBy(ByteBuffer.wrap(bytes)))
        .next()
        .switchIfEmpty(Mono.error(() -> new EOFException("closed without an answer")));
  }
}
