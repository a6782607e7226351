package dev.linkflux.probe.icmp;

import dev.linkflux.kernel.IpFamily;
import dev.linkflux.kernel.SystemCallException;
import io.netty.channel.IoEventLoop;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sockets of one uplink, one for each family that is needed, from when it is. */
final class Lines {
  private final Opening opening;
  private final Map<IpFamily, IcmpLine> open = new EnumMap<>(IpFamily.class);

  /** Opens none yet. */
  Lines(Opening opening) {
    this.opening = opening;
  }

  /**
   * Opens those of some families, from anywhere.
   *
   * @return an error if one cannot be had, no such device or no right; all are closed then
   */
  Mono<Void> open(List<IpFamily> families) {
    return Flux.fromIterable(families)
        .concatMap(family -> opening.line(family).doOnNext(line -> open.put(family, line)))
        .then()
        .onErrorResume(failure -> close().then(Mono.error(failure)));
  }

  /** The one of a family, which is open. */
  IcmpLine present(IpFamily family) {
    return Objects.requireNonNull(open.get(family));
  }

  /**
   * The one of a family, opened if it is not yet; on the loop only.
   *
   * @throws SystemCallException if it cannot be had
   */
  IcmpLine now(IpFamily family) throws SystemCallException {
    IcmpLine line = open.get(family);
    if (line == null) {
      line = opening.lineNow(family);
      open.put(family, line);
    }
    return line;
  }

  /** Closes everything soon, on the loop: a turn may be opening something just now. */
  Mono<Void> close() {
    return Mono.fromRunnable(
        () -> {
          IoEventLoop loop = opening.loop();
          if (loop.inEventLoop()) {
            closeAll();
          } else if (!loop.isShuttingDown()) {
            loop.execute(this::closeAll);
          }
        });
  }

  private void closeAll() {
    open.values().forEach(IcmpLine::close);
    open.clear();
  }
}
