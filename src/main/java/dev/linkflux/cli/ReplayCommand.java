package dev.linkflux.cli;

import dev.linkflux.trace.TraceSource;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs traces through the decisions. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Runs recorded probes through the decisions: what was decided, or what other settings would"
          + " have. All configurations are tried in one pass over the files."
    })
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TRACE",
      arity = "1..*",
      converter = TraceSourceOption.class,
      description =
          "trace files of a router, in order of time; NAME=FILE for the log of another program"
              + " about the uplink NAME; or the directory of a router's recording, or those of"
              + " several routers, each by its own names and settings")
  private List<TraceSource> traces = List.of();

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description =
          "decide by this configuration; several are compared. Without one: by the trace's own, or,"
              + " for logs without one, by the defaults, uplinks in tiers in order of appearance")
  private List<Path> configs = List.of();

  @Option(
      names = "--uplink",
      paramLabel = "NAME",
      description = "only this uplink, or these, as if there were no others")
  private List<String> uplinks = List.of();

  @Mixin private ReplaySpan span = new ReplaySpan();

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description =
          "write all decisions as lines of a trace; those of further configurations to FILE with a"
              + " number in its name")
  private @Nullable Path events;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "write a page for a browser: the curves, what each configuration decided beneath them,"
              + " the scores and an advice")
  private @Nullable Path report;

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

  @Option(
      names = "--speed",
      paramLabel = "Nx",
      converter = ReplaySpeed.Converter.class,
      description =
          "play it to the API and the dashboard as if it happened now: 10x, 0.5x or max; by the"
              + " first configuration, and a second one is told of as its shadow")
  private @Nullable ReplaySpeed speed;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      converter = ListenOption.class,
      description =
          "where the dashboard of --speed is; default 127.0.0.1:8470, or a free port if that is"
              + " taken")
  private @Nullable InetSocketAddress listen;

  @Override
  public Integer call() {
    List<RouterTraces> routers = RouterTraces.of(traces);
    ReplayChoice.Wish wish = new ReplayChoice.Wish(configs, uplinks);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (speed != null) {
      require(
          !(verify || measure || json) && events == null && report == null,
          "--speed plays, and reports nothing");
      return new ReplayShow(span, wish, speed, listen, out, err).play(routers);
    }
    require(listen == null, "--listen is for --speed");
    if (verify) {
      List<RouterTraces> each = routers.stream().flatMap(it -> it.runs().stream()).toList();
      require(
          !span.isAsked() || each.size() == routers.size(),
          "--verify of a part is for the files of one run of the service; these are of "
              + each.size());
      routers = each;
    }
    require(!verify || uplinks.isEmpty(), "--verify compares the whole trace, so without --uplink");
    require(events == null || routers.size() == 1, "--events is for one router at a time");
    ReplayPass pass = new ReplayPass(span, wish, verify, measure, events, report != null, err);
    require(
        routers.size() == 1 || !configs.isEmpty() || routers.stream().allMatch(this::tellsSettings),
        "several routers, and not all recordings say by which settings they were: name a --config");
    List<ReplayRun> runs = routers.stream().map(pass::over).toList();
    boolean several = runs.size() > 1;
    for (ReplayRun run : runs) {
      String router = several ? run.router() + ": " : "";
      run.problems().forEach(problem -> err.println("linkflux: skipped: " + problem));
      if (verify) {
        run.trials()
            .forEach(trial -> err.println(router + trial.name() + ": " + run.verdict(trial)));
      }
    }
    if (report != null) {
      ReplayPage.write(report, runs);
    }
    out.println(
        json
            ? new ReplayJson(verify).of(runs)
            : new ReplayText(Terminal.size().columns()).of(runs));
    out.flush();
    return verify && runs.stream().anyMatch(ReplayCommand::differs) ? Refusal.FAILED : 0;
  }

  private boolean tellsSettings(RouterTraces router) {
    return router.beginning(false).header() != null;
  }

  private void require(boolean right, String wrong) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), wrong);
    }
  }

  private static boolean differs(ReplayRun run) {
    return run.trials().stream().anyMatch(trial -> trial.firstDifference(run.until()).isPresent());
  }
}
