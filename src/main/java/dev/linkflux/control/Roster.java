package dev.linkflux.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who in some settings bears the name of somebody in a trace: the same name may have another place
 * there, and the same place another name from one moment to the next, while what was sent before a
 * change of the settings still comes in. O(1). One owner.
 */
final class Roster<T> {
  private final Map<String, T> byName = new HashMap<>();
  private final List<@Nullable T> byPlace = new ArrayList<>();

  /** Whose name was looked for last at each place: the very object. */
  private final List<@Nullable String> askedFor = new ArrayList<>();

  Roster(List<T> known, Function<T, String> name) {
    known.forEach(one -> byName.put(name.apply(one), one));
  }

  /**
   * Null if the settings do not have it.
   *
   * @param name of the one in the trace
   * @param place its ordinal there
   */
  @SuppressWarnings("ReferenceEquality") // of another object with the same name no more is known
  @Nullable T find(String name, int place) {
    while (byPlace.size() <= place) {
      byPlace.add(null);
      askedFor.add(null);
    }
    if (askedFor.get(place) != name) {
      askedFor.set(place, name);
      byPlace.set(place, byName.get(name));
    }
    return byPlace.get(place);
  }
}
