package dev.linkflux.soak;

import dev.linkflux.lab.DefaultRoute;
import dev.linkflux.lab.RouteWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for the reason of every switch of the kernel's default route, in what was broken. */
final class Switches {
  /** As long as an outcome counts, and a little more. */
  private static final Duration REMEMBERED = Duration.ofSeconds(45);

  private static final Duration RETURN = Duration.ofSeconds(150);
  private static final Duration UPSET = Duration.ofSeconds(25);
  private static final Duration STALL = Duration.ofMillis(700);
  private static final Duration BEFORE = Duration.ofSeconds(10);

  private final Truth truth;
  private final Findings findings;
  private final Charge charge;
  private final Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
  private volatile @Nullable Stalls stalls;
  private List<String> before = List.of();

  /** Why traffic moved. */
  enum Reason {
    LEFT_A_BAD_ONE,
    CAME_BACK,
    UPSET,
    MACHINE_STALLED,
    NEEDLESS,
    NEEDLESS_IN_QUIET
  }

  Switches(Truth truth, Findings findings, Charge charge) {
    this.truth = truth;
    this.findings = findings;
    this.charge = charge;
  }

  void heeding(Stalls who) {
    stalls = who;
  }

  /** The kernel's default route is another one. */
  synchronized void changed(RouteWatch.Change change) {
    List<String> after = change.route().map(DefaultRoute::devices).orElse(List.of());
    List<String> was = before;
    before = after;
    if (after.equals(was) || was.isEmpty()) {
      return;
    }
    Reason reason = reason(was, after);
    int _ = counts.merge(reason, 1, Integer::sum);
    String words = "traffic moved from " + was + " to " + after;
    if (reason == Reason.NEEDLESS_IN_QUIET) {
      findings.violation("no switch without a reason", words, charge.trace());
    } else if (reason == Reason.NEEDLESS) {
      findings.note(words + " and nothing was wrong; trace: " + charge.trace());
    }
  }

  private Reason reason(List<String> was, List<String> after) {
    List<String> left = new ArrayList<>(was);
    left.removeAll(after);
    List<String> fresh = new ArrayList<>(after);
    fresh.removeAll(was);
    if (left.stream().anyMatch(it -> !isFineFor(it, REMEMBERED))) {
      return Reason.LEFT_A_BAD_ONE;
    }
    if (fresh.stream().anyMatch(it -> !isFineFor(it, RETURN)) && !truth.isQuiet()) {
      return Reason.CAME_BACK;
    }
    if (truth.isIsolated() || charge.isExcused() || truth.upsetWithin(UPSET).isPresent()) {
      return Reason.UPSET;
    }
    Duration stalled = Objects.requireNonNull(stalls).since(System.nanoTime() - BEFORE.toNanos());
    if (stalled.compareTo(STALL) > 0) {
      return Reason.MACHINE_STALLED;
    }
    return truth.isQuiet() ? Reason.NEEDLESS_IN_QUIET : Reason.NEEDLESS;
  }

  private boolean isFineFor(String device, Duration length) {
    int number = device.charAt(device.length() - 1) - '0';
    return device.startsWith("wan") && truth.fineFor(number).compareTo(length) > 0;
  }

  synchronized Map<Reason, Integer> counts() {
    return Map.copyOf(counts);
  }
}
