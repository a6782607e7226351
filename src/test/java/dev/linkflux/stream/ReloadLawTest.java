package dev.linkflux.stream;

import static dev.linkflux.stream.Reloading.settings;
import static dev.linkflux.stream.Reloading.target;
import static dev.linkflux.stream.Reloading.uplink;
import static dev.linkflux.stream.Samples.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Settings;
import dev.linkflux.decision.Blamed;
import dev.linkflux.decision.Cause;
import dev.linkflux.decision.Election;
import dev.linkflux.decision.Pace;
import dev.linkflux.decision.StateName;
import dev.linkflux.decision.Tempo;
import dev.linkflux.decision.Transition;
import dev.linkflux.time.Event;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law: whatever is reloaded between whatever happens, the status is that of one that has had the
 * settings of now from the start, and was told of those that stay.
 */
class ReloadLawTest {
  private static final List<String> UPLINKS = List.of("fibre", "lte", "dsl", "sat");
  private static final List<String> TARGETS = List.of("cloudflare", "quad9", "google");

  /** What was told, by the names in it: to be told again under other settings. */
  private record Told(String uplink, String target, Function<Settings, Event> event) {
    boolean isAbout(List<String> uplinks, List<String> targets) {
      return (uplink.isEmpty() || uplinks.contains(uplink))
          && (target.isEmpty() || targets.contains(target));
    }
  }

  private final List<Told> told = new ArrayList<>();
  private Random random = new Random();
  private long now;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aReloadedStatusIsOneOfTheSettingsOfNow(long seed) {
    random = new Random(seed);
    Settings settings = settings(some(UPLINKS), some(TARGETS));
    Status status = new Status(settings);
    begin(settings, status, UPLINKS);
    for (int i = 0; i < 300; i++) {
      now += 10;
      if (random.nextInt(8) == 0) {
        List<String> before = names(settings);
        settings = settings(some(UPLINKS), some(TARGETS));
        status.accept(Reloading.reload(now, settings));
        forget(settings);
        begin(settings, status, UPLINKS.stream().filter(it -> !before.contains(it)).toList());
        Told elected = election(names(settings));
        tell(elected, settings, status);
      } else {
        tell(next(settings), settings, status);
      }
      if (i % 5 == 0) {
        assertThat(shown(status)).as("seed %d, step %d", seed, i).isEqualTo(shown(anew(settings)));
      }
    }
  }

  /** Some of them, one at least, in any order. */
  private List<String> some(List<String> all) {
    List<String> some = new ArrayList<>(all);
    Collections.shuffle(some, random);
    return List.copyOf(some.subList(0, 1 + random.nextInt(all.size())));
  }

  private static List<String> names(Settings settings) {
    return settings.uplinks().stream().map(Uplink::name).toList();
  }

  private void tell(Told one, Settings settings, Status status) {
    told.add(one);
    status.accept(one.event().apply(settings));
  }

  /** Those that are new are judged at once. */
  private void begin(Settings settings, Status status, List<String> among) {
    for (String name : names(settings)) {
      if (among.contains(name)) {
        tell(transition(name), settings, status);
      }
    }
  }

  /** What is not there any more begins anew when it comes back. */
  private void forget(Settings settings) {
    List<String> targets = settings.targets().stream().map(Target::name).toList();
    told.removeIf(it -> !it.isAbout(names(settings), targets));
  }

  private Status anew(Settings settings) {
    Status status = new Status(settings);
    told.forEach(it -> status.accept(it.event().apply(settings)));
    return status;
  }

  /** But for what only those say who were elected before: since when they carry. */
  private static String shown(Status status) {
    return new String(
            new StatusJson(Samples.CLOCK, Samples.SERVICE).write(status, 1, 1),
            StandardCharsets.UTF_8)
        .replaceFirst("\"carrying_since\":\"[^\"]*\"", "");
  }

  private Told next(Settings settings) {
    List<String> uplinks = names(settings);
    String name = uplinks.get(random.nextInt(uplinks.size()));
    String target = settings.targets().get(random.nextInt(settings.targets().size())).name();
    long at = now;
    boolean coin = random.nextBoolean();
    return switch (random.nextInt(6)) {
      case 0 -> transition(name);
      case 1 -> new Told(name, "", now -> Samples.quality(at, uplink(now, name)));
      case 2 ->
          new Told(
              name,
              "",
              now -> new Pace(millis(at), uplink(now, name), coin ? Tempo.FAST : Tempo.STEADY));
      case 3 ->
          new Told(
              name,
              "",
              now ->
                  new Steered(
                      millis(at),
                      uplink(now, name),
                      coin ? Steering.PIN : Steering.AVOID,
                      millis(at + 500)));
      case 4 ->
          new Told(
              name,
              target,
              now ->
                  new Blamed(
                      millis(at), uplink(now, name), target(now, target), coin, "it is silent"));
      default -> election(uplinks);
    };
  }

  private Told transition(String name) {
    long at = now;
    StateName to = random.nextBoolean() ? StateName.UP : StateName.DEGRADED;
    return new Told(
        name,
        "",
        now ->
            new Transition(
                millis(at),
                uplink(now, name),
                StateName.UNKNOWN,
                to,
                Cause.LOSS,
                List.of(),
                name + " is " + to));
  }

  private Told election(List<String> uplinks) {
    long at = now;
    List<String> carrying = some(uplinks);
    return new Told(
        "",
        "",
        now ->
            new Election(
                millis(at),
                left(now, carrying),
                left(now, uplinks.stream().filter(it -> !carrying.contains(it)).toList()),
                List.of(),
                Cause.BETTER,
                "traffic moves"));
  }

  private static List<UplinkId> left(Settings now, List<String> uplinks) {
    return uplinks.stream().filter(names(now)::contains).map(it -> uplink(now, it)).toList();
  }
}
