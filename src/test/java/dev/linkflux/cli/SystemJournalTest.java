package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.linkflux.cli.SystemJournal.Priority;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Transition;
import dev.linkflux.kernel.LocalReceiver;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.UplinkId;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal gets, where it is that what reads our output. */
class SystemJournalTest {
  private static final UplinkId LTE = new UplinkId("lte", 1);

  @TempDir private Path directory;

  private SystemJournal journal() throws Exception {
    Path file = Files.createFile(directory.resolve("stdout"));
    return SystemJournal.behind(file, Map.of("JOURNAL_STREAM", stream(file)), socket())
        .orElseThrow();
  }

  private String socket() {
    return directory.resolve("journal").toString();
  }

  private static String stream(Path file) throws Exception {
    return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
  }

  @Test
  void anEventIsAnEntryWithFieldsThatCanBeAskedFor() throws Exception {
    try (LocalReceiver journald = new LocalReceiver(socket())) {
      Consumer<Event> told = Voice.toJournal(new Narrator(false).withoutMoments(), journal());
      Moment at = new Moment(17);
      told.accept(
          new Transition(
              at, LTE, StateName.UP, StateName.DOWN, Cause.BLACKOUT, List.of(), "lte is silent"));
      told.accept(
          new Election(at, List.of(LTE), List.of(), List.of(), Cause.STARTED, "lte carries"));

      assertThat(journald.waiting())
          .containsExactly(
              """
              MESSAGE=✖ lte Down (blackout)  lte is silent
              PRIORITY=4
              SYSLOG_IDENTIFIER=linkflux
              LINKFLUX_EVENT=transition
              LINKFLUX_AT=17
              LINKFLUX_UPLINK=lte
              LINKFLUX_FROM=Up
              LINKFLUX_TO=Down
              LINKFLUX_CAUSE=blackout
              """,
              """
              MESSAGE=⇄ lte carries
              PRIORITY=5
              SYSLOG_IDENTIFIER=linkflux
              LINKFLUX_EVENT=election
              LINKFLUX_AT=17
              LINKFLUX_CARRYING=lte
              LINKFLUX_CAUSE=started
              """);
    }
  }

  @Test
  void everyOtherLineIsAnEntryAsWell() throws Exception {
    try (LocalReceiver journald = new LocalReceiver(socket())) {
      PrintWriter err = new PrintWriter(new JournalLines(journal(), Priority.WARNING), true);
      err.print("a line ");
      err.println("in two parts");
      err.println();
      err.printf("and%nanother%n");

      assertThat(journald.waiting())
          .containsExactly(
              "MESSAGE=a line in two parts\nPRIORITY=4\nSYSLOG_IDENTIFIER=linkflux\n",
              "MESSAGE=and\nPRIORITY=4\nSYSLOG_IDENTIFIER=linkflux\n",
              "MESSAGE=another\nPRIORITY=4\nSYSLOG_IDENTIFIER=linkflux\n");
    }
  }

  @Test
  void whatAJournalDidNotTakeIsCountedAndTold() throws Exception {
    SystemJournal journal = journal();
    journal.enter(Priority.INFO, "nobody hears");
    journal.enter(Priority.INFO, "neither");
    try (LocalReceiver journald = new LocalReceiver(socket())) {
      journal.enter(Priority.INFO, "heard");
      journal.enter(Priority.INFO, "as well");

      assertThat(journald.waiting().stream().map(entry -> entry.lines().findFirst().orElse("")))
          .containsExactly(
              "MESSAGE=2 entries before this one were lost: the journal did not take them",
              "MESSAGE=heard",
              "MESSAGE=as well");
    }
  }

  @Test
  void outputThatGoesElsewhereStaysLines() throws Exception {
    Path file = Files.createFile(directory.resolve("other"));
    assertThat(SystemJournal.behind(file, Map.of(), socket())).isEmpty();
    assertThat(SystemJournal.behind(file, Map.of("JOURNAL_STREAM", "8:1"), socket())).isEmpty();
    assertThat(
            SystemJournal.behind(
                directory.resolve("gone"), Map.of("JOURNAL_STREAM", "8:1"), socket()))
        .isEmpty();
  }

  @Test
  void whatALibraryWarnsOfIsOneLineAndToldOnceInAWhile() {
    LibraryLog log = new LibraryLog();
    assertThat(log.line(warning(0, null)))
        .isEqualTo("linkflux: warn from inside (netty): it does not work");
    assertThat(log.line(warning(60_000, null))).isEmpty();
    assertThat(log.line(warning(120_000, null))).isEmpty();
    assertThat(
            log.line(
                warning(700_000, new IllegalStateException("x", new ConnectException("refused")))))
        .isEqualTo(
            "linkflux: warn from inside (netty): it does not work: refused"
                + " (and 2 times more since this was told before)");
  }

  private static LoggingEvent warning(long at, @Nullable Throwable thrown) {
    LoggingEvent event =
        new LoggingEvent(
            "",
            new LoggerContext().getLogger("io.netty.channel.Channel"),
            Level.WARN,
            "it does not work",
            thrown,
            null);
    event.setTimeStamp(at);
    return event;
  }
}
