package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Reloads;
import dev.linkflux.engine.WallClock;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  /** Settings hold within milliseconds, or the pipeline stands still. */
  private static final Duration HELD = Duration.ofSeconds(10);

  private final DaemonParts parts;
  private final PrintWriter err;
  private final Journal journal;
  private final Orders orders = new Orders();
  private final Reloads reloads;
  private final StreamServer server;
  private final Followers followers;
  private final ConnectableFlux<List<Event>> events;
  private final Listening listening;
  private final Supervision supervision;
  private final Ending ending;
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
    this.err = err;
    WallClock clock = new WallClock(Instant.now());
    this.journal =
        new Journal(configuration, clock, parts.instruments(), loops.aside(), this::warn);
    this.events = LivePipeline.of(configuration, parts, loops, orders, journal).publish();
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
    this.ending =
        new Ending(parts, supervision, followers, server, journal, listening, loops, this::warn);
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
    Runnable access = server.prepare(now.access());
    parts.prepare().accept(now);
    followers.prepare(now);
    journal.prepare(now);
    Mono<List<Event>> out =
        events
            .filter(batch -> batch.stream().anyMatch(it -> isOf(now, it)))
            .next()
            .switchIfEmpty(Mono.error(Orders.NotTaken.because("the service is ending")))
            .cache();
    Disposable _ = out.subscribe(_ -> {}, _ -> {});
    Mono.when(
            orders.reconfigure(
                now.settings(), LivePipeline.shadow(now), now.effective().toString(), changes),
            out)
        .block(HELD);
    access.run();
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

  /** Ends everything within a second; the routes stay unless the configuration says otherwise. */
  @Override
  public void stop() {
    ending.end(running, present.keepRoutes());
  }
}
