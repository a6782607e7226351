package dev.linkflux.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Whom somebody may ask for: those that there are, and the latest of those that there were. So a
 * client that comes back is not refused for one that has gone meanwhile, and may wait for it.
 *
 * @param present those of the configuration in force
 * @param gone the latest last
 */
record KnownNames(List<String> present, List<String> gone) {
  /** So many of those that have gone. */
  private static final int REMEMBERED = 64;

  KnownNames {
    present = List.copyOf(present);
    gone = List.copyOf(gone.subList(Math.max(0, gone.size() - REMEMBERED), gone.size()));
  }

  KnownNames(Collection<String> present) {
    this(List.copyOf(present), List.of());
  }

  /** After a change of the configuration. */
  KnownNames then(Collection<String> now) {
    List<String> left = new ArrayList<>(gone);
    left.addAll(present);
    left.removeAll(now);
    return new KnownNames(List.copyOf(now), left);
  }

  boolean contains(String name) {
    return present.contains(name) || gone.contains(name);
  }
}
