package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  @Test
  void everyCommandIsFoundByTheNameThatItGivesItself() {
    assertThat(Main.commandLine().getSubcommands()).containsOnlyKeys(Main.COMMANDS.keySet());
    Main.COMMANDS.forEach(
        (name, command) ->
            assertThat(new CommandLine(command.get()).getCommandName()).isEqualTo(name));
  }
}
