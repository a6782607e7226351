package dev.linkflux.trace;

import dev.linkflux.trace.foreign.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what the files are, and opens them: logs that stand side by side as one content. */
final class Opener {
  /** Whether a file is a log that can be merged with others. */
  enum Kind {
    TRACE,
    RECORDS,
    FOREIGN
  }

  /** A file of a kind. */
  record Named(TraceSource source, Kind kind) {}

  private final Names names;
  private final Shift shift;
  private final QuickDecoder quick;
  private final LineDecoder slow;

  Opener(Names names, Shift shift) {
    this.names = names;
    this.shift = shift;
    quick = new QuickDecoder(names, shift);
    slow = new LineDecoder(names, shift);
  }

  /** The lines of a trace from somewhere in it on. */
  Content open(Path trace, Seeking.Place place) {
    return new NativeLines(TraceFile.open(trace, place.offset()), quick, slow, place.line());
  }

  /** What is read together: a trace by itself, and all logs up to the next one. */
  List<List<TraceSource>> together(List<TraceSource> sources) {
    if (sources.size() == 1) {
      return List.of(sources);
    }
    List<List<TraceSource>> parts = new ArrayList<>();
    boolean logs = false;
    for (TraceSource source : sources) {
      boolean log = kind(source) != Kind.TRACE;
      if (log && logs) {
        parts.getLast().add(source);
      } else {
        parts.add(new ArrayList<>(List.of(source)));
      }
      logs = log;
    }
    return parts;
  }

  /** Opens files that are read together. */
  Content open(List<TraceSource> part) {
    if (part.size() == 1) {
      return open(part.getFirst());
    }
    return new MergedLogs(
        this, part.stream().map(source -> new Named(source, kind(source))).toList());
  }

  Content open(Named log) {
    return open(log.source());
  }

  private Kind kind(TraceSource source) {
    if (!Files.isRegularFile(source.file())) {
      return Kind.TRACE; // a pipe can be read but once
    }
    Beginning start = start(source);
    try (start) {
      Optional<Log> log = start.foreign(source);
      if (log.isPresent()) {
        return Kind.FOREIGN;
      }
      return start.isBare() ? Kind.RECORDS : Kind.TRACE;
    } catch (IOException _) {
      return Kind.TRACE; // it cannot be closed: told when it is read
    }
  }

  private Content open(TraceSource source) {
    Beginning start = start(source);
    Optional<Log> log = start.foreign(source);
    if (log.isPresent()) {
      return new ForeignContent(log.get(), names, start::position);
    }
    String uplink = source.uplink();
    if (source.start() != null || (uplink != null && !start.isBare())) {
      throw new TraceException(
          source.file() + ": says itself whom and when it is about: give the file alone");
    }
    LineSource lines = start.lines();
    if (uplink == null) {
      return new NativeLines(lines, quick, slow);
    }
    Names own = Names.growing();
    return new NamedRecords(
        new NativeLines(lines, new QuickDecoder(own, shift), new LineDecoder(own, shift)),
        uplink,
        names);
  }

  private static Beginning start(TraceSource source) {
    return Beginning.of(TraceFile.stream(source.file(), 0));
  }
}
