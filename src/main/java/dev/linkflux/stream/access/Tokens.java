package dev.linkflux.stream.access;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.credential.Secret;
import dev.linkflux.credential.Unusable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens as they stand in their files now. One whose file is gone is no longer one.
 *
 * @param held those that can be used
 */
record Tokens(List<Held> held) {

  Tokens {
    held = List.copyOf(held);
  }

  /**
   * Reads them all; blocks.
   *
   * @param before what was the matter at the last time, by name; is changed
   * @param told takes a sentence when something else is the matter than at the last time
   */
  static Tokens read(
      List<Access.Token> configured, Map<String, String> before, Consumer<String> told) {
    Map<String, String> troubles = new HashMap<>();
    List<Held> held = new ArrayList<>();
    for (Access.Token token : configured) {
      try {
        held.add(new Held(token.name(), token.role(), Secret.read(token.source())));
      } catch (Unusable unusable) {
        troubles.put(token.name(), unusable.reason());
      }
    }
    troubles.forEach(
        (name, reason) -> {
          if (!reason.equals(before.get(name))) {
            told.accept("the token " + name + " opens nothing: " + reason);
          }
        });
    before.keySet().stream()
        .filter(name -> held.stream().anyMatch(one -> one.name().equals(name)))
        .forEach(name -> told.accept("the token " + name + " is there again"));
    before.clear();
    before.putAll(troubles);
    return new Tokens(held);
  }

  /** The one that says the same, or null. All are compared, whichever it is. */
  @Nullable Held saying(String said) {
    Held found = null;
    for (Held one : held) {
      boolean same = one.secret().is(said);
      if (same && (found == null || one.role() == Role.OPERATE)) {
        found = one;
      }
    }
    return found;
  }

  /** True if that is still one of them. */
  boolean has(Held other) {
    return held.stream().anyMatch(other::isSameAs);
  }
}
