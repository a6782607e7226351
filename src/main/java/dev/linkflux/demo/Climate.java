package dev.linkflux.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The weather of the whole emulated net, at one time.
 *
 * @param uplinks by ordinal
 * @param silent ordinals of the targets that answer nobody
 * @param unplugged ordinals of the uplinks without carrier
 */
public record Climate(List<Weather> uplinks, Set<Integer> silent, Set<Integer> unplugged) {
  static final int FIBRE = 0;
  static final int LTE = 1;
  static final int DSL = 2;

  /** All is well. */
  public static final Climate FAIR =
      new Climate(
          List.of(Weather.fair(8, 1), Weather.fair(45, 8), Weather.fair(25, 2)),
          Set.of(),
          Set.of());

  public Climate {
    uplinks = List.copyOf(uplinks);
    silent = Set.copyOf(silent);
    unplugged = Set.copyOf(unplugged);
  }

  /** How an uplink treats the packets to and from a target. */
  public Weather weather(int uplink, int target) {
    Weather weather = uplinks.get(uplink);
    return silent.contains(target) || unplugged.contains(uplink) ? weather.freeze() : weather;
  }

  /** As on a fair day. */
  Climate fair(int uplink) {
    return with(uplink, FAIR.uplinks.get(uplink));
  }

  Climate slow(int uplink, int millis) {
    return with(uplink, uplinks.get(uplink).withRtt(millis));
  }

  Climate lossy(int uplink, double ratio) {
    return with(uplink, uplinks.get(uplink).withLoss(ratio));
  }

  Climate frozen(int uplink) {
    return with(uplink, uplinks.get(uplink).freeze());
  }

  Climate allFrozen() {
    return new Climate(uplinks.stream().map(Weather::freeze).toList(), silent, unplugged);
  }

  Climate silence(int target) {
    return new Climate(uplinks, Set.of(target), unplugged);
  }

  Climate unplug(int uplink) {
    return new Climate(uplinks, silent, Set.of(uplink));
  }

  private Climate with(int uplink, Weather weather) {
    List<Weather> changed = new ArrayList<>(uplinks);
    changed.set(uplink, weather);
    return new Climate(changed, silent, unplugged);
  }
}
