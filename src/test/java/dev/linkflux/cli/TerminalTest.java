package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static Terminal of(String... environment) {
    return environment.length == 2
        ? Terminal.of(true, Map.of(environment[0], environment[1]))
        : Terminal.of(true, Map.of(environment[0], environment[1], environment[2], environment[3]));
  }

  @Test
  void coloursAreForTerminalsWhoseUserHasNothingAgainstThem() {
    assertThat(of("TERM", "xterm").coloured()).isTrue();
    assertThat(of("TERM", "xterm", "NO_COLOR", "1").coloured()).isFalse();
    assertThat(of("TERM", "xterm", "NO_COLOR", "").coloured()).isTrue();
    assertThat(Terminal.of(false, Map.of("TERM", "xterm")).coloured()).isFalse();
  }

  @Test
  void aDumbTerminalAndAPipeGetPlainLines() {
    assertThat(of("TERM", "dumb").interactive()).isFalse();
    assertThat(of("TERM", "dumb").coloured()).isFalse();
    assertThat(Terminal.of(false, Map.of("TERM", "xterm")).interactive()).isFalse();
    assertThat(of("TERM", "xterm", "NO_COLOR", "1").interactive()).isTrue();
  }

  @Test
  void theLocaleSaysWhetherThereIsMoreThanAscii() {
    assertThat(of("LANG", "de_DE.UTF-8").unicode()).isTrue();
    assertThat(of("LANG", "C.utf8").unicode()).isTrue();
    assertThat(of("LANG", "C").unicode()).isFalse();
    assertThat(of("LC_ALL", "C", "LANG", "de_DE.UTF-8").unicode()).isFalse();
    assertThat(of("LC_ALL", "", "LC_CTYPE", "C.UTF-8").unicode()).isTrue();
    assertThat(Terminal.of(true, Map.of()).unicode()).isFalse();
  }
}
