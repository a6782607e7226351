package dev.linkflux.cli;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.stream.StreamServer;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What ends a service, in order: each part has its time, and none waits for another for long. */
final class Ending {
  /** The routes are what it was asked to take away: that may cost a busy machine some time. */
  private static final Duration REMOVED = Duration.ofSeconds(3);

  /** A gate that hangs is not waited for. */
  private static final Duration HALTED = Duration.ofMillis(300);

  private static final Duration KEPT = Duration.ofMillis(300);

  /** What was learnt and ordered is worth waiting for a slow disk. */
  private static final Duration WRITTEN = Duration.ofSeconds(3);

  private static final Duration TOLD = Duration.ofMillis(800);

  private final DaemonParts parts;
  private final Supervision supervision;
  private final Followers followers;
  private final StreamServer server;
  private final Journal journal;
  private final Listening listening;
  private final Loops loops;
  private final Consumer<String> told;

  /**
   * @param told takes sentences for the operator
   */
  Ending(
      DaemonParts parts,
      Supervision supervision,
      Followers followers,
      StreamServer server,
      Journal journal,
      Listening listening,
      Loops loops,
      Consumer<String> told) {
    this.parts = parts;
    this.supervision = supervision;
    this.followers = followers;
    this.server = server;
    this.journal = journal;
    this.listening = listening;
    this.loops = loops;
    this.told = told;
  }

  /**
   * Ends everything, within a second unless kernel or disk are slow.
   *
   * @param pipeline that runs, or null
   * @param keepsRoutes true if our routes stay in the kernel
   */
  void end(@Nullable Disposable pipeline, boolean keepsRoutes) {
    supervision.stopping();
    if (pipeline != null) {
      halt(pipeline);
    }
    Mono<Void> farewell = followers.close();
    Mono<Void> kept = server.close();
    if (!keepsRoutes && !parts.observe()) {
      remove();
    }
    journal.close();
    listening.close();
    farewell.timeout(TOLD, Mono.empty()).block();
    kept.timeout(KEPT, Mono.empty()).block();
    parts.memory().written().timeout(WRITTEN, Mono.empty()).block();
    loops.close();
  }

  /** Between two turns of the gate: what has been recorded has been decided then. */
  private void halt(Disposable pipeline) {
    Mono<Void> here = Mono.fromRunnable(pipeline::dispose);
    here.subscribeOn(loops.gate()).timeout(HALTED, here).block();
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
      told.accept("routes are left (" + left + "): `linkflux routes --remove` takes them away");
    }
  }
}
