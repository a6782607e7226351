package dev.linkflux.resolve;

import dev.linkflux.engine.Instruments;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Leaving;
import dev.linkflux.wire.dns.Deadline;
import dev.linkflux.wire.dns.Dice;
import dev.linkflux.wire.dns.Farewell;
import dev.linkflux.wire.dns.NameQuestion;
import dev.linkflux.wire.dns.Query;
import dev.linkflux.wire.dns.TcpExchange;
import dev.linkflux.wire.tls.AuthorityTrust;
import dev.linkflux.wire.tls.TlsContext;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.resources.LoopResources;
import reactor.netty.udp.UdpClient;

/**
 * One question to one name server: by UDP from a port of its own, by TCP if that is too short; or
 * by TLS, if that is its way. Loop of the sockets.
 */
final class Exchange {
  private static final int UDP_BYTES = 8;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;

  private final LoopResources loops;
  private final Duration limit;
  private final Instruments instruments;
  private final TcpExchange tcp;
  private final TcpExchange tls;
  private final Map<String, TlsContext> contexts;
  private final Dice dice = new Dice();

  /**
   * @param limit for an answer, by UDP and by TCP each; by TLS it is twice as long, for it takes
   *     three round trips
   * @param contexts of TLS, by the names of the name servers that are asked so
   */
  Exchange(
      LoopResources loops,
      Duration limit,
      Instruments instruments,
      Map<String, TlsContext> contexts) {
    this.loops = loops;
    this.limit = limit;
    this.instruments = instruments;
    this.contexts = Map.copyOf(contexts);
    this.tcp = new TcpExchange(loops, limit);
    this.tls = new TcpExchange(loops, limit.multipliedBy(2));
  }

  /**
   * Contexts of TLS, one for each name, so that sessions are kept apart. To make one may block.
   *
   * @param authorities vouch for all of them
   */
  static Map<String, TlsContext> contexts(Naming naming, AuthorityTrust authorities) {
    return Stream.concat(
            naming.nameservers().stream(), naming.own().values().stream().flatMap(List::stream))
        .flatMap(nameserver -> Stream.ofNullable(nameserver.tls()))
        .distinct()
        .collect(
            Collectors.toMap(
                name -> name, name -> TlsContext.towards(Host.named(name), authorities)));
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
          String name = nameserver.tls();
          if (name != null) {
            TlsContext context = Objects.requireNonNull(contexts.get(name), name);
            return tls.answer(uplink, server, question.query(dice), new Bill(uplink), context);
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
        ? tcp.answer(uplink, server, question.query(dice), new Bill(uplink))
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

  /** What an exchange by TCP costs and meets. */
  private final class Bill implements TcpExchange.Account {
    private final Uplink uplink;

    Bill(Uplink uplink) {
      this.uplink = uplink;
    }

    @Override
    public void spent(long bytes) {
      instruments.spent(uplink.id(), bytes);
    }

    @Override
    public void foreign() {
      instruments.foreign(uplink.id());
    }
  }
}
