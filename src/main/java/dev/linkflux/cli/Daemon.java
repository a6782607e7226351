package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Outside;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.engine.Reloads;
import dev.linkflux.engine.Unstamped;
import dev.linkflux.engine.WallClock;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The service, assembled: gate, stages, server, recorder. Built, started, waited for and stopped
 * once.
 */
final class Daemon implements Serving.Served, Reloading.Holder {

  /** The routes are what it was asked to take away: that may cost a busy machine some time. */
  private static final Duration REMOVED = Duration.ofSeconds(3);

  private static final Duration KEPT = Duration.ofMillis(300);
  private static final Duration TOLD = Duration.ofMillis(800);

  /** Settings hold within milliseconds, or the pipeline stands still. */
  private static final Duration HELD = Duration.ofSeconds(10);

  private final DaemonParts parts;
  private final Loops loops;
  private final PrintWriter err;
  private final Journal journal;
  private final Orders orders = new Orders();
  private final Reloads reloads;
  private final StreamServer server;
  private final Followers followers;
  private final ConnectableFlux<List<Event>> events;
  private final Listening listening;
  private final Supervision supervision;
  private volatile Configuration present;
  private @Nullable Disposable running;

  /** One that has no file that it could read again. */
  Daemon(Configuration configuration, DaemonParts parts, Loops loops, PrintWriter err) {
    this(configuration, parts, loops, err, null);
  }

  /**
   * @param file of the configuration, for reloads; null if there is none
   */
  Daemon(
      Configuration configuration,
      DaemonParts parts,
      Loops loops,
      PrintWriter err,
      @Nullable Path file) {
    this.present = configuration;
    this.parts = parts;
    this.loops = loops;
    this.err = err;
    WallClock clock = new WallClock(Instant.now());
    this.journal =
        new Journal(configuration, clock, parts.instruments(), loops.aside(), this::warn);
    this.events = pipeline(configuration).publish();
    this.reloads =
        file == null
            ? Reloads.none("this service has no file that it could read again")
            : new Reloading(
                () -> Configurations.read(file),
                file.toString(),
                configuration,
                this,
                this::warn,
                loops.aside());
    this.listening = new Listening(configuration.access().tls() != null);
    this.followers = parts.followers().apply(configuration, clock);
    this.supervision = Supervision.of(configuration.settings(), parts.observe(), System.getenv());
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
            reloads,
            loops.serving(),
            loops.views(),
            loops.aside());
  }

  private Flux<List<Event>> pipeline(Configuration configuration) {
    Engine engine =
        new Engine(
            configuration.settings(),
            parts.probers(),
            parts.links(),
            parts.routes(),
            new Outside(
                InstantSource.system(),
                orders,
                parts.traffic(),
                parts.servers(),
                parts.memory().memories()),
            new Gate(loops.gate(), journal, parts.instruments()),
            parts.instruments(),
            loops.probeScheduler(),
            journal,
            parts.seed());
    return engine.events(new Pipeline(configuration.settings(), beside(configuration)));
  }

  private static @Nullable Settings beside(Configuration configuration) {
    Shadowing shadow = configuration.shadow();
    return shadow == null ? null : shadow.settings();
  }

  private void warn(String words) {
    err.println("linkflux: " + words);
    err.flush();
  }

  @Override
  public void bind(InetSocketAddress... addresses) {
    try {
      listening.bind(server, addresses);
    } catch (Refusal refused) {
      stop();
      throw refused;
    }
  }

  @Override
  public Mono<Void> start(Consumer<Event> told) {
    Flux<List<Event>> worthTelling = events.filter(new Pulse()::isWorthTelling);
    Disposable _ = server.warnings().subscribe(this::warn, _ -> {});
    Disposable _ = server.feed(worthTelling).subscribe(_ -> {}, _ -> {});
    followers.follow(events);
    supervision.follow(events);
    parts.memory().follow(events);
    Mono<Void> end = events.doOnNext(batch -> batch.forEach(told)).then().cache();
    Disposable _ = end.subscribe(_ -> {}, _ -> {});
    running = events.connect();
    return end;
  }

  /** Through which the configuration is read anew. */
  Reloads reloads() {
    return reloads;
  }

  @Override
  public void hold(Configuration now, List<String> changes) {
    parts.prepare().accept(now);
    followers.prepare(now);
    journal.prepare(now);
    Mono<List<Event>> out =
        events.filter(batch -> batch.stream().anyMatch(it -> isOf(now, it))).next().cache();
    Disposable _ = out.subscribe(_ -> {}, _ -> {});
    orders
        .reconfigure(now.settings(), beside(now), now.effective().toString(), changes)
        .then(out)
        .block(HELD);
    present = now;
  }

  private static boolean isOf(Configuration now, Event event) {
    return event instanceof Reconfigured it && it.settings().equals(now.settings());
  }

  @Override
  public void reloading() {
    supervision.reloading();
  }

  @Override
  public void reloaded() {
    supervision.reloaded();
  }

  @Override
  public Narrator narrator(boolean coloured) {
    return new Narrator(coloured, shadow());
  }

  /** The name of the shadow's configuration, or null if there is none. */
  private @Nullable String shadow() {
    Shadowing beside = present.shadow();
    return beside == null ? null : beside.file();
  }

  /** Where the dashboard is. */
  String address() {
    return listening.address();
  }

  private void remove() {
    String left = "";
    try {
      Unstamped answer = parts.routes().apply(RoutePlan.nothing()).block(REMOVED);
      if (answer != null && answer.at(Moment.ZERO) instanceof RouteAnswer.Refused refused) {
        left = refused.reason();
      }
    } catch (IllegalStateException _) {
      left = "the kernel did not do it within %d s".formatted(REMOVED.toSeconds());
    }
    if (!left.isEmpty()) {
      warn("routes are left (" + left + "): `linkflux routes --remove` takes them away");
    }
  }

  /** Ends everything within a second; the routes stay unless the configuration says otherwise. */
  @Override
  public void stop() {
    supervision.stopping();
    Disposable pipeline = running;
    if (pipeline != null) {
      pipeline.dispose();
    }
    Mono<Void> told = followers.close();
    Mono<Void> kept = server.close();
    if (!present.keepRoutes() && !parts.observe()) {
      remove();
    }
    journal.close();
    listening.close();
    told.timeout(TOLD, Mono.empty()).block();
    kept.timeout(KEPT, Mono.empty()).block();
    parts.memory().written().timeout(KEPT, Mono.empty()).block();
    loops.close();
  }
}
