package dev.linkflux.cli;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.trace.LineEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions as lines of a trace, to a file; to nowhere if none is asked for. */
final class DecisionFile implements AutoCloseable {
  private final LineEncoder encoder = new LineEncoder();
  private final OutputStream out;

  private DecisionFile(OutputStream out) {
    this.out = out;
  }

  static DecisionFile open(@Nullable Path file) {
    try {
      return new DecisionFile(
          file == null
              ? OutputStream.nullOutputStream()
              : new BufferedOutputStream(Files.newOutputStream(file)));
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, "linkflux: cannot write " + file + ": " + e);
    }
  }

  void write(List<Event> events) {
    try {
      for (Event event : events) {
        if (event instanceof Transition
            || event instanceof Blamed
            || event instanceof Election
            || event instanceof RoutePlan) {
          out.write(encoder.encode(event));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
