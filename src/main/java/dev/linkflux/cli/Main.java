package dev.linkflux.cli;

import dev.linkflux.trace.TraceException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
@Command(
    name = "linkflux",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Keeps a Linux router on the uplinks that really work.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit status: 0 fine, 1 failed, 2 wrong usage or wrong configuration.",
      "See it fail over, without privileges or configuration: linkflux demo"
    },
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      RoutesCommand.class,
      ProbeCommand.class,
      ReplayCommand.class,
      WatchCommand.class,
      SteerCommand.class,
      ServersCommand.class,
      ServerCommand.class,
      NotifyCommand.class,
      DemoCommand.class,
      ReflectCommand.class,
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends with its exit status: 0 fine, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed);
  }

  /** What is wrong, and where to read on; the whole usage would hide it. */
  private static int misused(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("linkflux: " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
    }
    return Refusal.WRONG;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What a user can mend is one line; anything else is a fault of ours and keeps its trace. */
  private static int failed(Exception failure, CommandLine command, Object parsed) {
    switch (failure) {
      case Refusal refusal -> {
        command.getErr().println(refusal.getMessage());
        return refusal.status();
      }
      case TraceException broken -> command.getErr().println("linkflux: " + broken.getMessage());
      default -> {
        command.getErr().println("linkflux: this is a fault of linkflux, please report it:");
        failure.printStackTrace(command.getErr());
      }
    }
    return 1;
  }
}
