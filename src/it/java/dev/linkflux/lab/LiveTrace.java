package dev.linkflux.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Transition;
import dev.linkflux.replay.Replay;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.trace.Comparison;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.LineEncoder;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one process of the service records, held against what its replay decides: <em>live equals
 * replay</em>, for every service that a test starts in a namespace.
 */
public final class LiveTrace {
  /** An input is recorded before what is decided by it: a killed process may not come to that. */
  private static final Duration IN_HAND = Duration.ofMillis(100);

  private static final String FILE = ".ndjson";

  private final Path directory;
  private final Set<String> before;

  private LiveTrace(Path directory) {
    this.directory = directory;
    this.before =
        TraceFiles.in(directory).stream().map(LiveTrace::stem).collect(Collectors.toSet());
  }

  /**
   * To be asked for before the process is started.
   *
   * @param config its configuration; one that does not say where to record, or where to keep what
   *     it learns, is made to, beside it
   */
  static LiveTrace of(Path config) {
    try {
      JsonNode said = new YAMLMapper().readTree(config.toFile());
      if (said.path("state").isMissingNode()) {
        // What another test has taught the service of an uplink of that name is not for this one.
        Path state = config.resolveSibling("state");
        Files.writeString(config, "\nstate: %s\n".formatted(state), StandardOpenOption.APPEND);
      }
      JsonNode trace = said.path("trace");
      if (trace.isMissingNode()) {
        Path beside = config.resolveSibling("trace");
        Files.writeString(
            config, "\ntrace: {directory: %s}\n".formatted(beside), StandardOpenOption.APPEND);
        return new LiveTrace(beside);
      }
      return new LiveTrace(Path.of(trace.path("directory").asText()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Replays what the process has recorded, after its end.
   *
   * @param killed whether it had no time to write what it had in hand; then its last line may be
   *     half of one, and of its last inputs the decisions may be missing
   * @return how many recorded decisions are the same as the replayed ones
   * @throws AssertionError with the first difference, or with what cannot be read
   */
  int verify(boolean killed) {
    List<Path> recorded = ofTheProcess();
    if (recorded.isEmpty()) {
      return 0;
    }
    return verify(recorded, settings(recorded), killed);
  }

  /**
   * The same for an engine of this process.
   *
   * @param events all that its gate was given, and all that its stages made, in their order
   */
  public static int verify(Settings settings, List<Event> events) {
    try {
      Path file = Files.createTempFile("live", FILE);
      try {
        LineEncoder encoder = new LineEncoder();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          JsonNode unknown = JsonNodeFactory.instance.objectNode();
          out.write(encoder.encode(new Header(Instant.EPOCH, unknown, Moment.ZERO)));
          for (Event event : events) {
            out.write(encoder.encode(event));
          }
        }
        return verify(List.of(file), settings, false);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the stages have decided, of all that they have passed on. */
  public static List<Event> decided(List<Event> made) {
    return made.stream()
        .filter(
            event ->
                event instanceof Transition
                    || event instanceof Blamed
                    || event instanceof Election
                    || event instanceof RoutePlan)
        .toList();
  }

  private static int verify(List<Path> recorded, Settings settings, boolean killed) {
    Comparison comparison = new Comparison();
    AtomicReference<@Nullable TraceReader> finished = new AtomicReference<>();
    new Replay(recorded)
        .events(settings, LiveTrace::settings, comparison::recorded, finished::set)
        .doOnNext(batch -> batch.forEach(comparison::replayed))
        .blockLast();
    TraceReader reader = Objects.requireNonNull(finished.get());
    comparison
        .firstDifference(killed ? reader.end().plus(IN_HAND.negated()) : reader.end())
        .ifPresent(
            difference -> {
              throw new AssertionError("replay of " + recorded + " differs: " + difference);
            });
    if (reader.problemCount() > (killed ? 1 : 0) || reader.unknownTypes() > 0) {
      throw new AssertionError(
          "%s cannot all be read: %s, %d lines of unknown types"
              .formatted(recorded, reader.problems(), reader.unknownTypes()));
    }
    System.out.printf(
        "live equals replay: %d decisions in %d lines of %s%n",
        comparison.equal(), reader.lines(), recorded.getFirst().getFileName());
    return Math.toIntExact(comparison.equal());
  }

  static Settings settings(List<Path> recorded) {
    return settings(header(recorded.getFirst()).config());
  }

  /** Those of the header, and of each reload. */
  private static Settings settings(JsonNode config) {
    return switch (Configurations.fromTrace(config)) {
      case Reading.Valid valid -> valid.configuration().settings();
      case Reading.Invalid invalid ->
          throw new AssertionError(
              "the trace has a configuration that is none: " + invalid.problems());
    };
  }

  static Header header(Path file) {
    try (TraceReader reader = TraceReader.open(List.of(file), Names.growing(), _ -> {})) {
      return Objects.requireNonNull(reader.header(), "a trace without a header");
    }
  }

  /** All of its files have the same zero; processes after it may have recorded there too. */
  private List<Path> ofTheProcess() {
    List<Path> since =
        TraceFiles.in(directory).stream().filter(file -> !before.contains(stem(file))).toList();
    return since.stream()
        .filter(file -> header(file).wall().equals(header(since.getFirst()).wall()))
        .toList();
  }

  /** The same before and after it is packed. */
  private static String stem(Path file) {
    return name(file).substring(0, name(file).indexOf(FILE));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
