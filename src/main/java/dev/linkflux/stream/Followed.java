package dev.linkflux.stream;

import dev.linkflux.stream.store.UplinkHistory;
import java.util.HashMap;
import java.util.Map;

/**
 * The uplinks whose histories are kept on disk, and what of them is not there yet. Of the hub's
 * loop, as the histories are; only the first {@link #follow} may come from elsewhere, before it.
 */
final class Followed {
  private final Histories histories;

  /** Those whose files are open, or about to be. */
  private Map<String, UplinkHistory> followed = Map.of();

  Followed(Histories histories) {
    this.histories = histories;
  }

  /** True if there are others than those, as after a reload. */
  boolean isOutdated() {
    return !followed.equals(histories.all());
  }

  /**
   * Goes over to those that there are now.
   *
   * @return those that are new, one that has come back anew among them
   */
  Map<String, UplinkHistory> follow() {
    Map<String, UplinkHistory> fresh = new HashMap<>(histories.all());
    fresh.entrySet().removeIf(it -> it.getValue().equals(followed.get(it.getKey())));
    followed = Map.copyOf(histories.all());
    return fresh;
  }

  /** What is not kept yet of those that are gone, one that has come back anew among them. */
  Map<String, UplinkHistory.Saved> leave() {
    Map<String, UplinkHistory.Saved> last = new HashMap<>();
    followed.forEach(
        (uplink, history) -> {
          if (!history.equals(histories.of(uplink))) {
            history.close();
            last.put(uplink, history.takeUnsaved());
          }
        });
    return last;
  }

  /** What is not kept yet, of all of which there is something. */
  Map<String, UplinkHistory.Saved> unsaved() {
    Map<String, UplinkHistory.Saved> points = new HashMap<>();
    histories
        .all()
        .forEach(
            (uplink, history) -> {
              UplinkHistory.Saved unsaved = history.takeUnsaved();
              if (!unsaved.isEmpty()) {
                points.put(uplink, unsaved);
              }
            });
    return points;
  }

  /** Those could not be written, and are to be given again. */
  void notSaved(Map<String, UplinkHistory.Saved> points) {
    points.forEach(
        (uplink, them) -> {
          UplinkHistory history = histories.of(uplink);
          if (history != null) {
            history.notSaved(them);
          }
        });
  }

  /** At the end: what is not kept yet, and what has only begun, of those that there are. */
  Map<String, UplinkHistory.Saved> close() {
    Map<String, UplinkHistory.Saved> points = new HashMap<>();
    histories
        .all()
        .forEach(
            (uplink, history) -> {
              history.close();
              points.put(uplink, history.takeUnsaved());
            });
    return points;
  }
}
