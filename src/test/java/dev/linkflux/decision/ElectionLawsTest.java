package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.Cases;
import dev.linkflux.control.Control;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Election.Considered;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Maintenance;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of elections within the whole machine, whatever the weather, the operator and the
 * calendar do. The seed stands in the name of the failing case.
 */
class ElectionLawsTest {
  private static final List<Steering> STEERINGS =
      List.of(Steering.AUTO, Steering.PIN, Steering.AVOID);
  private static final int UPLINKS = 3;
  private static final int SECONDS = 240;
  private static final Instant END_OF_MONTH = Instant.parse("2026-11-30T23:58:00Z");

  static LongStream seeds() {
    return LongStream.range(0, Cases.of(80));
  }

  private static Settings settings(long seed) {
    Random random = new Random(seed);
    Settings plain = Scenario.settings(UPLINKS, 3);
    List<Uplink> uplinks = new ArrayList<>();
    for (Uplink uplink : plain.uplinks()) {
      Maintenance work =
          new Maintenance(
              "*/" + (1 + random.nextInt(3)) + " * * * *",
              ZoneOffset.UTC,
              Duration.ofSeconds(1 + random.nextInt(30)),
              Duration.ofSeconds(random.nextInt(20)));
      uplinks.add(
          new Uplink(
              uplink.id(),
              uplink.device(),
              1 + random.nextInt(2),
              List.of(),
              1 + random.nextInt(5),
              random.nextInt(10) == 0,
              0,
              0,
              random.nextInt(5000),
              random.nextBoolean() ? List.of(work) : List.of()));
    }
    List<Strategy> strategies =
        List.of(
            new Strategy.Failover(),
            new Strategy.Balance(true),
            new Strategy.LowestRtt(Duration.ofMillis(1), 0.05, Duration.ofSeconds(10)));
    Strategy strategy = strategies.get(random.nextInt(3));
    return new Settings(
        uplinks,
        plain.targets(),
        plain.demands(),
        plain.probing(),
        plain.windowing(),
        plain.rules().with(strategy),
        plain.routing());
  }

  /** Weather, and between it what the operator says, the interfaces count, and the clock shows. */
  private static List<Event> inputs(long seed) {
    Random random = new Random(seed);
    List<Event> inputs = new ArrayList<>(Scenario.weather(seed, UPLINKS, 3, SECONDS));
    List<UplinkId> ids = settings(seed).uplinks().stream().map(Uplink::id).toList();
    for (int i = 0; i < 40; i++) {
      Moment at = new Moment(random.nextLong(SECONDS * 1_000_000_000L));
      UplinkId uplink = ids.get(random.nextInt(UPLINKS));
      inputs.add(
          switch (random.nextInt(8)) {
            case 0 -> new Dated(at, END_OF_MONTH.plusMillis(random.nextInt(240_000)));
            case 1, 2, 3 ->
                new Steered(
                    at,
                    uplink,
                    STEERINGS.get(random.nextInt(3)),
                    at.plusNanos(random.nextLong(60_000_000_000L)));
            default -> new Used(at, uplink, random.nextInt(1000));
          });
    }
    inputs.sort(Comparator.comparing(Event::at));
    inputs.add(new Woken(inputs.getLast().at().plusNanos(60_000_000_000L)));
    return inputs;
  }

  private static List<Event> run(long seed, List<Event> inputs) {
    List<Event> outputs = new ArrayList<>();
    Control control = new Control(settings(seed));
    inputs.forEach(event -> control.accept(event, outputs::add));
    return outputs;
  }

  private static List<Event> withoutWakeUps(List<Event> events) {
    return events.stream().filter(event -> !(event instanceof Woken)).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void extraWakeUpsChangeNothing(long seed) {
    List<Event> inputs = inputs(seed);
    Random random = new Random(seed);
    List<Event> more = new ArrayList<>();
    List<Event> fewer = new ArrayList<>(withoutWakeUps(inputs));
    fewer.add(inputs.getLast());
    Moment last = Moment.ZERO;
    for (Event event : inputs) {
      long gap = event.at().nanos() - last.nanos();
      for (int i = random.nextInt(3); i > 0 && gap > 0; i--) {
        last = last.plusNanos(random.nextLong(gap / 3 + 1));
        more.add(new Woken(last));
      }
      more.add(event);
      last = event.at();
    }
    List<Event> outputs = withoutWakeUps(run(seed, inputs));
    assertThat(withoutWakeUps(run(seed, more))).isEqualTo(outputs);
    assertThat(withoutWakeUps(run(seed, fewer))).isEqualTo(outputs);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatComesOutIsInTimeOrder(long seed) {
    Moment last = Moment.ZERO;
    for (Event event : run(seed, inputs(seed))) {
      assertThat(event.at()).isGreaterThanOrEqualTo(last);
      last = event.at();
    }
  }

  /** Only the operator is answered, and isolation said, if nothing is changed. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void elections(long seed) {
    List<Uplink> uplinks = settings(seed).uplinks();
    boolean allDisabled = uplinks.stream().allMatch(Uplink::disabled);
    Election before = null;
    for (Event event : run(seed, inputs(seed))) {
      if (!(event instanceof Election election)) {
        continue;
      }
      assertThat(election.carrying().isEmpty()).isEqualTo(allDisabled);
      assertThat(election.considered())
          .extracting(Considered::uplink)
          .isEqualTo(uplinks.stream().map(Uplink::id).toList());
      if (before != null
          && election.cause() != Cause.OPERATOR
          && election.cause() != Cause.ISOLATED
          && election.cause() != Cause.RECOVERED) {
        boolean same = said(election).equals(said(before));
        boolean stood =
            election.at().since(before.at()).compareTo(Bulletin.CAUSES_STAND) >= 0
                && !election.excluded().equals(before.excluded());
        assertThat(!same || stood).as("%s after %s", election, before).isTrue();
      }
      before = election;
    }
    assertThat(before).isNotNull();
  }

  private static String said(Election election) {
    return election.carrying()
        + " "
        + election.standby()
        + election.considered().stream().map(Considered::weight).toList();
  }
}
