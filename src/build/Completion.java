import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the shells complete by: bash by picocli's own script, zsh and fish from the same model. */
final class Completion {
  private final CommandLine command;

  Completion(CommandLine command) {
    this.command = command;
  }

  /** Writes the three, each called as its shell looks for it. */
  void write(Path directory) throws IOException {
    String name = command.getCommandName();
    // It is read by a shell, and not run.
    String bash = AutoComplete.bash(name, command).replaceFirst("^#!.*\\n", "");
    Tree.write(directory.resolve("bash/" + name), bash);
    Tree.write(directory.resolve("zsh/_" + name), zsh(name));
    Tree.write(directory.resolve("fish/" + name + ".fish"), fish(name));
  }

  private String zsh(String name) {
    var script = new StringBuilder("#compdef " + name + "\n\n_" + name + "() {\n");
    script.append("  local curcontext=$curcontext state line\n  typeset -A opt_args\n");
    script.append("  _arguments -C " + String.join(" ", zsh(command.getCommandSpec())));
    script.append(" '1: :->command' '*:: :->arguments'\n  case $state in\n    command)\n");
    script.append("      local -a commands=(\n");
    for (CommandLine part : command.getSubcommands().values()) {
      String said = Manual.purpose(part.getCommandSpec()).replace(":", "\\:");
      script.append("        " + quoted(part.getCommandName() + ":" + said) + "\n");
    }
    script.append("      )\n      _describe command commands ;;\n");
    script.append("    arguments)\n      case $line[1] in\n");
    for (CommandLine part : command.getSubcommands().values()) {
      String words = String.join(" ", zsh(part.getCommandSpec()));
      script.append("        %s) _arguments %s".formatted(part.getCommandName(), words));
      script.append(" '*: :_files' ;;\n");
    }
    return script.append("      esac ;;\n  esac\n}\n\n_" + name + " \"$@\"\n").toString();
  }

  private static List<String> zsh(CommandSpec spec) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      String said = Manual.words(option).replaceAll("([\\[\\]:\\\\])", "\\\\$1");
      List<String> candidates = candidates(option);
      String values = candidates.isEmpty() ? "_files" : "(" + String.join(" ", candidates) + ")";
      String label = option.paramLabel().replaceAll("[<>:]", "");
      for (String name : option.names()) {
        boolean flag = option.arity().max() == 0;
        words.add(
            quoted(
                name
                    + (flag ? "" : "=")
                    + "["
                    + said
                    + "]"
                    + (flag ? "" : ":" + label + ":" + values)));
      }
    }
    return words;
  }

  private String fish(String name) {
    var script = new StringBuilder();
    for (CommandLine part : command.getSubcommands().values()) {
      script.append(
          "complete -c %s -n __fish_use_subcommand -f -a %s -d %s\n"
              .formatted(
                  name, part.getCommandName(), quoted(Manual.purpose(part.getCommandSpec()))));
    }
    fish(script, name, command.getCommandSpec(), "__fish_use_subcommand");
    for (CommandLine part : command.getSubcommands().values()) {
      fish(
          script,
          name,
          part.getCommandSpec(),
          "__fish_seen_subcommand_from " + part.getCommandName());
    }
    return script.toString();
  }

  private static void fish(StringBuilder script, String name, CommandSpec spec, String when) {
    for (OptionSpec option : spec.options()) {
      script.append("complete -c %s -n %s".formatted(name, quoted(when)));
      for (String word : option.names()) {
        script.append(
            word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
      }
      List<String> candidates = candidates(option);
      script.append(
          option.arity().max() == 0
              ? ""
              : candidates.isEmpty() ? " -r" : " -x -a " + quoted(String.join(" ", candidates)));
      script.append(" -d " + quoted(Manual.words(option)) + "\n");
    }
  }

  private static List<String> candidates(ArgSpec argument) {
    List<String> candidates = new ArrayList<>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(candidates::add);
    }
    return candidates;
  }

  /** As a word of a shell; in which the shells differ, an apostrophe, becomes a typographic one. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "’") + "'";
  }
}
