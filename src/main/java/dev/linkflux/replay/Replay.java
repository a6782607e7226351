package dev.linkflux.replay;

import dev.linkflux.control.Settings;
import dev.linkflux.engine.Pipeline;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.trace.TraceSource;
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

  private final List<TraceSource> traces;
  private final Excerpt excerpt;
  private final Consumer<TraceReader> progress;

  private Replay(List<TraceSource> traces, Excerpt excerpt, Consumer<TraceReader> progress) {
    this.traces = List.copyOf(traces);
    this.excerpt = excerpt;
    this.progress = progress;
  }

  public Replay(List<Path> traces) {
    this(TraceSource.of(traces), Excerpt.WHOLE, _ -> {});
  }

  /** Of files whose logs need not say everything themselves. */
  public static Replay of(List<TraceSource> traces) {
    return new Replay(traces, Excerpt.WHOLE, _ -> {});
  }

  /**
   * The same of a part of them.
   *
   * @param progress is shown the reader after every batch, on the thread that reads; it may tell
   *     how far that is
   */
  public Replay part(Excerpt of, Consumer<TraceReader> progress) {
    return new Replay(traces, of, progress);
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
    return events(settings, Changes.IGNORED, recorded, finished);
  }

  /**
   * The same, following the changes of the configuration that stand in the traces.
   *
   * @param settings to decide by until the first one
   */
  public Flux<List<Event>> events(
      Settings settings,
      Changes changes,
      Consumer<? super Event> recorded,
      Consumer<TraceReader> finished) {
    return new Pipeline(settings).over(inputs(settings, changes, recorded, finished));
  }

  /** The inputs alone, as those of settings that hold from the beginning to the end. */
  public Flux<List<Event>> inputs(
      Settings settings, Consumer<? super Event> recorded, Consumer<TraceReader> finished) {
    return inputs(settings, Changes.IGNORED, recorded, finished);
  }

  /** The inputs alone; at the end time passes to the last moment of any line. */
  public Flux<List<Event>> inputs(
      Settings settings,
      Changes changes,
      Consumer<? super Event> recorded,
      Consumer<TraceReader> finished) {
    return Flux.defer(
        () -> {
          Fitted fitted = new Fitted(settings, changes);
          return all(names(settings), recorded, finished).map(fitted::of);
        });
  }

  /**
   * The inputs as they stand in the traces, whoever they are about.
   *
   * @param names gives the places; grows
   */
  Flux<List<Event>> all(
      Names names, Consumer<? super Event> recorded, Consumer<TraceReader> finished) {
    return Flux.using(
        () -> open(names, recorded),
        reader ->
            Flux.generate(
                () -> Reading.BEGIN,
                (state, sink) -> {
                  List<Event> batch = new ArrayList<>(BATCH);
                  if (state == Reading.DONE) {
                    finished.accept(reader);
                    sink.complete();
                    return state;
                  }
                  if (state == Reading.END || reader.read(batch, BATCH) == 0) {
                    sink.next(List.of(new Woken(end(reader))));
                    return Reading.DONE;
                  }
                  progress.accept(reader);
                  List<Event> dated = state == Reading.BEGIN ? dated(batch, reader) : batch;
                  sink.next(excerpt.cut(dated));
                  return excerpt.endsIn(batch) ? Reading.END : Reading.GO_ON;
                }),
        TraceReader::close);
  }

  static Names names(Settings settings) {
    return Names.of(settings.uplinks(), settings.targets(), settings.servers());
  }

  private enum Reading {
    BEGIN,
    GO_ON,
    /** There is nothing more, but that it is told how late it is. */
    END,
    DONE
  }

  private TraceReader open(Names names, Consumer<? super Event> recorded) {
    return excerpt.heard().equals(Moment.ZERO)
        ? TraceReader.openAll(traces, names, recorded)
        : TraceReader.openAll(traces, names, recorded, excerpt.heard());
  }

  private Moment end(TraceReader reader) {
    return reader.end().isAfter(excerpt.to()) ? excerpt.to() : reader.end();
  }

  /** Calendars need a date: where the trace does not begin with one, by its header or epoch. */
  private static List<Event> dated(List<Event> inputs, TraceReader reader) {
    if (inputs.getFirst() instanceof Dated || reader.wall().isEmpty()) {
      return inputs;
    }
    Moment at = inputs.getFirst().at();
    List<Event> dated = new ArrayList<>(inputs.size() + 1);
    dated.add(new Dated(at, reader.wall().get().plusNanos(at.nanos())));
    dated.addAll(inputs);
    return dated;
  }
}
