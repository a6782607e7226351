package dev.linkflux.cli;

import dev.linkflux.cli.SystemJournal.Priority;
import dev.linkflux.kernel.Tty;
import dev.linkflux.time.Event;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;

/** How a process speaks: to the journal with fields where its output leads there, or in lines. */
final class Voice {
  private Voice() {}

  /** Lets whatever a command writes become entries of the journal where that is what reads it. */
  static CommandLine give(CommandLine command) {
    SystemJournal.behind(Tty.OUTPUT)
        .map(journal -> new PrintWriter(new JournalLines(journal, Priority.INFO), true))
        .ifPresent(command::setOut);
    SystemJournal.behind(Tty.ERROR)
        .map(journal -> new PrintWriter(new JournalLines(journal, Priority.WARNING), true))
        .ifPresent(command::setErr);
    return command;
  }

  /** What tells of events: entries with fields, or lines. */
  static Consumer<Event> telling(Narrator narrator, PrintWriter out) {
    return SystemJournal.behind(Tty.OUTPUT)
        .map(journal -> toJournal(narrator.withoutMoments(), journal))
        .orElseGet(
            () ->
                event ->
                    narrator
                        .line(event)
                        .ifPresent(
                            line -> {
                              out.println(line);
                              out.flush();
                            }));
  }

  static Consumer<Event> toJournal(Narrator narrator, SystemJournal journal) {
    return event ->
        narrator
            .line(event)
            .ifPresent(
                lines -> {
                  Map<String, String> fields = JournalFields.of(event);
                  Priority priority = JournalFields.priority(event);
                  lines.lines().forEach(line -> journal.enter(priority, line.strip(), fields));
                });
  }
}
