package dev.linkflux.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a service tells its manager how it is (sd_notify(3)). The kernel vouches for who sends: the
 * manager asks for that on its side. Nothing here waits, and nothing fails the service.
 */
public final class NotifySocket {
  private static final String VARIABLE = "NOTIFY_SOCKET";

  private final UnixDatagrams datagrams;

  private NotifySocket(UnixDatagrams datagrams) {
    this.datagrams = datagrams;
  }

  /** The one that an environment names; empty if nobody wants to be told, or not this way. */
  public static Optional<NotifySocket> of(Map<String, String> environment) {
    String name = environment.get(VARIABLE);
    try {
      return name == null
          ? Optional.empty()
          : Optional.of(new NotifySocket(UnixDatagrams.to(name)));
    } catch (SystemCallException _) {
      return Optional.empty();
    }
  }

  /**
   * Tells; any thread may.
   *
   * @param assignments like {@code READY=1}, told together; ends of lines in them become blanks
   * @return false if that could not be told now
   */
  public boolean tell(String... assignments) {
    String text =
        Stream.of(assignments)
            .map(assignment -> assignment.replace('\n', ' '))
            .collect(Collectors.joining("\n"));
    return datagrams.send(text.getBytes(StandardCharsets.UTF_8)) == 0;
  }
}
