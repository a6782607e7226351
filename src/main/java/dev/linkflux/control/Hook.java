package dev.linkflux.control;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who is told of what is decided. */
public sealed interface Hook {
  Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Of what it is told. */
  Set<On> on();

  /** After which it is given up. */
  Duration timeout();

  /** What one can be told of. */
  enum On {
    TRANSITION,
    ELECTION,
    SERVER
  }

  /**
   * A program, run for each event; never by a shell.
   *
   * @param command path and arguments
   */
  record Program(List<String> command, Set<On> on, Duration timeout) implements Hook {
    public Program {
      command = List.copyOf(command);
      on = Set.copyOf(on);
    }
  }

  /**
   * A JSON document, sent to a URL for each event.
   *
   * @param url http or https
   * @param secretFile holds the secret that it is signed with, or null for no signature
   */
  record Webhook(String url, @Nullable String secretFile, Set<On> on, Duration timeout)
      implements Hook {
    public Webhook {
      on = Set.copyOf(on);
    }
  }
}
