package dev.linkflux.stream.access;

import dev.linkflux.control.Access.Role;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, and what he may.
 *
 * @param by how we know
 * @param held the token that was shown, now or when the session was opened; or null
 * @param login true if another token could give more
 * @param session the id of the session, or null without one; a secret
 */
public record Caller(
    Set<Role> may, By by, @Nullable Held held, boolean login, @Nullable String session) {

  /** How we know somebody. */
  public enum By {
    LOOPBACK,
    TOKEN,
    SESSION,
    NOBODY;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of the token, or null without one. */
  public @Nullable String name() {
    return held == null ? null : held.name();
  }

  public boolean may(Role role) {
    return may.contains(role);
  }

  /** Without the id of the session. */
  @Override
  public String toString() {
    return "%s %s may %s".formatted(by.wire(), name(), may);
  }
}
