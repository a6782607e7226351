package dev.linkflux.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Settings;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.ProbeId;
import dev.linkflux.replay.Replay;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.LineEncoder;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Reads traces through the production pipeline, and writes those that are made here. */
final class Traces {
  /** Where the traces of this project are. */
  static final Path HERE = Path.of("src", "test", "resources", "traces");

  private static final Instant WALL = Instant.parse("2026-11-22T03:00:00Z");

  private Traces() {}

  /**
   * The settings that a trace was recorded with; of a log that says no more than names the
   * defaults, the uplinks in tiers in the order of their appearance.
   */
  static Settings settings(Path trace) {
    Names names = Names.growing();
    try (TraceReader reader = TraceReader.open(List.of(trace), names, _ -> {})) {
      Header header = reader.header();
      if (header != null) {
        return Seed.valid(Configurations.fromTrace(header.config())).settings();
      }
      List<Event> read = new ArrayList<>();
      while (reader.read(read, 4096) > 0) {
        read.clear();
      }
    }
    return Seed.valid(
            Configurations.ofNames(
                names.uplinks().stream().map(UplinkId::name).toList(),
                names.targets().stream().map(TargetId::name).toList()))
        .settings();
  }

  /** All that the production pipeline makes of a trace. */
  static List<Event> replay(Path trace, Settings settings) {
    return new Replay(List.of(trace))
        .events(settings, _ -> {}, _ -> {})
        .concatMapIterable(batch -> batch)
        .collectList()
        .blockOptional()
        .orElseThrow();
  }

  /** Writes the inputs of a history, as a recorder would have; wake-ups change nothing. */
  static void write(Path file, Configuration configuration, List<Event> inputs) throws IOException {
    LineEncoder encoder = new LineEncoder();
    try (OutputStream out = packed(file)) {
      out.write(encoder.encode(new Header(WALL, configuration.effective(), Moment.ZERO)));
      for (Event event : inputs) {
        if (!(event instanceof Woken) || event.equals(inputs.getLast())) {
          out.write(encoder.encode(event));
        }
      }
    }
  }

  /** Writes the probes of a history, as somebody else's log. */
  static void writeBare(Path file, List<Event> inputs) throws IOException {
    Map<ProbeId, Long> answers = new HashMap<>();
    for (Event event : inputs) {
      if (event instanceof Observation.Returned reply) {
        answers.put(reply.id(), reply.rtt() / 1_000_000);
      }
    }
    try (OutputStream out = packed(file)) {
      for (Event event : inputs) {
        if (event instanceof Observation.Sent sent) {
          String line =
              String.format(
                  Locale.ROOT,
                  "{\"t\":%.2f,\"link\":\"%s\",\"target\":\"%s\",\"rtt_ms\":%s}%n",
                  sent.at().nanos() / 1e9,
                  sent.id().uplink().name(),
                  sent.id().target().name(),
                  answers.get(sent.id()));
          out.write(line.getBytes(UTF_8));
        }
      }
    }
  }

  private static OutputStream packed(Path file) throws IOException {
    return new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
  }
}
