import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual, a page a command, in the macros of man(7), from what the commands say of themselves.
 * (picocli's own generator writes AsciiDoc, which would want a converter on every building
 * machine.)
 */
final class Manual {
  private final String date;
  private final String version;

  /** The date as in 2026-11-22, and the version; both stand at the foot of the pages. */
  Manual(String date, String version) {
    this.date = date;
    this.version = version;
  }

  /** Writes the pages of a command and of those below it. */
  void write(CommandLine command, Path directory) throws IOException {
    CommandSpec spec = command.getCommandSpec();
    Tree.write(directory.resolve(spec.qualifiedName("-") + ".1"), page(command));
    for (CommandLine part : command.getSubcommands().values()) {
      write(part, directory);
    }
  }

  private String page(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String name = spec.qualifiedName("-");
    var page = new StringBuilder();
    page.append(".\\\" Made by the build from what the command says of itself.\n");
    page.append(
        ".TH %s 1 %s \"linkflux %s\" \"linkflux\"\n"
            .formatted(escaped(name.toUpperCase(Locale.ROOT)), date, escaped(version)));
    page.append(".SH NAME\n").append(escaped(name)).append(" \\- ").append(escaped(purpose(spec)));
    page.append("\n.SH SYNOPSIS\n").append(text(command.getHelp().synopsis(0).strip()));
    page.append(".SH DESCRIPTION\n");
    paragraphs(page, spec.usageMessage().description());
    items(page, "ARGUMENTS", arguments(spec));
    items(page, "OPTIONS", options(spec));
    items(page, "COMMANDS", commands(command));
    String[] footer = spec.usageMessage().footer();
    if (footer.length > 0) {
      page.append(".SH NOTES\n");
      paragraphs(page, footer);
    }
    page.append(spec.parent() == null ? FILES : ".SH SEE ALSO\n.BR linkflux (1)\n");
    return page.toString();
  }

  private static final String FILES =
      """
      .SH FILES
      .TP
      .I /etc/linkflux/linkflux.yml
      the configuration of the service; every key is explained in the example.yml beside the documents
      .TP
      .I /etc/default/linkflux
      the options of the service: \\-\\-observe, until you take it away
      .TP
      .I /var/lib/linkflux
      what the service keeps: its state and the traces
      .SH SEE ALSO
      .BR ip (8),
      .BR systemctl (1),
      .BR journalctl (1);
      the documents in /usr/share/doc/linkflux
      """;

  private static void paragraphs(StringBuilder page, String[] paragraphs) {
    String between = "";
    for (String paragraph : paragraphs) {
      if (!paragraph.isBlank()) {
        page.append(between).append(text(plain(paragraph)));
        between = ".PP\n";
      }
    }
  }

  private record Item(String title, String text) {}

  private static void items(StringBuilder page, String section, List<Item> items) {
    if (!items.isEmpty()) {
      page.append(".SH ").append(section).append('\n');
      for (Item item : items) {
        page.append(".TP\n").append(item.title()).append('\n').append(text(item.text()));
      }
    }
  }

  private static List<Item> arguments(CommandSpec spec) {
    List<Item> items = new ArrayList<>();
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      items.add(new Item("\\fI" + escaped(argument.paramLabel()) + "\\fR", words(argument)));
    }
    return items;
  }

  private static List<Item> options(CommandSpec spec) {
    List<Item> items = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      String label = option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel());
      String names = escaped(String.join(", ", option.names()));
      items.add(new Item("\\fB" + names + "\\fR" + label + "\\fR", words(option)));
    }
    return items;
  }

  private static List<Item> commands(CommandLine command) {
    List<Item> items = new ArrayList<>();
    for (CommandLine part : command.getSubcommands().values()) {
      CommandSpec spec = part.getCommandSpec();
      items.add(new Item(".BR %s (1)".formatted(escaped(spec.qualifiedName("-"))), purpose(spec)));
    }
    return items;
  }

  static String words(ArgSpec argument) {
    String said = String.join(" ", argument.description());
    return plain(said.replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue())));
  }

  /** A description without picocli's marks: its formats, and its styles. */
  static String plain(String description) {
    return Ansi.OFF.string(description.replace("%n", " ").replace("%%", "%"));
  }

  /** The first sentence of a command's description, in one line and without its full stop. */
  static String purpose(CommandSpec spec) {
    String said = plain(String.join(" ", spec.usageMessage().description()));
    return said.strip().replaceAll("\\s+", " ").replaceFirst("[.:](\\s.*)?$", "");
  }

  private static String text(String words) {
    var text = new StringBuilder();
    for (String line : words.strip().split("\\s*\\n\\s*", -1)) {
      // A line that begins with one of these would be an order to the formatter.
      text.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "");
      text.append(escaped(line)).append('\n');
    }
    return text.toString();
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\e").replace("-", "\\-");
  }
}
