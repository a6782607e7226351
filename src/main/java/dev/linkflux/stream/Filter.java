package dev.linkflux.stream;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
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
    return passes(message.kind(), message.uplink(), message.server());
  }

  /**
   * True if a message of that kind is wanted.
   *
   * @param kind null for one that is not known any more
   * @param uplink that it is about, or null
   * @param server that it is about, or null
   */
  boolean passes(@Nullable Kind kind, @Nullable String uplink, @Nullable String server) {
    return kind != null
        && kinds.contains(kind)
        && isWanted(uplinks, uplink)
        && isWanted(servers, server);
  }

  /** The wanted kinds that are kept on disk. */
  Set<Kind> rare() {
    return kinds.stream().filter(Kind::isRare).collect(Collectors.toSet());
  }

  /** The wanted kinds that are not kept for long. */
  Set<Kind> frequent() {
    return kinds.stream().filter(Kind::isFrequent).collect(Collectors.toSet());
  }

  private static boolean isWanted(Set<String> wanted, @Nullable String name) {
    return wanted.isEmpty() || name == null || wanted.contains(name);
  }
}
