package dev.linkflux.cli;

import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.engine.Reason;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.trace.LineEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decisions as lines of a trace. */
final class DecisionFile implements AutoCloseable {
  private final LineEncoder encoder = new LineEncoder();
  private final OutputStream out;

  private DecisionFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Makes the file, or empties it.
   *
   * @throws Refusal if that is not possible
   */
  static DecisionFile open(Path file) {
    try {
      return new DecisionFile(new BufferedOutputStream(Files.newOutputStream(file)));
    } catch (IOException e) {
      throw new Refusal(Refusal.FAILED, "linkflux: cannot write " + file + ": " + Reason.of(e));
    }
  }

  /** Writes it if it is a decision. */
  void write(Event event) {
    if (event instanceof Transition
        || event instanceof Blamed
        || event instanceof Election
        || event instanceof RoutePlan) {
      try {
        out.write(encoder.encode(event));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
