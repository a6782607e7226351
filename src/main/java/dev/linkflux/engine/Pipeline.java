package dev.linkflux.engine;

import dev.linkflux.control.Control;
import dev.linkflux.control.Reconfigured;
import dev.linkflux.control.Settings;
import dev.linkflux.control.Shadow;
import dev.linkflux.time.Event;
import dev.linkflux.time.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * The stages as operators, one each. Live and replay assemble this same pipeline over another
 * source. Events travel in lists so that a replay does not pay for each one; live ones are mostly
 * of one event. How they are cut changes nothing.
 */
public final class Pipeline {
  private final Settings settings;
  private final @Nullable Settings shadow;

  public Pipeline(Settings settings) {
    this(settings, null);
  }

  /**
   * @param shadow other settings of which it is told what they would have decided, or null
   */
  public Pipeline(Settings settings, @Nullable Settings shadow) {
    this.settings = settings;
    this.shadow = shadow;
  }

  /**
   * Runs events through all stages. From a {@link Reconfigured} among them on they go on by its
   * settings, and so does the shadow by its own: it may begin there, and end.
   *
   * @param events in time order
   * @return all that comes of them, in time order; each subscriber has stages of its own
   */
  public Flux<List<Event>> over(Flux<List<Event>> events) {
    return events
        .transform(this::shadowed)
        .transform(outcomes())
        .transform(qualities())
        .transform(decisions())
        .transform(servers())
        .transform(plans());
  }

  private Flux<List<Event>> shadowed(Flux<List<Event>> events) {
    return Flux.defer(
        () -> {
          Shadow stage = new Shadow(shadow);
          return events.map(batch -> isPassedBy(stage, batch) ? batch : through(stage, batch));
        });
  }

  /** A shadow that is not there costs no more than a look for one that begins. */
  private static boolean isPassedBy(Shadow stage, List<Event> batch) {
    if (!stage.isAbsent()) {
      return false;
    }
    for (Event event : batch) {
      if (event instanceof Reconfigured) {
        return false;
      }
    }
    return true;
  }

  private UnaryOperator<Flux<List<Event>>> outcomes() {
    return operator(() -> Control.outcomes(settings));
  }

  private UnaryOperator<Flux<List<Event>>> qualities() {
    return operator(() -> Control.qualities(settings));
  }

  private UnaryOperator<Flux<List<Event>>> decisions() {
    return operator(() -> Control.decisions(settings));
  }

  private UnaryOperator<Flux<List<Event>>> servers() {
    return operator(() -> Control.servers(settings));
  }

  private UnaryOperator<Flux<List<Event>>> plans() {
    return operator(() -> Control.plans(settings));
  }

  private static UnaryOperator<Flux<List<Event>>> operator(Supplier<Stage> stages) {
    return events ->
        Flux.defer(
            () -> {
              Stage stage = stages.get();
              return events.map(batch -> through(stage, batch));
            });
  }

  private static List<Event> through(Stage stage, List<Event> batch) {
    List<Event> results = new ArrayList<>(batch.size() + 4);
    Consumer<Event> taker = results::add;
    for (Event event : batch) {
      stage.accept(event, taker);
    }
    return results;
  }
}
