package dev.linkflux.reload;

import dev.linkflux.lab.TraceFiles;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a trace says of the probes of uplinks and targets: whether one was left out, and whether one
 * that was sent is not answered.
 */
final class Sequences {
  private static final int TOGETHER = 4096;

  /** Of one uplink and target. */
  private static final class Asked {
    private final TreeSet<Long> sent = new TreeSet<>();
    private final TreeSet<Long> ended = new TreeSet<>();
  }

  private final Map<String, Asked> paths = new TreeMap<>();

  private Sequences() {}

  static Sequences of(Path directory) {
    Sequences sequences = new Sequences();
    List<Path> files = TraceFiles.in(directory);
    try (TraceReader reader = TraceReader.open(files, Names.growing(), _ -> {})) {
      List<Event> events = new ArrayList<>();
      while (reader.read(events, TOGETHER) > 0) {
        events.forEach(sequences::take);
        events.clear();
      }
    }
    return sequences;
  }

  private void take(Event event) {
    if (event instanceof Observation seen) {
      Asked path =
          paths.computeIfAbsent(
              seen.id().uplink().name() + "/" + seen.id().target().name(), _ -> new Asked());
      switch (seen) {
        case Observation.Sent it -> path.sent.add(it.id().sequence());
        case Observation.Returned it -> path.ended.add(it.id().sequence());
        case Observation.Bounced it -> path.ended.add(it.id().sequence());
        case Observation.Withheld it -> path.ended.add(it.id().sequence());
      }
    }
  }

  /** How many were sent of all that stay. */
  int sent() {
    return paths.entrySet().stream()
        .filter(it -> stays(it.getKey()))
        .mapToInt(it -> it.getValue().sent.size())
        .sum();
  }

  /** What is wrong with those that stay; the last ones may be under way still. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>();
    paths.forEach(
        (name, path) -> {
          if (stays(name) && !path.sent.isEmpty()) {
            for (long n = path.sent.first(); n < path.sent.last(); n++) {
              if (!path.sent.contains(n) && !path.ended.contains(n)) {
                wrong.add(name + "#" + n + " was left out");
              } else if (!path.ended.contains(n) && n < path.sent.last() - 10) {
                wrong.add(name + "#" + n + " has no answer");
              }
            }
          }
        });
    return wrong;
  }

  private static boolean stays(String path) {
    return RandomFile.STAYING.stream().anyMatch(it -> path.startsWith(it + "/"))
        && RandomFile.ASKED.stream().anyMatch(it -> path.endsWith("/" + it));
  }
}
