package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.engine.Reason;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Replay;
import dev.linkflux.replay.trial.Beginning;
import dev.linkflux.replay.tune.Advice;
import dev.linkflux.replay.tune.Goal;
import dev.linkflux.replay.tune.MalformedGoal;
import dev.linkflux.replay.tune.Rehearsal;
import dev.linkflux.replay.tune.Tuning;
import dev.linkflux.trace.TraceSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** {@code linkflux tune}: settings that would have served better. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Searches settings that would have served better on recorded probes. It chooses them on one"
          + " part of the trace and checks them on the other; what is not better there, and by"
          + " more than luck, is not advised."
    },
    footer = {
      "",
      "A goal is what is wanted, the most important first, and what must hold, in any order:",
      "  badSeconds=min, switches<=1/d, detection<=2s",
      "of switches, flaps, needlessSwitches, badSeconds, detection, recovery (95th percentiles) and"
          + " probeBytes. A limit is a number, a rate (3/w, 10m/d), a duration, or now: no worse"
          + " than it is.",
    })
final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "TRACE",
      arity = "1..*",
      converter = TraceSourceOption.class,
      description = "trace files of one router, in order of time, as for replay; or its directory")
  private List<TraceSource> traces = List.of();

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description = "the present settings; without it the trace's own, or the defaults")
  private @Nullable Path config;

  @Option(
      names = "--goal",
      paramLabel = "GOAL",
      converter = GoalOption.class,
      defaultValue = Goal.DEFAULT,
      description = "what is wanted (default: ${DEFAULT-VALUE})")
  private Goal goal = Goal.parse(Goal.DEFAULT);

  @Option(
      names = "--uplink",
      paramLabel = "NAME",
      description = "only this uplink, or these, as if there were no others")
  private List<String> uplinks = List.of();

  @Mixin private ReplaySpan span = new ReplaySpan();

  @Option(
      names = "--hold-out",
      paramLabel = "SHARE",
      converter = ShareOption.class,
      defaultValue = "40%",
      description = "of the trace, to check with (default: ${DEFAULT-VALUE})")
  private double heldOut = 0.4;

  @Option(
      names = "--dial",
      paramLabel = "PATH",
      description = "try this demand too, which is off: demands.pdv, demands.rise")
  private List<String> also = List.of();

  @Option(
      names = "--fix",
      paramLabel = "PATH",
      description = "leave this as it is: decision.holdDown, demands, …")
  private List<String> fixed = List.of();

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "200",
      description = "how many settings are tried (default: ${DEFAULT-VALUE})")
  private int tries = 200;

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = DurationOption.class,
      description = "begin nothing new after this time; what is found then depends on the machine")
  private @Nullable Duration limit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "the same seed gives the same answer (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(names = "--json", description = "one JSON object")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "write the settings there that are better, or a comment that none are")
  private @Nullable Path out;

  @Override
  public Integer call() {
    List<RouterTraces> routers = RouterTraces.of(traces);
    require(routers.size() == 1, "one router at a time");
    require(tries > 0, "--tries: 1 or more expected");
    RouterTraces router = routers.getFirst();
    Beginning beginning = Beginning.of(router.files(), true);
    Configuration present = present(beginning);
    Scheduler workers =
        Schedulers.newParallel("linkflux-tune", Runtime.getRuntime().availableProcessors(), true);
    Rehearsal rehearsal = rehearsal(router, beginning, present, workers);
    Tuning tuning = tuning(rehearsal);
    try (TuneRun run = TuneRun.begin(tries, limit)) {
      Optional<Advice> advice = tuning.run(settings -> run.await(rehearsal.pass(settings)), run);
      run.clear();
      tell(
          advice.orElseThrow(
              () ->
                  new Refusal(Refusal.FAILED, "linkflux: interrupted before anything was tried")));
      return 0;
    } finally {
      workers.dispose();
    }
  }

  private Configuration present(Beginning beginning) {
    return ReplayChoice.of(
            new ReplayChoice.Wish(config == null ? List.of() : List.of(config), uplinks),
            beginning,
            spec.commandLine().getErr())
        .getFirst()
        .configuration();
  }

  private Rehearsal rehearsal(
      RouterTraces router, Beginning beginning, Configuration present, Scheduler workers) {
    Excerpt excerpt = span.of(beginning, false);
    Replay replay = Replay.of(router.files()).part(excerpt, _ -> {});
    return new Rehearsal(replay, excerpt, present.settings(), heldOut, workers);
  }

  private Tuning tuning(Rehearsal rehearsal) {
    try {
      return new Tuning(rehearsal, goal, also, fixed, seed, tries);
    } catch (MalformedGoal wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private void tell(Advice advice) {
    PrintWriter to = spec.commandLine().getOut();
    to.println(json ? TuneJson.of(advice) : TuneText.of(advice));
    to.flush();
    if (out != null) {
      try {
        Files.writeString(out, TuneText.file(advice));
      } catch (IOException e) {
        throw new Refusal(Refusal.FAILED, "linkflux: cannot write " + out + ": " + Reason.of(e));
      }
    }
  }

  private void require(boolean right, String wrong) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), wrong);
    }
  }
}
