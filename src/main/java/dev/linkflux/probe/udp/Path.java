package dev.linkflux.probe.udp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.kernel.UdpChannel;
import dev.linkflux.kernel.UdpSocket;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One uplink to one target: opens a line at its first turn, and another when that one is of no use
 * any more. On the event loop only.
 */
final class Path {
  /**
   * A new socket may be better off: interface, addresses and routes are no longer those that this
   * one was connected with.
   */
  private static final Set<Errno> OUTDATED =
      Set.of(
          Errno.ENODEV,
          Errno.ENXIO,
          Errno.EINVAL,
          Errno.EADDRNOTAVAIL,
          Errno.ENETDOWN,
          Errno.ENETUNREACH,
          Errno.EHOSTUNREACH);

  private final IoEventLoop loop;
  private final Uplink uplink;
  private final Target target;
  private final Way way;
  private final Supplier<Wording> wordings;
  private final Passage passage;
  private final Instruments instruments;
  private final Consumer<Unstamped> received;
  private @Nullable Open open;

  private record Open(UdpChannel channel, Line line) {}

  /**
   * @param wordings a new one for each line
   * @param received takes what comes back
   */
  Path(
      IoEventLoop loop,
      Uplink uplink,
      Target target,
      Way way,
      Supplier<Wording> wordings,
      Passage passage,
      Instruments instruments,
      Consumer<Unstamped> received) {
    this.loop = loop;
    this.uplink = uplink;
    this.target = target;
    this.way = way;
    this.wordings = wordings;
    this.passage = passage;
    this.instruments = instruments;
    this.received = received;
  }

  /** A probe's turn. */
  Unstamped ask(ProbeId id) {
    InetSocketAddress peer = way.addresses().apply(uplink, target);
    if (peer.isUnresolved()) {
      return at -> new Withheld(at, id, Withheld.NO_NAME);
    }
    if (!passage.isOpen(uplink, peer.getAddress())) {
      return at -> new Withheld(at, id, Withheld.NO_GATEWAY);
    }
    try {
      send(id.sequence(), peer);
      return at -> new Observation.Sent(at, id);
    } catch (SystemCallException e) {
      return at -> new Withheld(at, id, e.errnoName());
    }
  }

  private void send(long sequence, InetSocketAddress peer) throws SystemCallException {
    if (!sentByPresent(sequence)) {
      close();
      Open fresh = open(peer);
      open = fresh;
      fresh.line().send(sequence);
    }
  }

  /** False if there is no line, or one that a new one may be better than. */
  private boolean sentByPresent(long sequence) throws SystemCallException {
    Open present = open;
    if (present == null) {
      return false;
    }
    try {
      if (present.line().isStranded()) {
        return false;
      }
      present.line().send(sequence);
      return true;
    } catch (SystemCallException e) {
      if (OUTDATED.stream().anyMatch(e::is)) {
        return false;
      }
      throw e;
    }
  }

  private Open open(InetSocketAddress peer) throws SystemCallException {
    UdpSocket socket =
        way.bound()
            ? UdpSocket.connect(peer, uplink.device(), uplink.mark())
            : UdpSocket.connect(peer, "", 0);
    Line line = new Line(uplink.id(), target.id(), socket, wordings.get(), instruments, received);
    Future<UdpChannel> channel = UdpChannel.open(loop, socket, line, _ -> open = null);
    if (!channel.isSuccess()) {
      throw new IllegalStateException("turns come on the loop of the probes", channel.cause());
    }
    return new Open(channel.getNow(), line);
  }

  /** Closes what is open. The next turn would open it anew. */
  void close() {
    Open present = open;
    open = null;
    if (present != null) {
      present.channel().close();
    }
  }
}
