package dev.linkflux.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.linkflux.control.Control;
import dev.linkflux.control.Settings;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.LineEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A control at work, and its journal: what happens, and behind it what is decided. */
final class Lived {
  private final Control control;
  private final List<Event> journal = new ArrayList<>();

  Lived(Settings settings) {
    control = new Control(settings);
  }

  /** The journal of one to which just that happens. */
  static List<Event> journal(Settings settings, List<Event> inputs) {
    Lived lived = new Lived(settings);
    inputs.forEach(lived::accept);
    return lived.journal();
  }

  /**
   * Lets something happen.
   *
   * @return what comes of it
   */
  List<Event> accept(Event input) {
    List<Event> outputs = new ArrayList<>();
    control.accept(
        input,
        output -> {
          if (!output.equals(input)) {
            outputs.add(output);
          }
        });
    journal.add(input);
    journal.addAll(outputs);
    return outputs;
  }

  List<Event> journal() {
    return List.copyOf(journal);
  }

  /** Writes a journal to a trace, as a recorder does. */
  static Path record(List<Event> journal, Path directory) throws IOException {
    Path trace = directory.resolve("lived.ndjson");
    LineEncoder encoder = new LineEncoder();
    try (OutputStream out = Files.newOutputStream(trace)) {
      out.write(
          encoder.encode(
              new Header(
                  Instant.parse("2026-11-22T03:00:00Z"),
                  JsonNodeFactory.instance.objectNode(),
                  Moment.ZERO)));
      for (Event event : journal) {
        out.write(encoder.encode(event));
      }
    }
    return trace;
  }
}
