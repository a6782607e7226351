package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.docs.Markdown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Every command line in a document is one that the program takes, and every command stands in the
 * README. All options stand in the manual and in {@code --help}, which are made of them.
 */
class DocumentedCommandsTest {
  /** In a sample, behind a prompt or sudo or a path, up to a comment, a pipe or the like. */
  private static final Pattern SAMPLE =
      Pattern.compile("(?:^|&& )(?:\\$ )?(?:sudo )?(?:\\S*/)?linkflux (?=[a-z-])([^#|>&]*)");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** As words of a text name them: with placeholders, and with choices. */
  private static final Pattern NAMED = Pattern.compile("linkflux ([a-z]+)( .*)?");

  @Test
  void everySampleIsTaken() {
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Markdown document : documents()) {
      for (String line : document.code()) {
        for (MatchResult sample : SAMPLE.matcher(line.strip()).results().toList()) {
          if (line.strip().indexOf("|") < 0 && isSample(document, line)) {
            seen++;
            String reason = refused(words(sample.group(1)));
            if (reason != null) {
              wrong.add(document.file() + ": " + line.strip() + ": " + reason);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isGreaterThan(20);
  }

  /** A whole line of code, and no word of a text. */
  private static boolean isSample(Markdown document, String line) {
    return document.lines().stream().anyMatch(one -> one.strip().equals(line.strip()));
  }

  private static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> Stream.of(1, 2, 3).map(word::group).filter(it -> it != null).findFirst())
        .map(word -> word.orElse(""))
        .toArray(String[]::new);
  }

  private static @org.jspecify.annotations.Nullable String refused(String[] arguments) {
    try {
      Main.commandLine().parseArgs(arguments);
      return null;
    } catch (ParameterException e) {
      return e.getMessage();
    }
  }

  @Test
  void whatIsNamedInTextsHasThatNameAndThoseOptions() {
    Map<String, CommandLine> commands = Main.commandLine().getSubcommands();
    List<String> wrong = new ArrayList<>();
    for (Markdown document : documents()) {
      for (String code : document.code()) {
        var named = NAMED.matcher(code);
        if (named.matches() && !isSample(document, code)) {
          CommandLine command = commands.get(named.group(1));
          Stream<String> options =
              Arrays.stream(code.split("[\\s=|]+", -1)).filter(word -> word.startsWith("--"));
          if (command == null
              || !options.allMatch(it -> command.getCommandSpec().findOption(it) != null)) {
            wrong.add(document.file() + ": " + code);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCommandStandsInTheReadme() {
    List<String> named =
        Markdown.of("README.md").rows().stream()
            .filter(row -> row.heading().equals("Commands"))
            .map(row -> row.code(0).getFirst().split(" ", -1)[1])
            .toList();

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Main.commandLine().getSubcommands().entrySet().stream()
                .filter(command -> !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList());
  }

  /** Results are of their day. */
  private static List<Markdown> documents() {
    return Markdown.all().stream()
        .filter(document -> !document.file().startsWith("benchmarks/results"))
        .toList();
  }
}
