package dev.linkflux.failover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkflux.lab.RouterProcess.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Takes one trial through one trouble, from a quiet start to the verified replay. */
final class Repetition {
  private static final Duration BASELINE = Duration.ofSeconds(4);
  private static final long PHASE_NANOS = 1_000_000_000;
  private static final Duration QUIET = Duration.ofSeconds(20);
  private static final Duration RETURN_LIMIT = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The bar is a second, which the report judges; a disk with much else to do takes longer. */
  static final Duration END_LIMIT = Duration.ofSeconds(3);

  private final Trouble trouble;
  private final int number;
  private final boolean healing;
  private final List<String> wrong = new ArrayList<>();

  /**
   * @param number seeds the phase of the trouble against the probes
   * @param healing whether the trouble is taken away again and the return is waited for
   */
  Repetition(Trouble trouble, int number, boolean healing) {
    this.trouble = trouble;
    this.number = number;
    this.healing = healing;
  }

  /**
   * Runs it.
   *
   * @param directory for configuration and trace
   */
  Measured run(Path directory) {
    long phase =
        new SplittableRandom(trouble.name().hashCode() * 1_000L + number).nextLong(PHASE_NANOS);
    try (Trial trial = Trial.start(Setup.standard(), directory)) {
      long begin = System.nanoTime();
      trial.awaitSteady().baseline(BASELINE.plusNanos(phase));
      long quiet = System.nanoTime() - BASELINE.toNanos();
      Double switched = befall(trial);
      String sentence = switched == null ? "" : reason(trial);
      Double returned = healing ? heal(trial) : null;
      double gap = millis(trial.longestGapSince(Math.max(begin, quiet)));
      Trial.End end = end(trial);
      return new Measured(
          trouble.title(),
          number,
          switched,
          gap,
          returned,
          millis(trial.recording().toFirstProbe(trial.service().startedAt())),
          millis(end.took()),
          verify(trial),
          load(),
          sentence,
          List.copyOf(wrong));
    }
  }

  private @Nullable Double befall(Trial trial) {
    if (trouble.mustSwitch()) {
      return millis(trial.measure(trouble, trouble.patience()));
    }
    int before = trial.routes().changes().size();
    var _ = trouble.befall(trial.lab());
    Pause.of(QUIET);
    check(trial.routes().changes().size() == before, "the default route changed");
    check(
        trial.service().told().stream().noneMatch(it -> it.path("cause").asText().equals("loss")),
        "an uplink was blamed: " + trial.service().told());
    return null;
  }

  private String reason(Trial trial) {
    JsonNode told = trial.service().awaitTransition("wan1", Set.of("Down", "Degraded"), PATIENCE);
    check(!told.path("evidence").isEmpty(), "no evidence: " + told);
    check(!told.path("sentence").asText().isEmpty(), "no sentence: " + told);
    return told.path("sentence").asText();
  }

  private static double heal(Trial trial) {
    long healed = trial.lab().uplink(1).heal();
    return millis(Duration.ofNanos(trial.routes().awaitDefaultVia("wan1", RETURN_LIMIT) - healed));
  }

  private Trial.End end(Trial trial) {
    var kept = trial.routes().currentDefault();
    Trial.End end = trial.end(Signal.TERM);
    check(end.status() == 0, "SIGTERM gave exit status " + end.status());
    check(end.took().compareTo(END_LIMIT) <= 0, "SIGTERM took " + end.took());
    check(kept.isPresent(), "no default route before the end");
    check(kept.equals(trial.routes().currentDefault()), "the end changed the default route");
    check(trial.timesWithoutRoute() == 0, "at times there was no default route");
    return end;
  }

  private int verify(Trial trial) {
    try {
      return trial.service().process().verify();
    } catch (AssertionError differs) {
      wrong.add(String.valueOf(differs.getMessage()));
      return 0;
    }
  }

  private void check(boolean fine, String otherwise) {
    if (!fine) {
      wrong.add(otherwise);
    }
  }

  private static double load() {
    try {
      return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
