package dev.linkflux.uplink;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Who goes on as whom when the settings change. Everybody is known by name, whatever the place in
 * the order of the configuration; places are ordinals, before and now. Immutable.
 */
public final class Heirs {
  /** The place of somebody who is not there. */
  public static final int NOBODY = -1;

  private final int[] before;
  private final int[] now;

  private Heirs(int[] before, int[] now) {
    this.before = before;
    this.now = now;
  }

  /** Uplinks of the same name, whatever else has changed. */
  public static Heirs ofNames(List<Uplink> before, List<Uplink> now) {
    return of(before, now, Uplink::name);
  }

  /**
   * Uplinks that are the same line still: of the same name, with the same interface and the same
   * mark. What was seen of a line says nothing of another one that bears its name.
   */
  public static Heirs ofLines(List<Uplink> before, List<Uplink> now) {
    return of(before, now, it -> List.of(it.name(), it.device(), it.mark()));
  }

  /** Targets of the same name that are asked the same. */
  public static Heirs ofTargets(List<Target> before, List<Target> now) {
    return of(before, now, it -> List.of(it.name(), it.question()));
  }

  /** Servers of the same name, whatever else has changed. */
  public static Heirs ofServers(List<Server> before, List<Server> now) {
    return of(before, now, Server::name);
  }

  private static <T> Heirs of(List<T> before, List<T> now, Function<T, Object> identity) {
    Map<Object, Integer> places = new HashMap<>();
    for (int place = 0; place < before.size(); place++) {
      places.put(identity.apply(before.get(place)), place);
    }
    int[] from = new int[now.size()];
    int[] to = new int[before.size()];
    Arrays.fill(to, NOBODY);
    for (int place = 0; place < from.length; place++) {
      from[place] = places.getOrDefault(identity.apply(now.get(place)), NOBODY);
      if (from[place] != NOBODY) {
        to[from[place]] = place;
      }
    }
    return new Heirs(from, to);
  }

  /** How many there are now. */
  public int count() {
    return before.length;
  }

  /** Who somebody of now was before; {@link #NOBODY} of a newcomer. */
  public int before(int place) {
    return before[place];
  }

  /** Who somebody of before is now; {@link #NOBODY} of one that is gone. */
  public int now(int place) {
    return now[place];
  }

  /** Nobody has gone: all of before are there still, in whatever order. */
  public boolean areAll() {
    for (int place : now) {
      if (place == NOBODY) {
        return false;
      }
    }
    return true;
  }

  /**
   * What everybody of now has had before, by place.
   *
   * @param had by the places of before
   * @param newcomer what one begins with who was not there, by the place of now
   * @param into as long as there are people now; it is filled and returned
   */
  public <T extends @Nullable Object> T[] inherit(T[] had, IntFunction<T> newcomer, T[] into) {
    for (int place = 0; place < before.length; place++) {
      into[place] = before[place] == NOBODY ? newcomer.apply(place) : had[before[place]];
    }
    return into;
  }

  /** The same of numbers. */
  public long[] inherit(long[] had, long newcomer) {
    long[] heirs = new long[before.length];
    for (int place = 0; place < heirs.length; place++) {
      heirs[place] = before[place] == NOBODY ? newcomer : had[before[place]];
    }
    return heirs;
  }

  /** The same of numbers. */
  public int[] inherit(int[] had, int newcomer) {
    int[] heirs = new int[before.length];
    for (int place = 0; place < heirs.length; place++) {
      heirs[place] = before[place] == NOBODY ? newcomer : had[before[place]];
    }
    return heirs;
  }

  /** The same of numbers. */
  public double[] inherit(double[] had, double newcomer) {
    double[] heirs = new double[before.length];
    for (int place = 0; place < heirs.length; place++) {
      heirs[place] = before[place] == NOBODY ? newcomer : had[before[place]];
    }
    return heirs;
  }

  /** The uplink under its present place; null if it is not there any more. */
  public @Nullable UplinkId of(UplinkId uplink) {
    int place = now[uplink.ordinal()];
    return place == NOBODY ? null : new UplinkId(uplink.name(), place);
  }

  /** Those of them that are there still, under their present places, in the same order. */
  public List<UplinkId> of(List<UplinkId> uplinks) {
    return uplinks.stream()
        .filter(uplink -> now[uplink.ordinal()] != NOBODY)
        .map(uplink -> new UplinkId(uplink.name(), now[uplink.ordinal()]))
        .toList();
  }
}
