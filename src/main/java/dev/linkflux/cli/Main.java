package dev.linkflux.cli;

import dev.linkflux.trace.TraceException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
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
    })
public final class Main implements Runnable {
  /** By their names, in the order of the help. */
  static final Map<String, Supplier<Callable<Integer>>> COMMANDS = commands();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command and ends with its exit status: 0 fine, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(Voice.give(commandLine(arguments)).execute(arguments));
  }

  /** With all commands. */
  static CommandLine commandLine() {
    return with(COMMANDS.values());
  }

  /** With the one that is named, as what the others can do need not be read then; else with all. */
  private static CommandLine commandLine(String[] arguments) {
    Supplier<Callable<Integer>> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    return named == null ? commandLine() : with(List.of(named));
  }

  private static CommandLine with(Collection<Supplier<Callable<Integer>>> commands) {
    CommandLine line = new CommandLine(new Main());
    commands.forEach(command -> line.addSubcommand(command.get()));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::misused)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static Map<String, Supplier<Callable<Integer>>> commands() {
    Map<String, Supplier<Callable<Integer>>> all = new LinkedHashMap<>();
    all.put("run", RunCommand::new);
    all.put("check", CheckCommand::new);
    all.put("doctor", DoctorCommand::new);
    all.put("routes", RoutesCommand::new);
    all.put("probe", ProbeCommand::new);
    all.put("replay", ReplayCommand::new);
    all.put("import", ImportCommand::new);
    all.put("tune", TuneCommand::new);
    all.put("watch", WatchCommand::new);
    all.put("reload", ReloadCommand::new);
    all.put("steer", SteerCommand::new);
    all.put("servers", ServersCommand::new);
    all.put("server", ServerCommand::new);
    all.put("notify", NotifyCommand::new);
    all.put("demo", DemoCommand::new);
    all.put("reflect", ReflectCommand::new);
    return Collections.unmodifiableMap(all);
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
