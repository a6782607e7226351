package dev.linkflux.soak;

import dev.linkflux.lab.Lab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is broken now and what was, by those who broke it; times are those of nanoTime. */
final class Truth {
  /** With nothing at all to be heard from anywhere, nothing is to be decided; and a while after. */
  private static final long ISOLATED = Duration.ofSeconds(20).toNanos();

  private final List<Way> ways =
      IntStream.rangeClosed(1, Lab.UPLINKS).mapToObj(_ -> new Way()).toList();
  private final EnumSet<Kind> world = EnumSet.noneOf(Kind.class);
  private long isolatedUntil = System.nanoTime() - ISOLATED;
  private long upsetAt = System.nanoTime();
  private String upset = "the beginning";
  private boolean quiet;

  private static final class Way {
    final EnumSet<Kind> ailments = EnumSet.noneOf(Kind.class);
    long since = System.nanoTime();
    boolean avoided;
  }

  /** Something befalls an uplink, 1 to 3, at this moment or just after. */
  synchronized void befalls(int uplink, Kind kind) {
    Way way = ways.get(uplink - 1);
    way.since = way.ailments.isEmpty() ? System.nanoTime() : way.since;
    way.ailments.add(kind);
  }

  /** It is over. */
  synchronized void leaves(int uplink, Kind kind) {
    Way way = ways.get(uplink - 1);
    way.ailments.remove(kind);
    way.since = way.ailments.isEmpty() ? System.nanoTime() : way.since;
  }

  synchronized void begins(Kind kind) {
    world.add(kind);
  }

  synchronized void ends(Kind kind) {
    world.remove(kind);
    if (kind == Kind.ALL_TARGETS) {
      isolatedUntil = System.nanoTime();
    }
  }

  /** Something has happened for which traffic may move though no uplink is worse than before. */
  synchronized void upset(String what) {
    upset = what;
    upsetAt = System.nanoTime();
  }

  /** Somebody wants an uplink left out, or not. */
  synchronized void avoids(int uplink, boolean now) {
    ways.get(uplink - 1).avoided = now;
  }

  synchronized void quiet(boolean now) {
    quiet = now;
  }

  /** Nothing is broken, and has not been for so long that nothing may happen. */
  synchronized boolean isQuiet() {
    return quiet;
  }

  /** What it is like by the worst that befell it. */
  synchronized Health health(int uplink) {
    return ways.get(uplink - 1).ailments.stream()
        .map(Kind::health)
        .max(Comparator.naturalOrder())
        .orElse(Health.FINE);
  }

  /** What of it is to be known first. */
  synchronized Optional<Kind> worst(int uplink) {
    Health health = health(uplink);
    return ways.get(uplink - 1).ailments.stream().filter(it -> it.health() == health).findFirst();
  }

  /** For how long it has been fine; zero if it is not. */
  synchronized Duration fineFor(int uplink) {
    Way way = ways.get(uplink - 1);
    return way.ailments.isEmpty() ? Duration.ofNanos(System.nanoTime() - way.since) : Duration.ZERO;
  }

  /** Whether there is an uplink other than that which has been fine for so long, and is wanted. */
  synchronized boolean hasAlternative(int uplink, Duration proven) {
    return IntStream.rangeClosed(1, Lab.UPLINKS)
        .filter(it -> it != uplink && !ways.get(it - 1).avoided)
        .anyMatch(it -> fineFor(it).compareTo(proven) > 0);
  }

  /** True while no target can be reached by anybody, and a while after. */
  synchronized boolean isIsolated() {
    return world.contains(Kind.ALL_TARGETS) || System.nanoTime() - isolatedUntil < ISOLATED;
  }

  /** What has upset everything last, if that is not longer ago than so. */
  synchronized Optional<String> upsetWithin(Duration age) {
    return System.nanoTime() - upsetAt < age.toNanos() ? Optional.of(upset) : Optional.empty();
  }

  /** What is broken now. */
  synchronized String words() {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= Lab.UPLINKS; number++) {
      Way way = ways.get(number - 1);
      String ailments = way.ailments.stream().map(Kind::words).collect(Collectors.joining("+"));
      if (!ailments.isEmpty() || way.avoided) {
        all.add("wan" + number + " " + ailments + (way.avoided ? "(avoided)" : ""));
      }
    }
    world.forEach(it -> all.add(it.words()));
    return all.isEmpty() ? "nothing" : String.join(", ", all);
  }
}
