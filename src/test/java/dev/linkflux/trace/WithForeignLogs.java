package dev.linkflux.trace;

import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads logs of other programs, named as on a command line. */
abstract class WithForeignLogs extends WithTraceFiles {
  static final Path SAMPLES = Path.of("src/test/resources/foreign");

  Result open(String... arguments) {
    try (var reader =
        TraceReader.openAll(
            Arrays.stream(arguments).map(TraceSource::parse).toList(), names, recorded::add)) {
      List<Event> events = new ArrayList<>();
      while (reader.read(events, 512) > 0) {}
      return new Result(reader, events);
    }
  }

  Path log(String name, String... lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
  }

  static List<Double> sentAt(Result result) {
    return result.events().stream()
        .filter(Observation.Sent.class::isInstance)
        .map(event -> Math.round(event.at().nanos() / 1e6) / 1e3)
        .toList();
  }
}
