package dev.linkflux.replay;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/**
 * Trace files as a source of the pipeline that runs live; it reads no further than is asked for.
 */
public final class Replay {
  /** Events read at a time: the price of a step is shared by them. */
  private static final int BATCH = 512;

  private final List<Path> traces;

  public Replay(List<Path> traces) {
    this.traces = List.copyOf(traces);
  }

  /**
   * What the stages make of the traces, inputs included, in time order.
   *
   * @param settings to decide by; names in the traces that they do not know are left out
   * @param recorded takes what was decided when the traces were recorded
   * @param finished is given the reader at the end, for its counts and problems
   * @return an error of {@link dev.linkflux.trace.TraceException} if a file cannot be read
   */
  public Flux<List<Event>> events(
      Settings settings, Consumer<? super Event> recorded, Consumer<TraceReader> finished) {
    return new Pipeline(settings).over(inputs(settings, recorded, finished));
  }

  /** The inputs alone; at the end time passes to the last moment of any line. */
  public Flux<List<Event>> inputs(
      Settings settings, Consumer<? super Event> recorded, Consumer<TraceReader> finished) {
    Known known = Known.of(settings);
    return Flux.using(
        () -> TraceReader.open(traces, names(settings), recorded),
        reader ->
            Flux.generate(
                () -> Reading.BEGIN,
                (state, sink) -> {
                  List<Event> batch = new ArrayList<>(BATCH);
                  if (state == Reading.END) {
                    finished.accept(reader);
                    sink.complete();
                  } else if (reader.read(batch, BATCH) == 0) {
                    sink.next(List.of(new Woken(reader.end())));
                    return Reading.END;
                  } else {
                    List<Event> inputs = known.only(batch);
                    sink.next(state == Reading.BEGIN ? dated(inputs, reader) : inputs);
                    return inputs.isEmpty() ? state : Reading.GO_ON;
                  }
                  return state;
                }),
        TraceReader::close);
  }

  private static Names names(Settings settings) {
    return Names.of(settings.uplinks(), settings.targets(), settings.servers());
  }

  private enum Reading {
    BEGIN,
    GO_ON,
    END
  }

  /** Calendars need a date: where the trace does not begin with one, by its header or epoch. */
  private static List<Event> dated(List<Event> inputs, TraceReader reader) {
    if (inputs.isEmpty() || inputs.getFirst() instanceof Dated || reader.wall().isEmpty()) {
      return inputs;
    }
    Moment at = inputs.getFirst().at();
    List<Event> dated = new ArrayList<>(inputs.size() + 1);
    dated.add(new Dated(at, reader.wall().get().plusNanos(at.nanos())));
    dated.addAll(inputs);
    return dated;
  }
}
