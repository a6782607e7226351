package dev.linkflux.probe.icmp;

import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Resolver;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.engine.Whereabouts;
import dev.linkflux.kernel.Destination;
import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.IcmpSocket;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.wire.Passage;
import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** The sockets of one uplink, open: what is asked, and what comes back. On the event loop only. */
final class IcmpSession {
  /**
   * Replies that may wait for the gate. Beyond that they are dropped, which is a loss that a later
   * reply cannot mend.
   */
  private static final int WAITING = 4096;

  private final Uplink uplink;
  private final Passage passage;
  private final Lines lines;

  /** By the ordinals of the targets; of those at an address from the beginning. */
  private final @Nullable Way[] ways;

  /** By the ordinals of the targets; of those that have a name. */
  private final @Nullable Named[] named;

  /** Of the loop alone, which is the only one to tell it anything. */
  private final Sinks.Many<Unstamped> received =
      Sinks.unsafe().many().unicast().onBackpressureBuffer(Queues.<Unstamped>get(WAITING).get());

  /** How a target is reached. */
  private record Way(Destination destination, IcmpLine line) {}

  /** A target that is to be found first. */
  private static final class Named {
    private final Whereabouts whereabouts;
    private @Nullable Way latest;

    Named(Whereabouts whereabouts) {
      this.whereabouts = whereabouts;
    }
  }

  /**
   * @param payload bytes after the header of each request
   * @param opened is told what kind of socket was to be had, each time one is opened
   */
  IcmpSession(
      IoEventLoop loop,
      Uplink uplink,
      List<Target> targets,
      int payload,
      Resolver resolver,
      Passage passage,
      Instruments instruments,
      Consumer<IcmpSocket.Kind> opened) {
    this.uplink = uplink;
    this.passage = passage;
    this.lines =
        new Lines(new Opening(loop, uplink, payload, instruments, this::emit, this::broke, opened));
    int most = targets.stream().mapToInt(target -> target.id().ordinal()).max().orElse(-1);
    this.ways = new @Nullable Way[most + 1];
    this.named = new @Nullable Named[most + 1];
    for (Target target : targets) {
      Host host = hostOf(target);
      if (host.address() == null) {
        named[target.id().ordinal()] =
            new Named(
                new Whereabouts(
                    resolver, uplink, host.text(), address -> passage.isOpen(uplink, address)));
      }
    }
  }

  private static Host hostOf(Target target) {
    if (target.question() instanceof Question.Icmp(Host host)) {
      return host;
    }
    throw new IllegalArgumentException(target + " is not asked by ICMP");
  }

  /**
   * Opens a socket for each family that the targets are known to need.
   *
   * @return itself; an error if a socket cannot be had: no such device, no right
   */
  Mono<IcmpSession> open(List<Target> targets) {
    return lines
        .open(targets.stream().flatMap(IcmpSession::literal).map(IpFamily::of).distinct().toList())
        .doOnSuccess(_ -> targets.forEach(this::reach))
        .thenReturn(this);
  }

  private static Stream<InetAddress> literal(Target target) {
    return Stream.ofNullable(hostOf(target).address());
  }

  private void reach(Target target) {
    InetAddress address = hostOf(target).address();
    if (address != null) {
      ways[target.id().ordinal()] =
          new Way(Destination.of(address), lines.present(IpFamily.of(address)));
    }
  }

  /** All that is seen while it is subscribed; an error if a socket breaks. */
  Flux<Unstamped> observations(Flux<ProbeId> turns) {
    List<Whereabouts> sought =
        Arrays.stream(named).filter(Objects::nonNull).map(target -> target.whereabouts).toList();
    Flux<Unstamped> asked = turns.map(this::ask);
    return sought.isEmpty()
        ? Flux.merge(received.asFlux(), asked)
        : Flux.merge(received.asFlux(), Whereabouts.questions(sought), asked);
  }

  /** Asks a target. A device that is gone ends the session: its socket would stay deaf for ever. */
  private Unstamped ask(ProbeId id) {
    Way way = ways[id.target().ordinal()];
    if (way == null) {
      return find(id, Objects.requireNonNull(named[id.target().ordinal()], id.toString()));
    }
    return passage.isOpen(uplink, way.destination().address())
        ? way.line().ask(id, way.destination())
        : at -> new Withheld(at, id, Withheld.NO_GATEWAY);
  }

  /** Asks a target where it is now. */
  private Unstamped find(ProbeId id, Named target) {
    InetAddress address = target.whereabouts.now();
    if (address == null) {
      String reason = target.whereabouts.missing();
      return at -> new Withheld(at, id, reason);
    }
    try {
      Way latest = target.latest;
      if (latest == null || !latest.destination().address().equals(address)) {
        latest = new Way(Destination.of(address), lines.now(IpFamily.of(address)));
        target.latest = latest;
      }
      return latest.line().ask(id, latest.destination());
    } catch (SystemCallException e) {
      if (Errno.EAFNOSUPPORT.is(e.errno())) {
        return at -> new Withheld(at, id, e.errnoName()); // no fault of the other targets
      }
      throw new UncheckedIOException(e);
    }
  }

  Mono<Void> close() {
    return lines.close();
  }

  private void broke(IOException failure) {
    Sinks.EmitResult _ = received.tryEmitError(failure);
  }

  private void emit(Unstamped observation) {
    Sinks.EmitResult _ = received.tryEmitNext(observation);
  }
}
