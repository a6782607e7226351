package dev.linkflux.cli;

import dev.linkflux.cli.RouteReport.Standing;
import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.control.Settings;
import dev.linkflux.kernel.Rtnetlink;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.route.RouteChange;
import dev.linkflux.route.RoutePlan;
import dev.linkflux.route.linux.LinuxLinkWatch;
import dev.linkflux.route.linux.LinuxRouteSink;
import dev.linkflux.time.Moment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linkflux routes}: what the kernel should hold, against what it holds. */
@Command(
    name = "routes",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows what the kernel should hold by this configuration, against what it holds of ours:"
          + " routes, rules and MPTCP endpoints. Who carries is what the running service says;"
          + " if none runs, what one would decide that starts now, with every usable uplink taken"
          + " for good.",
      "Nothing of others is ever changed."
    },
    footer = {
      "",
      "Exit status: 0 they are equal, or it was done; 3 they differ; 1 the kernel refused it, or"
          + " could not be read; 2 wrong usage or wrong configuration."
    })
final class RoutesCommand implements Callable<Integer> {
  /** To be told from a failure by scripts, as {@code linkflux routes x.yml || mail} would not. */
  private static final int DIFFERENT = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  /** At most one of them. */
  private static final class Doing {
    @Option(names = "--apply", description = "make it so, once (needs CAP_NET_ADMIN)")
    private boolean apply;

    @Option(
        names = "--remove",
        description = "take back all that is ours, and nothing else (needs CAP_NET_ADMIN)")
    private boolean remove;
  }

  @ArgGroup private Doing doing = new Doing();

  @Option(names = "--json", description = "print one JSON object")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Configuration configuration = Loading.load(Configurations.read(config), err);
    if (doing.apply || doing.remove) {
      Privileges.requireChange(doing.apply ? "--apply" : "--remove");
    }
    RunningService running = RunningService.of(configuration);
    try (Loops loops = new Loops();
        Rtnetlink rtnetlink = LinuxParts.rtnetlink()) {
      return call(configuration, running, loops, rtnetlink);
    }
  }

  private int call(
      Configuration configuration,
      @Nullable RunningService running,
      Loops loops,
      Rtnetlink rtnetlink) {
    Settings settings = configuration.settings();
    LinuxLinkWatch links =
        new LinuxLinkWatch(
            settings.uplinks(), settings.routing(), rtnetlink, loops.probeLoop(), loops.kernel());
    StartPlan start =
        StartPlan.of(settings, links, Instant.now(), running == null ? null : running.election());
    RoutePlan plan = doing.remove ? RoutePlan.nothing() : start.plan();
    PrintWriter err = spec.commandLine().getErr();
    LinuxRouteSink sink =
        RouteKeeping.sink(
            configuration, rtnetlink, loops, warning -> err.println("linkflux: " + warning));
    List<RouteChange> changes =
        Objects.requireNonNull(sink.changes(plan).block(PATIENCE), "changes");
    RoutesText text =
        new RoutesText(
            RouteReport.of(settings.uplinks(), settings.routing(), plan, changes),
            changes,
            start,
            running,
            config);
    RouteAnswer answer =
        doing.apply || doing.remove
            ? (RouteAnswer)
                Objects.requireNonNull(sink.apply(plan).block(PATIENCE), "answer").at(Moment.ZERO)
            : null;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(text.json(answer));
    } else if (answer == null) {
      text.show(out, Terminal.present().coloured());
    } else {
      text.done(out, answer);
    }
    out.flush();
    return switch (answer) {
      case null -> text.count(Standing.STANDS) == text.size() ? 0 : DIFFERENT;
      case RouteAnswer.Applied _ -> 0;
      case RouteAnswer.Refused _ -> Refusal.FAILED;
    };
  }
}
