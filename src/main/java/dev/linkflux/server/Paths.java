package dev.linkflux.server;

import dev.linkflux.server.Finding.Fails;
import dev.linkflux.server.Finding.Hampered;
import dev.linkflux.server.Finding.Open;
import dev.linkflux.server.Finding.Serves;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Heirs;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server through all uplinks: the checks that are evidence, and what they amount to. One owner;
 * not thread safe.
 */
final class Paths {
  /** A path that is evidence, and through which uplink it is. */
  record Through(UplinkId uplink, Path path) {}

  private final List<Uplink> uplinks;
  private final int enough;
  private final List<Path> paths = new ArrayList<>();

  /**
   * @param enough how many checks in a row settle a matter, from 1
   */
  Paths(List<Uplink> uplinks, int enough) {
    this.uplinks = uplinks;
    this.enough = enough;
    uplinks.forEach(_ -> paths.add(new Path()));
  }

  /** What goes on, of the same lines. */
  Paths successor(List<Uplink> others, int settling, Heirs lines) {
    Paths heir = new Paths(others, settling);
    for (int place = 0; place < others.size(); place++) {
      int before = lines.before(place);
      if (before != Heirs.NOBODY) {
        heir.paths.set(place, paths.get(before));
      }
    }
    return heir;
  }

  Path of(UplinkId uplink) {
    return paths.get(uplink.ordinal());
  }

  /** What was found so far through any of them says nothing any more. */
  void forget() {
    paths.forEach(Path::forget);
  }

  /** Those through which it serves. */
  List<Through> serving() {
    return uplinks.stream()
        .map(uplink -> new Through(uplink.id(), of(uplink.id())))
        .filter(it -> it.path.serves())
        .toList();
  }

  /** Those through which it does not. */
  List<Through> failing() {
    return uplinks.stream()
        .map(uplink -> new Through(uplink.id(), of(uplink.id())))
        .filter(it -> it.path.fails())
        .toList();
  }

  /** What they amount to. */
  Finding finding() {
    List<Through> serving = serving();
    if (!serving.isEmpty()) {
      return served(serving);
    }
    List<Through> failing = failing();
    Path closest = closest(failing);
    Breach breach = closest == null ? null : closest.breach();
    return closest == null || breach == null
        ? new Open()
        : new Fails(
            breach,
            failing.stream().allMatch(it -> it.path.failed() >= enough),
            closest.alike() >= enough);
  }

  private Finding served(List<Through> serving) {
    Moment well = null;
    for (Through it : serving) {
      Moment latest = ended(it.path);
      if (it.path.breach() == null && (well == null || latest.isAfter(well))) {
        well = latest;
      }
    }
    if (well != null) {
      return new Serves(well);
    }
    Path closest = closest(serving);
    Breach breach = closest == null ? null : closest.breach();
    if (closest == null || breach == null) {
      throw new IllegalStateException("nothing is broken, and nothing is well");
    }
    return new Hampered(
        breach, closest.broken() >= enough, closest.alike() >= enough, ended(closest));
  }

  private static Moment ended(Path path) {
    Checked latest = path.latest();
    return latest == null ? Moment.ZERO : latest.at();
  }

  /** The one that got furthest up the ladder; of several the first. */
  static @Nullable Path closest(List<Through> of) {
    Path closest = null;
    Rung rung = null;
    for (Through it : of) {
      Breach breach = it.path.breach();
      if (breach != null && (rung == null || breach.rung().compareTo(rung) > 0)) {
        closest = it.path;
        rung = breach.rung();
      }
    }
    return closest;
  }
}
