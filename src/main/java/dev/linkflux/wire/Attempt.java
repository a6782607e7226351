package dev.linkflux.wire;

import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.TcpFigures;
import dev.linkflux.kernel.TcpSocket;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.UnixChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.netty.transport.ClientTransport;
import reactor.netty.transport.ClientTransportConfig;

/**
 * One TCP connection through one uplink, watched from its SYN to its reset: next to the socket in
 * its channel, it binds before anything leaves, says why a connection did not come about, and
 * counts the bytes. For one connection only.
 *
 * <p>That an answer is one to this SYN is the kernel's business: it takes none without the right
 * number, and its own number is random (RFC 6528).
 */
public final class Attempt extends ChannelDuplexHandler {
  private final Uplink uplink;
  private final Witness witness;
  private Toll toll = new Toll(false);
  private @Nullable Handshake handshake;
  private @Nullable TcpFigures latest;
  private boolean left;

  public Attempt(Uplink uplink, Witness witness) {
    this.uplink = uplink;
    this.witness = witness;
  }

  /**
   * A client whose next connection is this attempt. It resolves no names, and it closes with a
   * reset, so that nothing lingers in TIME_WAIT. Where no connection comes about, its error is an
   * {@link Unconnected} or one that {@link Obstacle#of} can read.
   *
   * @param client on epoll; one that pools connections or tries again is of no use
   * @param destination resolved
   * @param limit after which it is {@link Obstacle.Silent}
   */
  public <T extends ClientTransport<T, C>, C extends ClientTransportConfig<C>> T by(
      T client, InetSocketAddress destination, Duration limit) {
    return client
        .remoteAddress(() -> destination)
        .resolver(NoopAddressResolverGroup.INSTANCE)
        .option(ChannelOption.SO_LINGER, 0)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(limit.toMillis()))
        .doOnChannelInit((_, channel, _) -> channel.pipeline().addFirst(this));
  }

  /** How the connection came about; null before it has. On the event loop only. */
  public @Nullable Handshake handshake() {
    return handshake;
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise) {
    if (!(context.channel() instanceof UnixChannel channel)
        || !(remote instanceof InetSocketAddress destination)) {
      promise.setFailure(new IllegalStateException("not by epoll: " + context.channel()));
      return;
    }
    toll = new Toll(destination.getAddress() instanceof Inet6Address);
    try {
      Leaving.through(uplink, context.channel());
      TcpSocket.watchErrors(channel.fd().intValue());
    } catch (UncheckedIOException | SystemCallException e) {
      promise.setFailure(new Unconnected(Obstacle.of(e), e));
      return;
    }
    long begun = System.nanoTime();
    ChannelPromise connecting = context.newPromise();
    connecting.addListener(
        done -> {
          try {
            end(channel, destination, System.nanoTime() - begun, done.cause());
            promise.trySuccess();
          } catch (Unconnected e) {
            promise.tryFailure(e);
          } catch (SystemCallException e) {
            promise.tryFailure(new Unconnected(Obstacle.of(e), e));
          }
        });
    var _ = context.connect(remote, local, connecting);
    if (!connecting.isDone()) {
      leave(); // the kernel said EINPROGRESS
    }
  }

  /** The kernel has made up its mind, or time is over. */
  private void end(
      UnixChannel channel, InetSocketAddress destination, long seen, @Nullable Throwable failure)
      throws Unconnected, SystemCallException {
    TcpFigures figures = figures(channel);
    if (figures == null) {
      throw new Unconnected(
          left || failure == null
              ? new Obstacle.Silent(0) // it was given up, and nobody waits
              : Diagnosis.atOnce(uplink, destination, failure),
          failure);
    }
    leave(); // else Netty had closed it
    if (figures.connected() && failure == null) {
      TcpSocket.ignoreErrors(channel.fd().intValue());
      toll.established(figures);
      handshake = Handshake.of(figures, seen);
      settle(figures);
      return;
    }
    settle(figures);
    Obstacle obstacle = Diagnosis.of(channel.fd().intValue(), failure, seen, figures);
    if (obstacle instanceof Obstacle.Reported report && !isOwn(channel, report.reporter())) {
      witness.spent(toll.report(report.quoted()));
    }
    throw new Unconnected(obstacle, failure);
  }

  private void leave() {
    if (!left) {
      left = true;
      witness.left();
    }
  }

  /** What this machine tells itself was never on the wire. */
  private static boolean isOwn(UnixChannel channel, @Nullable InetAddress reporter) {
    return channel.localAddress() instanceof InetSocketAddress local
        && local.getAddress().equals(reporter);
  }

  /** Not if only Netty takes it for one: see {@link Diagnosis}. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (handshake != null) {
      context.fireChannelActive();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    settle(figures(context.channel()));
    context.fireChannelReadComplete();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    settle(figures(context.channel()));
    var _ = context.close(promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    TcpFigures last = latest;
    if (last != null && last.owesReset()) {
      witness.spent(toll.reset(last));
    }
    if (handshake != null) {
      context.fireChannelInactive();
    }
  }

  private void settle(@Nullable TcpFigures figures) {
    if (figures != null) {
      latest = figures;
      long more = handshake == null ? toll.moreUnanswered(figures) : toll.more(figures);
      if (more != 0) {
        witness.spent(more);
      }
    }
  }

  /** Null if the socket is closed; its number may be another's then. */
  private static @Nullable TcpFigures figures(Channel channel) {
    if (!(channel instanceof UnixChannel unix) || !unix.fd().isOpen()) {
      return null;
    }
    try {
      return TcpFigures.of(unix.fd().intValue());
    } catch (SystemCallException _) {
      return null;
    }
  }
}
