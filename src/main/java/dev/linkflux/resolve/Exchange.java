package dev.linkflux.resolve;

import dev.linkflux.engine.Instruments;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Leaving;
import dev.linkflux.wire.dns.Deadline;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.Farewell;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.dns.Query;
import dev.linkflux.wire.dns.TcpExchange;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.udp.UdpClient;

/** One question to one name server: by UDP from a port of its own, by TCP if that is too short. */
final class Exchange {
  private static final int UDP_BYTES = 8;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;

  private final LoopResources loops;
  private final Duration limit;
  private final Instruments instruments;
  private final TcpExchange tcp;
  private final Dice dice = new Dice();

  /**
   * @param limit for an answer, by UDP and by TCP each
   */
  Exchange(LoopResources loops, Duration limit, Instruments instruments) {
    this.loops = loops;
    this.limit = limit;
    this.instruments = instruments;
    this.tcp = new TcpExchange(loops, limit);
  }

  /**
   * Asks; an error if there was no answer.
   *
   * @param again whether it may be asked once more
   */
  Mono<Message> answer(
      Uplink uplink, Nameserver nameserver, NameQuestion question, BooleanSupplier again) {
    return Mono.defer(
        () -> {
          InetSocketAddress server = new InetSocketAddress(nameserver.address(), nameserver.port());
          try {
            Leaving.requireDevice(uplink);
          } catch (SystemCallException e) {
            return Mono.error(e);
          }
          return Deadline.within(
                  loops.onClient(true).next(), limit, overUdp(uplink, server, question.query(dice)))
              .flatMap(
                  answer ->
                      answer.getHeader().getFlag(Flags.TC)
                          ? overTcp(uplink, server, question, again)
                          : Mono.just(answer));
        });
  }

  private Mono<Message> overTcp(
      Uplink uplink, InetSocketAddress server, NameQuestion question, BooleanSupplier again) {
    return again.getAsBoolean()
        ? tcp.answer(
            uplink, server, question.query(dice), bytes -> instruments.spent(uplink.id(), bytes))
        : Mono.error(new Failures.WithheldException());
  }

  private Mono<Message> overUdp(Uplink uplink, InetSocketAddress server, Query query) {
    return Mono.usingWhen(
        UdpClient.create()
            .runOn(loops)
            .doOnChannelInit((_, channel, _) -> Leaving.through(uplink, channel))
            .remoteAddress(() -> server)
            .connect(), // so that nobody else is heard, and a refusal is
        connection -> overUdp(uplink, server, query, connection),
        Farewell::to);
  }

  private Mono<Message> overUdp(
      Uplink uplink, InetSocketAddress server, Query query, Connection connection) {
    int headers =
        UDP_BYTES + (server.getAddress() instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES);
    return connection
        .outbound()
        .sendByteArray(
            Mono.fromSupplier(
                () -> {
                  instruments.spent(uplink.id(), headers + query.wire().length);
                  return query.wire();
                }))
        .then()
        .thenMany(connection.inbound().receive().asByteArray())
        .<Message>handle(
            (bytes, sink) -> {
              instruments.spent(uplink.id(), headers + bytes.length);
              Message answer = query.answeredBy(ByteBuffer.wrap(bytes));
              if (answer == null) {
                instruments.foreign(uplink.id());
              } else {
                sink.next(answer);
              }
            })
        .next();
  }
}
