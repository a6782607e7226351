package dev.linkflux.cli;

import dev.linkflux.config.Configuration;
import dev.linkflux.config.Configurations;
import dev.linkflux.uplink.Uplink;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a configuration. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates a configuration: every problem with file, line and path.",
      "If a service answers at its `listen`, says what a reload would change there."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CONFIG", description = "configuration file, YAML")
  private Path config = Path.of("");

  @Option(names = "--print", description = "print the effective configuration, defaults filled in")
  private boolean print;

  @Override
  public Integer call() throws SocketException {
    var err = spec.commandLine().getErr();
    var out = spec.commandLine().getOut();
    Configuration configuration = Loading.load(Configurations.read(config), err);
    for (Uplink uplink : configuration.settings().uplinks()) {
      if (NetworkInterface.getByName(uplink.device()) == null) {
        err.println(
            config
                + ": warning: uplinks."
                + uplink.name()
                + ": there is no interface "
                + uplink.device()
                + " on this machine now; the uplink is down until it appears");
      }
    }
    if (print) {
      out.println(configuration.effective().toPrettyString());
    } else {
      out.println(
          "%s: fine: %d uplinks, %d targets"
              .formatted(
                  config,
                  configuration.settings().uplinks().size(),
                  configuration.settings().targets().size()));
      out.println(Expected.of(configuration.settings()));
      Forecast.lines(configuration).forEach(out::println);
    }
    return 0;
  }
}
