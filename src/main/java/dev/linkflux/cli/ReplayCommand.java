package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Settings;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.Tally;
import dev.linkflux.time.Event;
import dev.linkflux.trace.Comparison;
import dev.linkflux.trace.Header;
import dev.linkflux.trace.Names;
import dev.linkflux.trace.TraceReader;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** Runs traces through the decisions. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs recorded probes through the decisions: what was decided, or what other settings would"
          + " have.",
      "Traces are those of linkflux, or bare records; plain or gzip; several are read in their"
          + " order."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TRACE", arity = "1..*", description = "trace files, in order of time")
  private List<Path> traces = List.of();

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description =
          "decide by this configuration; several are compared. Without one: by the trace's own, or,"
              + " for bare records, by the defaults, uplinks in tiers in order of appearance")
  private List<Path> configs = List.of();

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "write all decisions as lines of a trace")
  private @Nullable Path events;

  @Option(
      names = "--verify",
      description =
          "compare with the decisions in the trace; exit status 1 and the first difference if they"
              + " differ")
  private boolean verify;

  @Option(
      names = "--measure",
      description = "first only parse, then replay: how much of the time is the parser's")
  private boolean measure;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    List<ReplayRun> runs = new ArrayList<>();
    boolean differs = false;
    for (Choice choice : choices(err)) {
      Comparison comparison = new Comparison();
      ReplayRun run = run(choice, comparison);
      runs.add(run);
      if (verify) {
        Optional<String> difference = comparison.firstDifference(run.end());
        differs |= difference.isPresent();
        err.println(
            choice.name
                + ": "
                + difference.orElse(
                    "all %d recorded decisions are the same".formatted(comparison.equal())));
      }
    }
    runs.getFirst().problems().forEach(problem -> err.println("linkflux: skipped: " + problem));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ReplayReport.json(runs) : ReplayReport.text(runs));
    out.flush();
    return differs ? Refusal.FAILED : 0;
  }

  private ReplayRun run(Choice choice, Comparison comparison) throws IOException {
    Settings settings = choice.configuration.settings();
    Replay replay = new Replay(traces);
    Duration parsing = measure ? parse(replay, settings) : null;
    Tally tally = new Tally(settings);
    AtomicReference<@Nullable TraceReader> reader = new AtomicReference<>();
    long began = System.nanoTime();
    try (DecisionFile file = DecisionFile.open(events)) {
      replay
          .events(settings, verify ? comparison::recorded : _ -> {}, reader::set)
          .doOnNext(
              batch -> {
                batch.forEach(tally);
                file.write(batch);
                if (verify) {
                  batch.forEach(comparison::replayed);
                }
              })
          .blockLast();
    }
    TraceReader read = Objects.requireNonNull(reader.get());
    return ReplayRun.of(
        choice.name, tally, read, Duration.ofNanos(System.nanoTime() - began), parsing);
  }

  private static Duration parse(Replay replay, Settings settings) {
    long began = System.nanoTime();
    replay.inputs(settings, _ -> {}, _ -> {}).blockLast();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private record Choice(String name, Configuration configuration) {}

  private List<Choice> choices(PrintWriter err) {
    Names names = Names.growing();
    Header header;
    try (TraceReader reader = TraceReader.open(traces, names, _ -> {})) {
      header = reader.header();
      if (header == null) {
        List<Event> dropped = new ArrayList<>();
        while (reader.read(dropped, 4096) > 0) {
          dropped.clear();
        }
      }
    }
    List<String> uplinks = names.uplinks().stream().map(UplinkId::name).toList();
    List<String> targets = names.targets().stream().map(TargetId::name).toList();
    if (configs.isEmpty()) {
      return List.of(
          header == null
              ? new Choice("defaults", Loading.load(Configurations.ofNames(uplinks, targets), err))
              : new Choice(
                  "as recorded", Loading.load(Configurations.fromTrace(header.config()), err)));
    }
    return Flux.fromIterable(configs)
        .map(
            path -> {
              Configuration given = Loading.load(Configurations.read(path), err);
              Configuration fitted =
                  header == null
                      ? Loading.load(
                          Configurations.withUplinksOf(given, path.toString(), uplinks, targets),
                          err)
                      : given;
              return new Choice(path.toString(), fitted);
            })
        .toStream()
        .toList();
  }
}
