package dev.linkflux.replay.tune;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A figure of a score that a goal may name. */
public enum Measure {
  SWITCHES("switches", Kind.COUNT),
  FLAPS("flaps", Kind.COUNT),
  NEEDLESS_SWITCHES("needlessSwitches", Kind.COUNT),
  BAD_SECONDS("badSeconds", Kind.SECONDS),
  /** That good uplinks were held to be degraded, down or not yet back. */
  OUT_SECONDS("outSeconds", Kind.SECONDS),
  /** 95th percentile in seconds. */
  DETECTION("detection", Kind.DELAY),
  /** 95th percentile in seconds. */
  RECOVERY("recovery", Kind.DELAY),
  PROBE_BYTES("probeBytes", Kind.BYTES);

  /** In what it is counted, and whether more time makes more of it. */
  enum Kind {
    COUNT,
    SECONDS,
    DELAY,
    BYTES;

    /** True if twice the time has twice of it. */
    boolean addsUp() {
      return this != DELAY;
    }
  }

  private final String word;
  private final Kind kind;

  Measure(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  /** As it is written in a goal. */
  public String word() {
    return word;
  }

  /** A figure of it as it is read: {@code 3}, {@code 12.5 s}, {@code 4.1 MB}. */
  public String text(double figure) {
    if (Double.isInfinite(figure)) {
      return "never";
    }
    return switch (kind) {
      case COUNT -> String.format(Locale.ROOT, "%.0f", figure);
      case SECONDS -> String.format(Locale.ROOT, figure < 100 ? "%.1f s" : "%,.0f s", figure);
      case DELAY -> String.format(Locale.ROOT, "%.1f s", figure);
      case BYTES -> String.format(Locale.ROOT, "%.1f MB", figure / 1e6);
    };
  }

  Kind kind() {
    return kind;
  }

  static Optional<Measure> named(String word) {
    return Arrays.stream(values()).filter(it -> it.word.equalsIgnoreCase(word)).findFirst();
  }
}
