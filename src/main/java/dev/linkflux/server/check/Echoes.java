package dev.linkflux.server.check;

import dev.linkflux.kernel.Errno;
import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import dev.linkflux.uplink.Uplink;
import io.netty.channel.IoEventLoop;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Pings servers, by one socket for each uplink and family, which is opened when it is first needed.
 */
final class Echoes {
  private final IoEventLoop loop;
  private final Scheduler scheduler;
  private final Spending spending;
  private final Consumer<String> told;
  private final Map<Way, EchoLine> lines = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Seeded here, where it may take its time. */
  private final SplittableRandom tokens = new SplittableRandom(new SecureRandom().nextLong());

  private record Way(Line line, IpFamily family) {}

  /**
   * @param scheduler of the loop
   * @param told takes sentences for the operator
   */
  Echoes(IoEventLoop loop, Scheduler scheduler, Spending spending, Consumer<String> told) {
    this.loop = loop;
    this.scheduler = scheduler;
    this.spending = spending;
    this.told = told;
  }

  /**
   * One echo request; to be subscribed on the scheduler.
   *
   * @param limit after which it is {@link Echo.Silent}
   * @return how it ended; nothing if this process may not ping
   */
  Mono<Echo> ping(Uplink uplink, InetAddress address, Duration limit) {
    Way way = new Way(Line.of(uplink), IpFamily.of(address));
    return line(uplink, way)
        .flatMap(line -> line.ask(address).flatMap(echo -> again(line, uplink, way, address, echo)))
        .onErrorResume(SystemCallException.class, this::refused)
        .timeout(limit, Mono.just(new Echo.Silent()), scheduler);
  }

  /** An interface that is there anew needs another socket. */
  private Mono<Echo> again(EchoLine line, Uplink uplink, Way way, InetAddress address, Echo echo) {
    return line.isBroken()
        ? line(uplink, way).flatMap(other -> other.ask(address))
        : Mono.just(echo);
  }

  private Mono<EchoLine> line(Uplink uplink, Way way) {
    return Mono.defer(
        () -> {
          EchoLine known = lines.get(way);
          if (known != null && !known.isBroken()) {
            return Mono.just(known);
          }
          if (known != null) {
            known.close();
          }
          return EchoLine.open(loop, uplink, way.family(), spending, tokens::nextLong)
              .publishOn(scheduler)
              .doOnDiscard(EchoLine.class, EchoLine::close) // whoever wanted it has gone meanwhile
              .map(line -> keep(way, line));
        });
  }

  /** Of two that were opened at once the first stays. */
  private EchoLine keep(Way way, EchoLine line) {
    EchoLine other = lines.get(way);
    if (other != null && !other.isBroken()) {
      line.close();
      return other;
    }
    lines.put(way, line);
    if (closed) {
      close();
    }
    return line;
  }

  /** Closes the sockets of all uplinks but these. */
  void keep(List<Uplink> uplinks) {
    Set<Line> kept = uplinks.stream().map(Line::of).collect(Collectors.toSet());
    lines.forEach(
        (way, line) -> {
          if (!kept.contains(way.line())) {
            line.close();
          }
        });
    lines.keySet().removeIf(way -> !kept.contains(way.line()));
  }

  /** Closes all sockets. */
  void close() {
    closed = true;
    lines.values().forEach(EchoLine::close);
    lines.clear();
  }

  private Mono<Echo> refused(SystemCallException failure) {
    if (Errno.EPERM.is(failure.errno()) || Errno.EACCES.is(failure.errno())) {
      told.accept("servers are not pinged: " + failure.getMessage());
      return Mono.empty();
    }
    return Mono.just(new Echo.Local(failure.errnoName()));
  }
}
