package dev.linkflux.replay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Preset;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Rules;
import dev.linkflux.replay.Excerpt;
import dev.linkflux.replay.Replay;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Tuning on traces in which it is known what would have been better. */
class TuningTest {
  private static final Goal GOAL = Goal.parse(Goal.DEFAULT);
  private static final int TRIES = 40;

  @TempDir Path directory;

  private final Scheduler workers = Schedulers.newParallel("tune-test", 2, true);

  @AfterEach
  void dispose() {
    workers.dispose();
  }

  @Test
  void whoWaitsTooLongIsToldToWaitLessAndTheSameSeedSaysTheSame() throws IOException {
    Path trace = write(Duration.ofHours(3), Duration.ofMinutes(8));
    Settings patient = confirming(Duration.ofMinutes(1));

    Advice advice = tune(trace, patient, GOAL);
    Advice again = tune(trace, patient, GOAL);

    assertThat(advice.verdict()).isInstanceOf(Verdict.Better.class);
    assertThat(advice.best().heldOut().of(Measure.BAD_SECONDS))
        .isLessThan(0.5 * advice.present().heldOut().of(Measure.BAD_SECONDS));
    assertThat(again.best()).isEqualTo(advice.best());
    assertThat(again.front()).isEqualTo(advice.front());
    assertThat(again.verdict()).isEqualTo(advice.verdict());
  }

  @Test
  void theBestBreaksNothingThatThePresentSettingsKeepAndTheyAreInTheTable() throws IOException {
    Path trace = write(Duration.ofHours(3), Duration.ofMinutes(8));
    Settings patient = confirming(Duration.ofMinutes(1));

    Advice advice = tune(trace, patient, Goal.parse("badSeconds=min, switches<=now, flaps<=0"));

    Figures best = advice.best().training();
    Figures present = advice.present().training();
    assertThat(best.of(Measure.SWITCHES)).isLessThanOrEqualTo(present.of(Measure.SWITCHES));
    assertThat(best.of(Measure.FLAPS)).isZero();
    assertThat(best.of(Measure.OUT_SECONDS))
        .isLessThanOrEqualTo(1.2 * present.of(Measure.OUT_SECONDS));
    assertThat(advice.front()).contains(advice.present(), advice.best());
  }

  @Test
  void whereNothingHappensThePresentSettingsAreAllThereIs() throws IOException {
    Path trace = write(Duration.ofHours(3), Duration.ofDays(1));

    Advice advice = tune(trace, confirming(Duration.ofSeconds(2)), GOAL);

    assertThat(advice.best()).isEqualTo(advice.present());
    assertThat(advice.verdict().sentence()).contains("too little trouble");
  }

  @Test
  void anHourIsTooShortToSay() throws IOException {
    Path trace = write(Duration.ofHours(1), Duration.ofMinutes(8));

    Advice advice = tune(trace, confirming(Duration.ofMinutes(1)), GOAL);

    assertThat(advice.verdict()).isInstanceOf(Verdict.TooShort.class);
    assertThat(advice.isBetter()).isFalse();
    assertThat(advice.front()).contains(advice.present());
  }

  @Test
  void anInterruptedOneHasWhatItHad() throws IOException {
    Path trace = write(Duration.ofHours(1), Duration.ofMinutes(8));
    Settings settings = confirming(Duration.ofMinutes(1));
    Rehearsal rehearsal = rehearsal(trace, settings);
    AtomicInteger passes = new AtomicInteger();

    Advice advice =
        new Tuning(rehearsal, GOAL, List.of(), List.of(), 1, TRIES)
            .run(
                some ->
                    passes.getAndIncrement() < 2
                        ? rehearsal.pass(some).blockOptional().orElseThrow()
                        : List.of(),
                () -> passes.get() < 3)
            .orElseThrow();

    assertThat(advice.complete()).isFalse();
    assertThat(advice.tries()).isBetween(2, 1 + Search.ROUND);
  }

  private Advice tune(Path trace, Settings settings, Goal goal) {
    Rehearsal rehearsal = rehearsal(trace, settings);
    return new Tuning(rehearsal, goal, List.of(), List.of(), 1, TRIES)
        .run(some -> rehearsal.pass(some).blockOptional().orElseThrow(), () -> true)
        .orElseThrow();
  }

  private Rehearsal rehearsal(Path trace, Settings settings) {
    return new Rehearsal(new Replay(List.of(trace)), Excerpt.WHOLE, settings, 0.4, workers);
  }

  private static Settings confirming(Duration confirm) {
    Settings settings =
        Preset.DEFAULT.settings(
            List.of(uplink("fibre", 0), uplink("lte", 1)), List.of(Target.icmp(0, "x", "::1")));
    Rules rules = settings.rules();
    return new Settings(
        settings.uplinks(),
        settings.targets(),
        settings.demands(),
        settings.probing(),
        settings.windowing(),
        new Rules(rules.falseSwitches(), confirm, rules.holdDown(), rules.dampening()),
        settings.routing());
  }

  private static Uplink uplink(String name, int place) {
    return new Uplink(new UplinkId(name, place), name, place + 1, List.of(), 1, false);
  }

  /** Two uplinks, a probe of each every two seconds; now and then the first is slow for 90 s. */
  private Path write(Duration length, Duration between) throws IOException {
    Random dice = new Random(3);
    StringBuilder lines = new StringBuilder();
    long next = between.toSeconds();
    for (long second = 0; second < length.toSeconds(); second += 2) {
      next += second > next + 90 ? between.toSeconds() : 0;
      boolean slow = second >= next && second < next + 90;
      line(lines, second, "fibre", (slow ? 700 : 20) + dice.nextDouble());
      line(lines, second + 1, "lte", 50 + dice.nextDouble());
    }
    return Files.writeString(directory.resolve("trace.ndjson"), lines);
  }

  private static void line(StringBuilder lines, long second, String uplink, double rtt) {
    lines.append(
        String.format(
            Locale.ROOT,
            "{\"t\":%d.5,\"link\":\"%s\",\"target\":\"x\",\"rtt_ms\":%.3f}%n",
            1_700_000_000 + second,
            uplink,
            rtt));
  }
}
