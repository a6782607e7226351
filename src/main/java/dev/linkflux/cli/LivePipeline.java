package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configuration.Shadowing;
import dev.linkflux.control.Settings;
import dev.linkflux.engine.Engine;
import dev.linkflux.engine.Gate;
import dev.linkflux.engine.Orders;
import dev.linkflux.engine.Outside;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.time.Event;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Sources, gate and stages of a service, in a row. */
final class LivePipeline {
  private LivePipeline() {}

  /**
   * Of a configuration, and of those that come to hold after it.
   *
   * @param orders of the operator
   * @param journal takes what has passed the gate, on the gate's thread
   * @return to be subscribed once
   */
  static Flux<List<Event>> of(
      Configuration configuration, DaemonParts parts, Loops loops, Orders orders, Journal journal) {
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
    return engine.events(new Pipeline(configuration.settings(), shadow(configuration)));
  }

  /** What runs beside it, or null. */
  static @Nullable Settings shadow(Configuration configuration) {
    Shadowing shadow = configuration.shadow();
    return shadow == null ? null : shadow.settings();
  }
}
