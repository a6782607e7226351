package dev.linkflux.stream.access;

import dev.linkflux.control.Access.Role;
import dev.linkflux.credential.Secret;
import java.util.Set;

/** A token that can be used now. */
public record Held(String name, Role role, Secret secret) {
  /** What it gives. Who may give orders may read, too. */
  Set<Role> rights() {
    return rights(role);
  }

  static Set<Role> rights(Role role) {
    return role == Role.OPERATE ? Set.of(Role.READ, Role.OPERATE) : Set.of(Role.READ);
  }

  /** True if that is the same one, and means the same still. */
  boolean isSameAs(Held other) {
    return name.equals(other.name) && role == other.role && secret.isSameAs(other.secret);
  }
}
