package dev.linkflux.cli;

import dev.linkflux.kernel.JournalSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The system's journal, where a descriptor of this process leads there: it is given entries with
 * fields instead of lines. It holds nobody up: what it does not take is counted, and that is told.
 */
final class SystemJournal {
  /** How urgent an entry is (syslog(3)). */
  enum Priority {
    ERROR(3),
    WARNING(4),
    NOTICE(5),
    INFO(6);

    private final int number;

    Priority(int number) {
      this.number = number;
    }
  }

  static final String SOCKET = "/run/systemd/journal/socket";

  private final JournalSocket socket;
  private long lost;

  private SystemJournal(JournalSocket socket) {
    this.socket = socket;
  }

  /** That of this process, for what it writes to a descriptor. */
  static Optional<SystemJournal> behind(int descriptor) {
    return behind(Path.of("/proc/self/fd", Integer.toString(descriptor)), System.getenv(), SOCKET);
  }

  /**
   * The journal, if the environment says that this very file leads there (systemd.exec(5),
   * JOURNAL_STREAM).
   */
  static Optional<SystemJournal> behind(Path file, Map<String, String> environment, String socket) {
    String stream = environment.get("JOURNAL_STREAM");
    if (stream == null) {
      return Optional.empty();
    }
    try {
      String own =
          Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
      return own.equals(stream)
          ? JournalSocket.at(socket).map(SystemJournal::new)
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException _) {
      return Optional.empty();
    }
  }

  /** Enters a message with no fields of its own. */
  void enter(Priority priority, String message) {
    enter(priority, message, Map.of());
  }

  /**
   * Enters a message.
   *
   * @param fields of its own
   */
  synchronized void enter(Priority priority, String message, Map<String, String> fields) {
    if (lost > 0
        && hand(
            Priority.WARNING,
            lost + " entries before this one were lost: the journal did not take them",
            Map.of())) {
      lost = 0;
    }
    if (!hand(priority, message, fields)) {
      lost++;
    }
  }

  private boolean hand(Priority priority, String message, Map<String, String> fields) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("MESSAGE", message);
    entry.put("PRIORITY", Integer.toString(priority.number));
    entry.put("SYSLOG_IDENTIFIER", "linkflux");
    entry.putAll(fields);
    return socket.enter(entry);
  }
}
