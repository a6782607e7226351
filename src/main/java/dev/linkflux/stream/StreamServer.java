package dev.linkflux.stream;

import dev.linkflux.control.Access;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Reloads;
import dev.linkflux.stream.access.TokenFiles;
import dev.linkflux.stream.store.Bounds;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.time.Event;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * The HTTP server: status, decisions, history, health, metrics, the event stream and the dashboard,
 * all read-only, and the operator's orders. One instance is fed once and bound once.
 */
public final class StreamServer {
  private static final Logger LOG = Loggers.getLogger(StreamServer.class);

  private static final Reloads NO_FILE =
      Reloads.none("this service has no configuration file that could be read anew");

  private final Hub hub;
  private final Telling telling;
  private final Flux<String> warnings;
  private final Histories histories;
  private final @Nullable HistoryKeeping keeping;
  private final Scheduler loop;
  private final Subscriptions subscriptions;
  private final InForce inForce;
  private final Views views;
  private final Desk desk;
  private final Limits limits;
  private final Front front;
  private final Intake intake;

  /**
   * @param orders where those of the operator go
   * @param reloads who reads the configuration anew
   * @param loops on which requests are answered
   * @param loop of one thread, for the views and the telling; one of {@code loops} does well
   * @param aside for what waits for a disk
   */
  public StreamServer(
      Premises premises,
      Orders orders,
      Reloads reloads,
      LoopResources loops,
      Scheduler loop,
      Scheduler aside) {
    this(
        premises,
        orders,
        reloads,
        loops,
        loop,
        aside,
        Limits.DEFAULT.of(premises.access().clients()));
  }

  /** One of a service without a file. */
  public StreamServer(
      Premises premises, Orders orders, LoopResources loops, Scheduler loop, Scheduler aside) {
    this(premises, orders, NO_FILE, loops, loop, aside);
  }

  StreamServer(
      Premises premises,
      Orders orders,
      Reloads reloads,
      LoopResources loops,
      Scheduler loop,
      Scheduler aside,
      Limits limits) {
    this.limits = limits;
    this.loop = loop;
    front = new Front(premises.access(), loops, loop, aside, LOG::warn);
    Path kept = premises.directory();
    EventLog log = kept == null ? null : new EventLog(kept.resolve("events"), Bounds.USUAL, aside);
    hub = new Hub(premises.settings(), premises.clock(), premises.service(), log);
    intake = new Intake(hub, loop, premises.service().instruments());
    telling = new Telling(hub, loop, premises.clock(), limits.disk());
    histories = new Histories(premises.settings(), premises.clock());
    keeping = kept == null ? null : new HistoryKeeping(histories, kept, loop, aside);
    warnings =
        log == null || keeping == null
            ? Flux.empty()
            : log.warnings().mergeWith(keeping.warnings());
    inForce = new InForce(premises);
    views = new Views(hub, histories, loop, premises, inForce);
    desk = new Desk(hub, loop, orders, reloads, views);
    subscriptions = new Subscriptions(hub, loop, inForce, limits);
  }

  /**
   * Takes in all that comes out of the pipeline, a turn at a time, without ever holding it up.
   *
   * @return completes, or fails, as the events do; then the clients' streams end
   */
  public Mono<Void> feed(Flux<List<Event>> events) {
    if (keeping != null) {
      keeping.begin();
    }
    Mono<Void> turns =
        // what was kept is looked at before anything happens
        intake
            .turns(events.startWith(List.<Event>of()))
            .doOnNext(this::remember)
            .concatMap(telling::turn)
            .doOnNext(_ -> desk.settle())
            .then();
    Mono<Void> heartbeats =
        Flux.interval(limits.heartbeat(), loop)
            .onBackpressureDrop()
            .doOnNext(_ -> hub.beat())
            .then();
    return Mono.firstWithSignal(turns, heartbeats)
        .doFinally(_ -> loop.schedule(hub::end))
        .checkpoint("event stream");
  }

  /** Sentences about what cannot be kept, and when it can be again, for the log of the service. */
  public Flux<String> warnings() {
    return warnings;
  }

  private void remember(List<Event> turn) {
    inForce.accept(turn);
    histories.accept(turn);
    if (keeping != null) {
      keeping.turn();
    }
  }

  /**
   * Keeps what is not kept yet, and ends the run in order; to be called when the events have ended.
   *
   * @return completes when that is done
   */
  public Mono<Void> close() {
    return keeping == null ? telling.end() : Mono.whenDelayError(telling.end(), keeping.close());
  }

  /**
   * Listens.
   *
   * @param listen where; port 0 takes a free one
   * @return the server, or {@link CannotListen}
   */
  public Mono<DisposableServer> bind(InetSocketAddress listen) {
    Assets assets = new Assets();
    Router router = new Router(assets, new Resources(subscriptions, views, desk));
    return front.bind(listen, assets, hub.counters().http(), router::handle);
  }

  /**
   * Looks whether another access can hold, and changes nothing; blocks on its files.
   *
   * @return lets it hold from then on, but for its TLS; blocks, too
   * @throws IllegalArgumentException if a token of it cannot be used now
   */
  public Runnable prepare(Access now) {
    TokenFiles.check(now);
    return () -> {
      front.follow(now);
      subscriptions.admit(now.clients());
    };
  }
}
