package dev.linkflux.demo;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.LinkWatch;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitFailureHandler;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.DisposableChannel;
import reactor.netty.resources.LoopResources;

/**
 * The emulated net: a reflector for each uplink and target, interfaces that are as the script says,
 * and the script itself.
 */
public final class Emulation {
  private final Settings settings;
  private final Scheduler timer;
  private final AtomicReference<Climate> climate;
  private final Sinks.Many<Climate> changes;
  private final List<Connection> reflectors;

  private Emulation(
      Settings settings,
      Scheduler timer,
      AtomicReference<Climate> climate,
      List<Connection> reflectors) {
    this.settings = settings;
    this.timer = timer;
    this.climate = climate;
    this.changes = Sinks.many().replay().latestOrDefault(climate.get());
    this.reflectors = List.copyOf(reflectors);
  }

  /**
   * Opens its sockets, on free ports of the loopback address.
   *
   * @param settings those of {@link Demo#configuration()}
   * @param loops run the sockets
   * @param timer runs delays and script; of one thread
   * @param seed of loss and jitter
   */
  public static Mono<Emulation> open(
      Settings settings, LoopResources loops, Scheduler timer, long seed) {
    return Mono.defer(
        () -> {
          AtomicReference<Climate> climate = new AtomicReference<>(Climate.FAIR);
          int targets = settings.targets().size();
          return Flux.range(0, settings.uplinks().size() * targets)
              .concatMap(
                  path ->
                      new Reflector(
                              () -> climate.get().weather(path / targets, path % targets),
                              loops,
                              timer,
                              seed + path)
                          .open())
              .cast(Connection.class)
              .collectList()
              .map(opened -> new Emulation(settings, timer, climate, opened));
        });
  }

  /** Closes its sockets. */
  public Mono<Void> close() {
    return Flux.fromIterable(reflectors)
        .doOnNext(Connection::dispose)
        .flatMap(DisposableChannel::onDispose)
        .then();
  }

  /** Where a target is met through an uplink. */
  public InetSocketAddress address(Uplink uplink, Target target) {
    int path = uplink.id().ordinal() * settings.targets().size() + target.id().ordinal();
    return (InetSocketAddress) reflectors.get(path).channel().localAddress();
  }

  /** What a kernel would say of the emulated interfaces. */
  public LinkWatch links() {
    return new EmulatedLinks(settings.uplinks(), changes.asFlux());
  }

  /** Plays the script for as long as it is subscribed, and tells each turn when it happens. */
  public Flux<Scene> play() {
    return Flux.defer(
        () -> {
          long begin = timer.now(TimeUnit.NANOSECONDS);
          return Flux.fromStream(Script::scenes)
              .concatMap(scene -> inTime(scene, begin), 1)
              .doOnNext(scene -> turn(scene.climate()));
        });
  }

  private Mono<Scene> inTime(Scene scene, long begin) {
    long passed = timer.now(TimeUnit.NANOSECONDS) - begin;
    return Mono.delay(scene.at().minusNanos(passed), timer).thenReturn(scene);
  }

  private void turn(Climate now) {
    climate.set(now);
    changes.emitNext(now, EmitFailureHandler.FAIL_FAST);
  }
}
