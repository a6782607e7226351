package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.engine.Backlog;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Outside;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.engine.WallClock;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.stream.CannotListen;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.Recorder;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;

/**
 * The service, assembled: gate, stages, server, recorder. Built, started, waited for and stopped
 * once.
 */
final class Daemon {
  private static final Duration FAREWELL = Duration.ofMillis(300);
  private static final Duration KEPT = Duration.ofMillis(300);
  private static final Duration TOLD = Duration.ofMillis(800);

  private final Configuration configuration;
  private final DaemonParts parts;
  private final Loops loops;
  private final PrintWriter err;
  private final @Nullable Recorder recorder;
  private final StreamServer server;
  private final Followers followers;
  private final Flux<List<Event>> events;
  private @Nullable DisposableServer listening;
  private @Nullable Disposable running;

  Daemon(Configuration configuration, DaemonParts parts, Loops loops, PrintWriter err) {
    this.configuration = configuration;
    this.parts = parts;
    this.loops = loops;
    this.err = err;
    WallClock clock = new WallClock(Instant.now());
    Recorder recording = record(configuration, clock);
    this.recorder = recording;
    if (recording != null) {
      parts
          .instruments()
          .recording(new Backlog(recording::waiting, recording.room()), recording::lost);
    }
    Consumer<Event> journal = recording == null ? _ -> {} : new Journal(recording);
    Orders orders = new Orders();
    Gate gate = new Gate(loops.gate(), journal, parts.instruments());
    Engine engine =
        new Engine(
            configuration.settings(),
            parts.probers(),
            parts.links(),
            parts.routes(),
            new Outside(InstantSource.system(), orders, parts.traffic(), parts.servers()),
            gate,
            parts.instruments(),
            loops.probeScheduler(),
            journal,
            parts.seed());
    this.followers = parts.followers().apply(clock);
    Shadowing beside = configuration.shadow();
    this.events =
        engine.events(
            new Pipeline(configuration.settings(), beside == null ? null : beside.settings()));
    this.server =
        new StreamServer(
            new Premises(
                configuration.settings(),
                configuration.effective(),
                configuration.access(),
                clock,
                new Service(
                    Version.number(),
                    Version.commit(),
                    parts.observe(),
                    parts.instruments(),
                    shadow()),
                parts.kept()),
            orders,
            loops.serving(),
            loops.views(),
            loops.aside());
  }

  private @Nullable Recorder record(Configuration configuration, WallClock clock) {
    Configuration.Recording wanted = configuration.trace();
    return wanted == null
        ? null
        : Recorder.start(
            wanted.directory(),
            new Header(clock.zero(), configuration.effective(), Moment.ZERO),
            Recorder.Limits.keeping(wanted.keep()),
            InstantSource.system(),
            System::nanoTime,
            warning -> err.println("linkflux: " + warning));
  }

  /**
   * Listens.
   *
   * @param addresses the first that is free is taken
   * @throws Refusal if none is
   */
  void bind(InetSocketAddress... addresses) {
    Refusal last = null;
    for (InetSocketAddress address : addresses) {
      try {
        listening = server.bind(address).block();
        return;
      } catch (CannotListen refused) {
        last = new Refusal(Refusal.FAILED, "linkflux: " + refused.getMessage());
      }
    }
    stop();
    throw last == null ? new IllegalArgumentException("no address to listen on") : last;
  }

  /**
   * Starts.
   *
   * @param told takes all that happens, on the gate's thread; must not block for long
   * @return ends, with an error, only if the pipeline breaks
   */
  Mono<Void> start(Consumer<Event> told) {
    ConnectableFlux<List<Event>> shared = events.publish();
    Flux<List<Event>> worthTelling = shared.filter(new Pulse()::isWorthTelling);
    Disposable _ =
        server.warnings().subscribe(warning -> err.println("linkflux: " + warning), _ -> {});
    Disposable _ = server.feed(worthTelling).subscribe(_ -> {}, _ -> {});
    followers.follow(shared);
    Mono<Void> end = shared.doOnNext(batch -> batch.forEach(told)).then().cache();
    Disposable _ = end.subscribe(_ -> {}, _ -> {});
    running = shared.connect();
    return end;
  }

  /** The name of the shadow's configuration, or null if there is none. */
  @Nullable String shadow() {
    Shadowing beside = configuration.shadow();
    return beside == null ? null : beside.file();
  }

  /** Where the dashboard is. */
  String address() {
    DisposableServer bound = Objects.requireNonNull(listening, "not listening");
    String host = bound.host();
    String scheme = configuration.access().tls() == null ? "http://" : "https://";
    return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.port() + "/";
  }

  /** Ends everything within a second; the routes stay unless the configuration says otherwise. */
  void stop() {
    Disposable pipeline = running;
    if (pipeline != null) {
      pipeline.dispose();
    }
    Mono<Void> told = followers.close();
    Mono<Void> kept = server.close();
    if (!configuration.keepRoutes() && !parts.observe()) {
      parts.routes().apply(RoutePlan.nothing()).timeout(FAREWELL, Mono.empty()).block();
    }
    if (recorder != null) {
      recorder.close();
    }
    DisposableServer bound = listening;
    if (bound != null) {
      bound.dispose();
    }
    told.timeout(TOLD, Mono.empty()).block();
    kept.timeout(KEPT, Mono.empty()).block();
    loops.close();
  }
}
