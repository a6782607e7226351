package dev.linkflux.demo;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.resources.LoopResources;
import reactor.netty.udp.UdpInbound;
import reactor.netty.udp.UdpOutbound;
import reactor.netty.udp.UdpServer;

/**
 * A UDP echo on a loopback socket of its own: one target, as it is seen through one uplink. It
 * treats packets as the weather of the moment is.
 */
final class Reflector {
  private final Supplier<Weather> weather;
  private final LoopResources loops;
  private final Scheduler timer;
  private final RandomGenerator random;

  /**
   * @param weather of now
   * @param loops run the socket
   * @param timer runs the delays
   * @param seed of loss and jitter
   */
  Reflector(Supplier<Weather> weather, LoopResources loops, Scheduler timer, long seed) {
    this.weather = weather;
    this.loops = loops;
    this.timer = timer;
    this.random = new SplittableRandom(seed);
  }

  /** Opens the socket on a free port; it echoes until it is disposed of. */
  Mono<? extends Connection> open() {
    return UdpServer.create()
        .runOn(loops)
        .bindAddress(() -> new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
        .handle(this::echo)
        .bind();
  }

  private Publisher<Void> echo(UdpInbound in, UdpOutbound out) {
    return in.receiveObject()
        .ofType(DatagramPacket.class)
        .onBackpressureDrop() // as any net does
        .flatMap(packet -> echo(packet, out), Integer.MAX_VALUE)
        .then();
  }

  private Mono<Void> echo(DatagramPacket packet, NettyOutbound out) {
    long delay = weather.get().fate(random);
    if (delay == Weather.LOST) {
      return Mono.empty();
    }
    byte[] bytes = ByteBufUtil.getBytes(packet.content());
    InetSocketAddress asker = packet.sender();
    return Mono.delay(Duration.ofNanos(delay), timer)
        .then(
            Mono.defer(
                () ->
                    out.sendObject(new DatagramPacket(Unpooled.wrappedBuffer(bytes), asker))
                        .then()))
        .onErrorComplete(); // whoever asked has gone
  }
}
