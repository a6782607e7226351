package dev.linkflux.soak;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Whatever the observers have found: violations, and how troubles were met. */
final class Findings {
  /** So many are written down in full; all are counted. */
  private static final int MOST = 200;

  private final Truth truth;
  private final Consumer<String> told;
  private final List<Violation> violations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<Kind, Met> met = new EnumMap<>(Kind.class);
  private int violated;

  /**
   * Something that must not be.
   *
   * @param at wall clock, UTC
   * @param broken what was broken then
   * @param trace where what led to it is recorded
   */
  record Violation(String at, String invariant, String seen, String broken, String trace) {
    String words() {
      return "%s  %s: %s (broken then: %s; trace: %s)"
          .formatted(at, invariant, seen, broken, trace);
    }
  }

  /** How troubles of one kind were met. */
  static final class Met {
    int befell;
    int concerned;
    int inTime;
    int late;
    int missed;
    int overBefore;
    double carriedSeconds;
    final List<Double> delays = new ArrayList<>();
    final List<Double> otherDelays = new ArrayList<>();
  }

  /** Does something with how a kind was met. */
  interface Noting {
    void note(Met met);
  }

  Findings(Truth truth, Consumer<String> told) {
    this.truth = truth;
    this.told = told;
  }

  synchronized void violation(String invariant, String seen, String trace) {
    Violation found = new Violation(now(), invariant, seen, truth.words(), trace);
    violated++;
    if (violations.size() < MOST) {
      violations.add(found);
    }
    told.accept("VIOLATION " + found.words());
  }

  /** Something that is worth a word and may be. */
  synchronized void note(String what) {
    if (notes.size() < MOST) {
      notes.add(now() + "  " + what + " (broken then: " + truth.words() + ")");
    }
    told.accept("note: " + what);
  }

  synchronized void of(Kind kind, Noting noting) {
    noting.note(met.computeIfAbsent(kind, _ -> new Met()));
  }

  synchronized int violated() {
    return violated;
  }

  synchronized List<Violation> violations() {
    return List.copyOf(violations);
  }

  synchronized List<String> notes() {
    return List.copyOf(notes);
  }

  /** Has all kinds read, one after another, while nothing changes. */
  synchronized void read(java.util.function.BiConsumer<Kind, Met> reader) {
    met.forEach(reader);
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
