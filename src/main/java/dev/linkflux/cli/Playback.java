package dev.linkflux.cli;

import dev.linkflux.control.Access;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.engine.WallClock;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.play.Player;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.stream.Premises;
import dev.linkflux.stream.Service;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Event;
import dev.linkflux.trace.TraceReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A trace that is played to the API and the dashboard as if it happened now: nothing is probed, no
 * order is taken, nothing is kept. Built, bound, started and stopped once.
 */
final class Playback implements Serving.Served {
  private static final Orders NO_ORDERS =
      Orders.none("this is a recorded trace that is played; there is nothing to steer");

  private final Show show;
  private final Loops loops;
  private final PrintWriter err;
  private final WallClock clock;
  private final StreamServer server;
  private final Listening listening = new Listening(false);
  private @Nullable Disposable running;

  /**
   * What is played.
   *
   * @param served by whose decisions
   * @param beside whose decisions are told beside these, or null
   */
  record Show(
      RouterTraces router,
      Beginning beginning,
      Excerpt excerpt,
      ReplayChoice served,
      @Nullable ReplayChoice beside,
      ReplaySpeed speed) {
    /** One line that says what is seen. */
    String sentence() {
      return "%s is played from %s on, %s"
          .formatted(
              router.name().substring(router.name().lastIndexOf('/') + 1),
              WallText.of(beginning.wall(excerpt.from())),
              speed);
    }
  }

  Playback(Show show, Loops loops, PrintWriter err) {
    this.show = show;
    this.loops = loops;
    this.err = err;
    clock = new WallClock(show.beginning().wall());
    ReplayChoice beside = show.beside();
    server =
        new StreamServer(
            new Premises(
                show.served().settings(),
                show.served().configuration().effective(),
                Access.LOCAL,
                clock,
                new Service(
                    Version.number(),
                    Version.commit(),
                    true,
                    new Instruments(),
                    beside == null ? null : beside.name()),
                null),
            NO_ORDERS,
            loops.serving(),
            loops.views(),
            loops.aside());
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

  /** Where the dashboard is. */
  String address() {
    return listening.address();
  }

  @Override
  public Mono<Void> start(Consumer<Event> told) {
    ConnectableFlux<List<Event>> shared = events().publish();
    Disposable _ = server.feed(shared).subscribe(_ -> {}, _ -> {});
    Mono<Void> end =
        shared
            .doOnNext(
                batch ->
                    batch.stream()
                        .filter(event -> !event.at().isBefore(show.excerpt().from()))
                        .forEach(told))
            .then()
            .cache();
    Disposable _ = end.subscribe(_ -> {}, _ -> {});
    running = shared.connect();
    return end;
  }

  private Flux<List<Event>> events() {
    Settings settings = show.served().settings();
    ReplayChoice beside = show.beside();
    // What has been handed out is taken when the loop of the views comes to what is behind it.
    Mono<Void> taken = Mono.<Void>fromRunnable(() -> {}).subscribeOn(loops.views());
    Player player =
        new Player(
            show.speed().factor(),
            show.excerpt(),
            loops.gate(),
            taken,
            WallText::of,
            show.sentence());
    Flux<List<Event>> inputs =
        Replay.of(show.router().files())
            .part(show.excerpt(), _ -> {})
            .inputs(settings, show.served().changes(), _ -> {}, this::finished)
            .subscribeOn(loops.aside());
    return new Pipeline(settings, beside == null ? null : beside.settings())
        .over(player.play(inputs));
  }

  private void finished(TraceReader reader) {
    ReplayPass.requireReached(show.beginning(), show.excerpt(), reader.end());
    ReplayPass.problems(reader).forEach(problem -> err.println("linkflux: skipped: " + problem));
    err.flush();
  }

  @Override
  public Narrator narrator(boolean coloured) {
    ReplayChoice beside = show.beside();
    return new Narrator(
        coloured, beside == null ? null : beside.name(), at -> WallText.exactly(clock.label(at)));
  }

  @Override
  public void stop() {
    Disposable pipeline = running;
    if (pipeline != null) {
      pipeline.dispose();
    }
    listening.close();
    loops.close();
  }
}
