package dev.linkflux.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.management.OperatingSystemMXBean;
import dev.linkflux.control.Settings;
import dev.linkflux.replay.Lane;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.SideBySide;
import dev.linkflux.replay.Tally;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One trace through Jackson's streaming parser, through our reader, and through reader and stages,
 * turn by turn in one process. The time is the processor's, that of compiling and collecting
 * included.
 */
public final class ReplayRounds {
  /** In them code is compiled: they do not count. */
  private static final int WARMING = 3;

  /**
   * Processor time of one round.
   *
   * @param lines of the trace
   * @param tokens seconds of the parser alone, nothing looked at
   * @param values seconds of the parser with names, texts and numbers taken
   * @param reader seconds of our reader
   * @param replay seconds of reader and stages
   */
  record Round(long lines, double tokens, double values, double reader, double replay) {}

  /** The rounds that count. */
  record Rounds(List<Round> rounds) {}

  private interface Pass {
    long lines() throws IOException;
  }

  /** Keeps what is read from being found useless. */
  private static long seen;

  private ReplayRounds() {}

  /** Takes the trace and the number of rounds. */
  public static void main(String[] arguments) throws IOException {
    Path trace = Path.of(arguments[0]);
    Settings settings = ReplayBench.configuration().settings();
    List<Round> rounds = new ArrayList<>();
    for (int i = -WARMING; i < Integer.parseInt(arguments[1]); i++) {
      long[] lines = {0};
      double tokens = seconds(() -> tokens(trace));
      double values = seconds(() -> values(trace));
      double reader = seconds(() -> lines[0] = read(trace, settings));
      double replay = seconds(() -> replay(trace, settings));
      Round round = new Round(lines[0], tokens, values, reader, replay);
      if (i >= 0) {
        rounds.add(round);
      }
    }
    if (seen == 0) {
      throw new IllegalStateException("nothing was read");
    }
    Engines.end(new Rounds(rounds));
  }

  private static double seconds(Pass pass) throws IOException {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long began = system.getProcessCpuTime();
    seen += pass.lines();
    return (system.getProcessCpuTime() - began) / 1e9;
  }

  private static long tokens(Path trace) throws IOException {
    long ends = 0;
    try (InputStream in = Files.newInputStream(trace);
        JsonParser parser = new JsonFactory().createParser(in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        ends += token == JsonToken.END_OBJECT ? 1 : 0;
      }
    }
    return ends;
  }

  private static long values(Path trace) throws IOException {
    long taken = 0;
    try (InputStream in = Files.newInputStream(trace);
        JsonParser parser = new JsonFactory().createParser(in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        taken +=
            switch (token) {
              case FIELD_NAME -> parser.currentName().length();
              case VALUE_STRING -> parser.getText().length();
              case VALUE_NUMBER_INT -> parser.getLongValue();
              case VALUE_NUMBER_FLOAT -> (long) parser.getDoubleValue();
              default -> 0;
            };
      }
    }
    return taken;
  }

  private static long read(Path trace, Settings settings) {
    Names names = Names.of(settings.uplinks(), settings.targets(), settings.servers());
    List<Event> batch = new ArrayList<>();
    try (TraceReader reader = TraceReader.open(List.of(trace), names, _ -> {})) {
      while (reader.read(batch, 512) > 0) {
        seen += batch.size();
        batch.clear();
      }
      return reader.lines();
    }
  }

  private static long replay(Path trace, Settings settings) {
    Tally tally = new Tally(settings);
    Lane lane = new Lane("default", settings, batch -> batch.forEach(tally));
    new SideBySide(new Replay(List.of(trace)), List.of(lane)).run(_ -> {}, _ -> {}).block();
    return tally.transitions();
  }
}
