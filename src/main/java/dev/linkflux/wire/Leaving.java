package dev.linkflux.wire;

import dev.linkflux.kernel.BoundSocket;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.Channel;
import io.netty.channel.unix.UnixChannel;
import java.io.UncheckedIOException;

/**
 * Ties the channels of Reactor Netty clients to one uplink before they connect. Not by a channel
 * option: one that fails is only logged, and the probe leaves by another uplink.
 */
public final class Leaving {
  private Leaving() {}

  /**
   * Binds a channel to the device of an uplink and marks it, where these are given; for {@code
   * doOnChannelInit}.
   *
   * @throws UncheckedIOException of a {@link SystemCallException} if that is not to be had: the
   *     channel is closed then
   */
  public static void through(Uplink uplink, Channel channel) {
    if (uplink.device().isEmpty() && uplink.mark() == 0) {
      return;
    }
    if (!(channel instanceof UnixChannel unix)) {
      throw new IllegalStateException(
          "binding to " + uplink.device() + " needs epoll, not " + channel);
    }
    try {
      BoundSocket.leave(unix.fd().intValue(), uplink.device(), uplink.mark());
    } catch (SystemCallException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says plainly that an uplink's interface is not there.
   *
   * @throws SystemCallException ENODEV if it is not
   */
  public static void requireDevice(Uplink uplink) throws SystemCallException {
    if (!uplink.device().isEmpty() && BoundSocket.interfaceIndex(uplink.device()).isEmpty()) {
      throw new SystemCallException("if_nametoindex", Errno.ENODEV.number(), uplink.device());
    }
  }
}
