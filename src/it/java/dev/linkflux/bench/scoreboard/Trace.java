package dev.linkflux.bench.scoreboard;

import dev.linkflux.time.Event;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recorded trace, as the reader reads it.
 *
 * @param name of its file, without endings
 * @param uplinks in order of appearance, the first one preferred
 */
record Trace(String name, List<Uplink> uplinks, List<Target> targets, List<Event> events) {
  /** Nothing happens in these that would be a reason to leave the uplink. */
  private static final Set<String> QUIET =
      Set.of(
          "hpct_simula_9targets",
          "wanctl_vdsl_quiet",
          "cicv5g_urban_n8",
          "cicv5g_urban_n78",
          "cicv5g_w2s_n78");

  private static final String ENDING = ".ndjson.gz";
  private static final int BATCH = 4096;

  /** All traces of a directory by name; none if there is no such directory. */
  static List<Trace> all(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(ENDING)).sorted().map(Trace::read).toList();
    }
  }

  static Trace read(Path file) {
    Names names = Names.growing();
    List<Event> events = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(List.of(file), names, _ -> {})) {
      int read;
      do {
        read = reader.read(events, BATCH);
      } while (read > 0);
      events.add(new Woken(reader.end()));
    }
    String name = file.getFileName().toString();
    return new Trace(
        name.substring(0, name.length() - ENDING.length()),
        names.uplinks().stream().map(it -> Linkflux.uplink(it.name(), it.ordinal())).toList(),
        IntStream.range(0, names.targets().size())
            .mapToObj(i -> Target.icmp(i, names.targets().get(i).name(), "192.0.2." + (i + 1)))
            .toList(),
        List.copyOf(events));
  }

  boolean isQuiet() {
    return QUIET.contains(name);
  }

  /** How often traffic moves; if there is just one uplink, how often it stops being up. */
  int switches(Contestant contestant) {
    return switch (contestant) {
      case Linkflux linkflux -> new TraceReplay(this, linkflux.preset()).switches();
      case Peer peer -> new TraceRide(this, peer).switches();
    };
  }
}
