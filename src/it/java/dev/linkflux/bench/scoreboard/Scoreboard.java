package dev.linkflux.bench.scoreboard;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.linkflux.bench.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The presets and their peers under the same weather, and whether the bars are met. */
@Command(name = "benchmarks/scoreboard", mixinStandardHelpOptions = true)
public final class Scoreboard implements Callable<Integer> {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--quick", description = "fewer onsets, days and hours")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "just those whose name contains this; may be said again")
  private List<String> only = List.of();

  @Option(
      names = "--traces",
      paramLabel = "DIRECTORY",
      defaultValue = "../shared/traces",
      description = "where recorded traces lie (*.ndjson.gz); ${DEFAULT-VALUE} by default")
  private Path traces = Path.of("");

  @Option(names = "--seed", defaultValue = "1", description = "${DEFAULT-VALUE} by default")
  private long seed;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      defaultValue = "target/scoreboard",
      description = "where table and figures go, without the endings; ${DEFAULT-VALUE} by default")
  private Path results = Path.of("");

  /** Takes the options above. */
  public static void main(String[] arguments) {
    // The script names places that the user may name again.
    System.exit(
        new CommandLine(new Scoreboard()).setOverwrittenOptionsAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    Machine machine = Machine.now();
    List<Contestant> contestants = contestants();
    List<Trace> recorded = Trace.all(traces);
    if (recorded.isEmpty()) {
      System.err.println("scoreboard: no traces in " + traces + ": left out");
    }
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    Trials trials = new Trials(effort, seed);
    Jobs jobs = new Jobs();
    List<Entry> entries =
        contestants.stream().map(it -> new Entry(it, trials, recorded, jobs)).toList();
    jobs.run(share -> System.err.printf("\rscoreboard: %3.0f %%", 100 * share));
    System.err.println();
    Board board =
        new Board(
            machine,
            command(),
            effort,
            (System.nanoTime() - began) / 1e9,
            recorded.stream().filter(Trace::isQuiet).map(Trace::name).toList(),
            entries.stream().map(Entry::row).toList());
    write(board, bars(recorded));
    return 0;
  }

  /** What was asked for; where traces and results lie says nothing. */
  private String command() {
    StringBuilder command = new StringBuilder("benchmarks/scoreboard");
    command.append(quick ? " --quick" : "");
    only.forEach(it -> command.append(" --only \"").append(it).append('"'));
    return command.append(" --seed ").append(seed).toString();
  }

  private List<Contestant> contestants() {
    List<Contestant> chosen =
        Stream.<Contestant>concat(Linkflux.ALL.stream(), Peer.ALL.stream())
            .filter(it -> only.isEmpty() || only.stream().anyMatch(it.name()::contains))
            .toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "nobody is called " + only);
    }
    return chosen;
  }

  private static List<Bar> bars(List<Trace> recorded) {
    List<Bar> bars = new ArrayList<>(Bar.ALL);
    if (recorded.stream().anyMatch(Trace::isQuiet)) {
      bars.add(Bar.onTraces(recorded));
    }
    return bars;
  }

  private void write(Board board, List<Bar> bars) throws IOException {
    String table = board.markdown(bars);
    Files.writeString(Path.of(results + ".md"), table);
    JSON.writeValue(Path.of(results + ".json").toFile(), board);
    System.out.println(table);
  }
}
