package dev.linkflux.stream;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to be told. Equal filters make one audience.
 *
 * @param kinds none means all
 * @param uplinks by name, none means all; what is about no single uplink passes always
 * @param servers by name, none means all; what is about no single server passes always
 * @param every frequent kinds at most once in that time for each subject; zero means all of them
 */
record Filter(Set<Kind> kinds, Set<String> uplinks, Set<String> servers, Duration every) {
  static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Duration.ZERO);

  Filter {
    kinds = kinds.isEmpty() ? Kind.ALL : Set.copyOf(kinds);
    uplinks = Set.copyOf(uplinks);
    servers = Set.copyOf(servers);
  }

  boolean passes(Message message) {
    if (!kinds.contains(message.kind())) {
      return false;
    }
    return isWanted(uplinks, message.uplink()) && isWanted(servers, message.server());
  }

  private static boolean isWanted(Set<String> wanted, @Nullable String name) {
    return wanted.isEmpty() || name == null || wanted.contains(name);
  }
}
