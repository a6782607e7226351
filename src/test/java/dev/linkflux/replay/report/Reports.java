package dev.linkflux.replay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Settings;
import dev.linkflux.replay.Lane;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.SideBySide;
import dev.linkflux.replay.score.Course;
import dev.linkflux.replay.score.Scores;
import dev.linkflux.replay.score.Truth;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reports of real traces, made as the command makes them: {@code TRACE OUT [JSON...]}, each JSON
 * the keys in which a configuration differs from the trace's own.
 */
final class Reports {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Reports() {}

  static void main(String[] arguments) throws IOException {
    Path trace = Path.of(arguments[0]);
    Map<String, String> others = new LinkedHashMap<>();
    for (int i = 2; i < arguments.length; i++) {
      others.put("other" + (i - 1) + ".yml", arguments[i]);
    }
    write(Path.of(arguments[1]), trace, others);
  }

  /** A report of a trace with its own configuration and some that differ from that. */
  static void write(Path file, Path trace, Map<String, String> others) throws IOException {
    Map<String, Settings> all = new LinkedHashMap<>();
    all.put("as recorded", settings(trace, "{}"));
    for (Map.Entry<String, String> other : others.entrySet()) {
      all.put(other.getKey(), settings(trace, other.getValue()));
    }
    Page.write(file, String.valueOf(trace.getFileName()), List.of(chapter("", trace, all)));
  }

  static Chapter chapter(String router, Path trace, Map<String, Settings> all) {
    Settings reference = all.values().iterator().next();
    Truth truth = new Truth(reference);
    Curves curves = new Curves(reference);
    Map<String, Course> courses = new LinkedHashMap<>();
    List<Lane> lanes = new ArrayList<>();
    all.forEach(
        (name, settings) -> {
          Course course = new Course(settings);
          courses.put(name, course);
          lanes.add(new Lane(name, settings, course::accept));
        });
    TraceReader read =
        Objects.requireNonNull(
            new SideBySide(new Replay(List.of(trace)), lanes)
                .run(
                    inputs -> {
                      truth.accept(inputs);
                      curves.accept(inputs);
                    },
                    _ -> {})
                .block());
    truth.end(read.end());
    curves.end(read.end());
    List<Choice> choices = new ArrayList<>();
    all.forEach(
        (name, settings) -> {
          Course course = Objects.requireNonNull(courses.get(name));
          choices.add(
              new Choice(
                  name,
                  settings,
                  course,
                  Scores.of(truth, course, settings, Moment.ZERO, read.end())));
        });
    return new Chapter(router, read.wall(), Moment.ZERO, read.end(), curves, truth, choices);
  }

  /** Those of the trace's header, or the defaults for its names; but for the keys of the JSON. */
  static Settings settings(Path trace, String json) throws IOException {
    JsonNode own = valid(recorded(trace)).effective().deepCopy();
    JsonNode other = MAPPER.readerForUpdating(own).readValue(json);
    return valid(Configurations.fromTrace(other)).settings();
  }

  private static Reading recorded(Path trace) {
    Names names = Names.growing();
    try (TraceReader reader = TraceReader.open(List.of(trace), names, _ -> {})) {
      Header header = reader.header();
      if (header != null) {
        return Configurations.fromTrace(header.config());
      }
      List<Event> read = new ArrayList<>();
      while (reader.read(read, 4096) > 0) {
        read.clear();
      }
    }
    return Configurations.ofNames(
        names.uplinks().stream().map(UplinkId::name).toList(),
        names.targets().stream().map(TargetId::name).toList());
  }

  private static Configuration valid(Reading reading) {
    return switch (reading) {
      case Reading.Valid valid -> valid.configuration();
      case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
