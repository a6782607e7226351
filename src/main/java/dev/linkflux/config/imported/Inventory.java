package dev.linkflux.config.imported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps account of all settings that were found: each is carried over, or left with a reason. None
 * is dropped in silence.
 */
final class Inventory {
  private static final String UNKNOWN = "is not known to linkflux import";

  private final Set<Found> open = new LinkedHashSet<>();
  private final Map<String, List<Found>> left = new LinkedHashMap<>();
  private int carried;
  private int leftBehind;

  void add(Found found) {
    open.add(found);
  }

  void carry(Found found) {
    if (open.remove(found)) {
      carried++;
    }
  }

  /** It is told with the next {@link #takeLeft}, unless it is carried over already. */
  void leave(Found found, String reason) {
    if (open.remove(found)) {
      leftBehind++;
      left.computeIfAbsent(reason, _ -> new ArrayList<>()).add(found);
    }
  }

  /** What nobody has said anything about yet. */
  List<Found> open() {
    return List.copyOf(open);
  }

  void leaveAllOpen() {
    open().forEach(found -> leave(found, UNKNOWN));
  }

  /** What was left since the last time, by reason. */
  Map<String, List<Found>> takeLeft() {
    Map<String, List<Found>> taken = new LinkedHashMap<>(left);
    left.clear();
    return taken;
  }

  int carried() {
    return carried;
  }

  int leftBehind() {
    return leftBehind;
  }
}
