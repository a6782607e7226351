package dev.linkflux.server;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.ServerId;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers that can be chosen: the main ones first, then the others, each in the order of the
 * configuration.
 *
 * @param all at least one
 */
record Candidates(List<Watch> all) {
  static Candidates of(List<Watch> servers) {
    return new Candidates(
        Stream.concat(
                servers.stream().filter(it -> it.server.role() == Role.MAIN),
                servers.stream().filter(it -> it.server.role() != Role.MAIN))
            .toList());
  }

  /** The first one of all. */
  Watch first() {
    return all.getFirst();
  }

  /** The first one of a kind; null if there is none. */
  @Nullable Watch first(Predicate<Watch> good) {
    return all.stream().filter(good).findFirst().orElse(null);
  }

  @Nullable Watch named(String name) {
    return first(it -> it.server.name().equals(name));
  }

  @Nullable Watch of(@Nullable ServerId id) {
    return first(it -> it.server.id().equals(id));
  }

  /** The best one to go to when the present one is of no use; null if none is better. */
  @Nullable Watch refuge() {
    return Stream.<Predicate<Watch>>of(Watch::isUsable, Watch::isRecovering, Watch::isUnknown)
        .map(this::first)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** That one is in use from now on, and no other. */
  void use(Watch chosen, Moment at) {
    all.forEach(it -> it.use(it == chosen, at));
  }
}
