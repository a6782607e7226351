package dev.linkflux.stream.access;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are open. When there are as many as there may be, the one that has asked for
 * nothing for the longest gives way to a new one: so whoever opens many and says nothing keeps
 * nobody else out.
 */
public final class Crowd {
  private final Map<Channel, @Nullable InetAddress> open = new HashMap<>();
  private final Map<InetAddress, Integer> from = new HashMap<>();
  private final Set<Channel> silent = new LinkedHashSet<>();
  private int most;
  private int mostOfOne;

  /**
   * @param most at once
   * @param mostOfOne at once from one address elsewhere; this machine is not limited apart
   */
  public Crowd(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** From now on there may be so many. Those that are open stay; parameters as above. */
  synchronized void resize(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Takes one in, or gives false: all others have something under way. */
  synchronized boolean enter(Channel channel) {
    InetAddress address = limited(channel);
    if (address != null && from.getOrDefault(address, 0) >= mostOfOne) {
      return false;
    }
    if (open.size() >= most) {
      if (silent.isEmpty()) {
        return false;
      }
      Channel first = silent.iterator().next();
      leave(first);
      var _ = first.close();
    }
    open.put(channel, address);
    silent.add(channel);
    if (address != null) {
      from.merge(address, 1, Integer::sum);
    }
    return true;
  }

  /** It is closed. */
  synchronized void leave(Channel channel) {
    silent.remove(channel);
    if (open.containsKey(channel)) {
      InetAddress address = open.remove(channel);
      if (address != null) {
        from.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /** It has asked for something. */
  synchronized void busy(Channel channel) {
    silent.remove(channel);
  }

  /** It has been answered. */
  synchronized void silent(Channel channel) {
    if (open.containsKey(channel)) {
      silent.add(channel);
    }
  }

  public synchronized int size() {
    return open.size();
  }

  private static @Nullable InetAddress limited(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
            && !remote.getAddress().isLoopbackAddress()
        ? remote.getAddress()
        : null;
  }
}
