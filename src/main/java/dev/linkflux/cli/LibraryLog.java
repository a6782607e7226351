package dev.linkflux.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.linkflux.cli.SystemJournal.Priority;
import dev.linkflux.kernel.Tty;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What libraries have to warn of, in one line each and in the same place as our own words: no stack
 * traces unless the mistake is ours, and nothing twice within ten minutes. Made by {@link
 * LibraryLevels}.
 */
public final class LibraryLog extends AppenderBase<ILoggingEvent> {
  private static final long PAUSE_MILLIS = 600_000;

  /** Causes of causes that are looked at; they may run in a circle. */
  private static final int DEEPEST = 20;

  private static final String OURS = "dev.linkflux.";

  /** Messages that are remembered; they are written in programs, so that there are few. */
  private static final int REMEMBERED = 256;

  /** When a message was told, and how often it was not since then. */
  private record Last(long at, int silenced) {}

  private final Map<String, Last> told = new HashMap<>();
  private @Nullable SystemJournal journal;

  @Override
  public void start() {
    journal = SystemJournal.behind(Tty.ERROR).orElse(null);
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String line = line(event);
    if (line.isEmpty()) {
      return;
    }
    SystemJournal present = journal;
    if (present == null) {
      System.err.println(line);
    } else {
      boolean serious = event.getLevel().isGreaterOrEqual(Level.ERROR);
      present.enter(
          serious ? Priority.ERROR : Priority.WARNING,
          line,
          Map.of("LINKFLUX_EVENT", "library", "LINKFLUX_LIBRARY", event.getLoggerName()));
    }
  }

  /** The line, or nothing if it has been told lately. */
  String line(ILoggingEvent event) {
    if (told.size() > REMEMBERED) {
      told.clear();
    }
    String same = event.getLoggerName() + event.getMessage();
    long now = event.getTimeStamp();
    Last last = told.get(same);
    if (last != null && Math.abs(now - last.at()) < PAUSE_MILLIS) {
      told.put(same, new Last(last.at(), last.silenced() + 1));
      return "";
    }
    told.put(same, new Last(now, 0));
    String more =
        last == null || last.silenced() == 0
            ? ""
            : " (and %d times more since this was told before)".formatted(last.silenced());
    String message = event.getFormattedMessage().strip();
    if (event.getLoggerName().startsWith(OURS)) {
      return "linkflux: " + message + trace(event.getThrowableProxy()) + more;
    }
    return "linkflux: %s from inside (%s): %s%s%s"
        .formatted(
            event.getLevel().toString().toLowerCase(Locale.ROOT),
            library(event.getLoggerName()),
            message.lines().findFirst().orElse(""),
            cause(event.getThrowableProxy()),
            more);
  }

  /** What goes wrong in our own code is a mistake, and is not to be mended without its trace. */
  private static String trace(@Nullable IThrowableProxy thrown) {
    return thrown == null ? "" : "\n" + ThrowableProxyUtil.asString(thrown).strip();
  }

  /** Like netty of io.netty.channel, for whoever reports it. */
  private static String library(String logger) {
    String[] names = logger.split("\\.", -1);
    return names.length > 2 ? names[1] : logger;
  }

  /** What went wrong at the bottom of it. */
  private static String cause(@Nullable IThrowableProxy thrown) {
    if (thrown == null) {
      return "";
    }
    IThrowableProxy root = thrown;
    for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String[] names = root.getClassName().split("[.$]", -1);
    return ": " + (message == null ? names[names.length - 1] : message);
  }
}
