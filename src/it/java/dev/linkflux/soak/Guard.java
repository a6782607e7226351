package dev.linkflux.soak;

import dev.linkflux.lab.DefaultRoute;
import dev.linkflux.lab.Lab;
import dev.linkflux.lab.RouteWatch;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Holds the kernel's default route against the truth: a broken uplink must not carry for long while
 * there is a better one, and a working route must stand. It asks the kernel, never the service.
 */
final class Guard {
  /** Of a route of ours. */
  static final long METRIC = 10;

  /** An uplink that is fine for so long is up again for everybody, however it had flapped. */
  static final Duration PROVEN = Duration.ofSeconds(60);

  /** While others have to prove themselves first, it may take longer, but not for ever. */
  private static final Duration UNPROVEN = Duration.ofSeconds(40);

  private static final Duration YOUNG = Duration.ofSeconds(4);

  private final Truth truth;
  private final Findings findings;
  private final Charge charge;
  private final double leniency;
  private final Map<Integer, Exposure> carrying = new TreeMap<>();
  private final Map<Kind, Exposure> general = new EnumMap<>(Kind.class);
  private volatile @Nullable Stalls stalls;
  private volatile List<String> devices = List.of();
  private volatile long metric;
  private long last = System.nanoTime();

  /** Traffic is where it should not be, since when, and how long that was nobody's fault. */
  private static final class Exposure {
    final Kind kind;
    final String broken;
    final long since;
    final boolean proven;
    long excused;
    boolean told;

    Exposure(Kind kind, String broken, long since, boolean proven) {
      this.kind = kind;
      this.broken = broken;
      this.since = since;
      this.proven = proven;
    }
  }

  /**
   * @param leniency by which all limits are multiplied
   */
  Guard(Truth truth, Findings findings, Charge charge, double leniency) {
    this.truth = truth;
    this.findings = findings;
    this.charge = charge;
    this.leniency = leniency;
  }

  /** Who knows when nobody came to run. */
  void heeding(Stalls who) {
    stalls = who;
  }

  /** The kernel's default route is another one. */
  synchronized void changed(RouteWatch.Change change) {
    Optional<DefaultRoute> route = change.route();
    devices = route.map(DefaultRoute::devices).orElse(List.of());
    metric = route.map(DefaultRoute::metric).orElse(-1L);
    look();
  }

  /** The uplinks, 1 to 3, through which the kernel sends now. */
  List<Integer> carrying() {
    return devices.stream()
        .filter(it -> it.startsWith("wan"))
        .map(it -> it.charAt(3) - '0')
        .toList();
  }

  /** Looks at everything: many times a second, and whenever anything changes. */
  synchronized void look() {
    long now = System.nanoTime();
    List<String> way = devices;
    boolean excused = charge.isExcused() || truth.isIsolated();
    long step = now - last;
    last = now;
    for (int uplink = 1; uplink <= Lab.UPLINKS; uplink++) {
      Health health = truth.health(uplink);
      boolean bad = health == Health.DEAD || (health == Health.BAD && !charge.isOrdered());
      boolean on = way.contains("wan" + uplink);
      boolean wrong = bad && on && truth.hasAlternative(uplink, YOUNG);
      int number = uplink;
      follow(
          carrying.get(uplink),
          wrong,
          on,
          excused ? step : 0,
          since ->
              new Exposure(
                  truth.worst(number).orElse(Kind.NO_ROUTE),
                  "wan" + number,
                  since,
                  truth.hasAlternative(number, PROVEN)),
          it -> {
            var _ = it == null ? carrying.remove(number) : carrying.put(number, it);
          });
    }
    boolean none = way.stream().noneMatch(it -> it.startsWith("wan"));
    general(Kind.NO_ROUTE, none && truth.hasAlternative(0, YOUNG), excused ? step : 0);
    general(
        Kind.ROUTES_TAKEN,
        metric != METRIC && truth.hasAlternative(0, YOUNG) && !charge.isExcused(),
        excused ? step : 0);
  }

  private void general(Kind kind, boolean wrong, long excused) {
    follow(
        general.get(kind),
        wrong,
        wrong,
        excused,
        since -> new Exposure(kind, "the kernel", since, truth.hasAlternative(0, PROVEN)),
        it -> {
          var _ = it == null ? general.remove(kind) : general.put(kind, it);
        });
  }

  private interface Keeping {
    void keep(@Nullable Exposure exposure);
  }

  private void follow(
      @Nullable Exposure before,
      boolean wrong,
      boolean on,
      long excused,
      LongFunction<Exposure> begin,
      Keeping keeping) {
    long now = System.nanoTime();
    if (wrong && before == null) {
      keeping.keep(begin.apply(now));
    } else if (before != null) {
      before.excused += excused;
      if (!wrong) {
        keeping.keep(null);
        over(before, now, !on);
      } else if (!before.told && own(before, now).compareTo(limit(before)) > 0) {
        before.told = true;
        tell(before, now, "still");
      }
    }
  }

  /** How long it lasts that is the service's own. */
  private Duration own(Exposure exposure, long now) {
    Stalls who = Objects.requireNonNull(stalls);
    return Duration.ofNanos(now - exposure.since - exposure.excused)
        .minus(who.since(exposure.since));
  }

  private Duration limit(Exposure exposure) {
    Duration limit = exposure.kind.limit();
    return Duration.ofNanos(
        Math.round(
            leniency
                * (exposure.proven || exposure.kind == Kind.ROUTES_TAKEN ? limit : UNPROVEN)
                    .toNanos()));
  }

  private void over(Exposure exposure, long now, boolean left) {
    boolean late = exposure.told || own(exposure, now).compareTo(limit(exposure)) > 0;
    double seconds = (now - exposure.since) / 1e9;
    findings.of(
        exposure.kind,
        met -> {
          met.concerned++;
          met.carriedSeconds += seconds;
          if (late) {
            met.late++;
          } else if (left || general.containsKey(exposure.kind)) {
            met.inTime++;
          } else {
            met.overBefore++;
          }
          if (exposure.told && !left) {
            met.missed++;
          }
          if (left) {
            (exposure.excused == 0 && exposure.proven ? met.delays : met.otherDelays).add(seconds);
          }
        });
    if (late && !exposure.told) {
      tell(exposure, now, "at last not any more:");
    }
  }

  private void tell(Exposure exposure, long now, String how) {
    findings.violation(
        exposure.kind == Kind.NO_ROUTE || exposure.kind == Kind.ROUTES_TAKEN
            ? "a working route always stands"
            : "a broken uplink is left in time",
        String.format(
            Locale.ROOT,
            "%s %s concerns %s for %.1f s (of which %.1f s are excused, stalls %.1f s; limit %s);"
                + " default route: %s metric %d",
            how,
            exposure.kind.words(),
            exposure.broken,
            (now - exposure.since) / 1e9,
            exposure.excused / 1e9,
            Objects.requireNonNull(stalls).since(exposure.since).toMillis() / 1e3,
            limit(exposure),
            devices,
            metric),
        charge.trace());
  }
}
