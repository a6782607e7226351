package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.engine.Instruments;
import dev.linkflux.engine.WallClock;
import dev.linkflux.notify.Means;
import dev.linkflux.notify.Trial;
import dev.linkflux.wire.KernelPassage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code linkflux notify}: whether messages to people arrive. */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Shows what each channel of a configuration (notifications) would send, or, with --test,",
      "sends a test message through each and says what came of it. No service needs to run, and",
      "one that runs is not disturbed."
    },
    footer = {
      "",
      "Exit status: 0 every channel has taken its message, 1 one has not, 2 wrong usage."
    })
final class NotifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Option(names = "--test", description = "send a test message through each channel")
  private boolean test;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Configuration configuration = Loading.load(Configurations.read(config), err);
    if (configuration.notifications().channels().isEmpty()) {
      throw new Refusal(Refusal.WRONG, "linkflux: %s has no notifications".formatted(config));
    }
    try (Loops loops = new Loops()) {
      Probers probers =
          new Probers(
              loops,
              configuration.settings().probing(),
              new KernelPassage(),
              new Instruments(),
              _ -> {},
              warning -> err.println("linkflux: names: " + warning),
              configuration.naming(),
              null);
      Means means =
          Followers.means(
              configuration.settings()::uplinks,
              new WallClock(Instant.now()),
              loops,
              probers::directory,
              words -> err.println("linkflux: " + words),
              (_, _) -> {});
      Trial trial =
          new Trial(
              configuration.notifications(),
              configuration.settings(),
              Followers.sender(configuration, means));
      PrintWriter out = spec.commandLine().getOut();
      return test ? tested(trial, out) : shown(trial, out);
    }
  }

  private static int shown(Trial trial, PrintWriter out) {
    for (Trial.Sample sample : trial.samples()) {
      out.printf("%s:%n  %s%n", sample.channel(), sample.subject());
      sample.text().lines().forEach(line -> out.printf("  %s%n", line));
    }
    out.println("Nothing was sent; send it with --test.");
    out.flush();
    return 0;
  }

  private static int tested(Trial trial, PrintWriter out) {
    List<Trial.Outcome> outcomes = trial.outcomes().collectList().blockOptional().orElse(List.of());
    for (Trial.Outcome outcome : outcomes) {
      String failure = outcome.failure();
      out.printf("%s: %s%n", outcome.channel(), failure == null ? "taken" : "FAILED: " + failure);
    }
    out.flush();
    return outcomes.stream().allMatch(outcome -> outcome.failure() == null) ? 0 : 1;
  }
}
