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
 * any more or the target is elsewhere. On the event loop only.
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
  private final boolean bound;
  private final Peer peer;
  private final Supplier<Wording> wordings;
  private final Instruments instruments;
  private final Consumer<Unstamped> received;
  private @Nullable Open open;

  /** To where the target was before: what is under way there may still be answered. */
  private @Nullable Open former;

  private record Open(InetSocketAddress peer, UdpChannel channel, Line line) {}

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
    this.bound = way instanceof Way.ThroughDevices;
    this.peer = Peer.of(way, uplink, target, passage);
    this.wordings = wordings;
    this.instruments = instruments;
    this.received = received;
  }

  Peer peer() {
    return peer;
  }

  /** A probe's turn. */
  Unstamped ask(ProbeId id) {
    InetSocketAddress there = peer.now();
    if (there == null) {
      String reason = peer.missing();
      return at -> new Withheld(at, id, reason);
    }
    try {
      send(id.sequence(), there);
      return at -> new Observation.Sent(at, id);
    } catch (SystemCallException e) {
      return at -> new Withheld(at, id, e.errnoName());
    }
  }

  private void send(long sequence, InetSocketAddress there) throws SystemCallException {
    Open present = open;
    if (present != null && !present.peer().equals(there)) {
      close(former);
      former = present;
      open = null;
    }
    if (!sentByPresent(sequence)) {
      close(open);
      open = null;
      Open fresh = open(there);
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

  private Open open(InetSocketAddress there) throws SystemCallException {
    UdpSocket socket =
        bound
            ? UdpSocket.connect(there, uplink.device(), uplink.mark())
            : UdpSocket.connect(there, "", 0);
    Line line = new Line(uplink.id(), target.id(), socket, wordings.get(), instruments, received);
    Future<UdpChannel> channel = UdpChannel.open(loop, socket, line, _ -> broke(line));
    if (!channel.isSuccess()) {
      throw new IllegalStateException("turns come on the loop of the probes", channel.cause());
    }
    return new Open(there, channel.getNow(), line);
  }

  private void broke(Line line) {
    if (open != null && open.line() == line) {
      open = null;
    }
  }

  /** Closes what is open. */
  void close() {
    close(open);
    close(former);
    open = null;
    former = null;
  }

  private static void close(@Nullable Open line) {
    if (line != null) {
      line.channel().close();
    }
  }
}
