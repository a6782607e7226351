package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.decision.Consumed;
import dev.linkflux.decision.Experience;
import dev.linkflux.decision.Learnt;
import dev.linkflux.decision.Penalty;
import dev.linkflux.decision.RecalledConsumption;
import dev.linkflux.decision.RecalledExperience;
import dev.linkflux.probe.Budget;
import dev.linkflux.quality.FloorLearnt;
import dev.linkflux.quality.RecalledFloor;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What is told to one service is known to the next. */
class MemoryKeeperTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Settings SETTINGS = Scenario.settings(2, 2);
  private static final UplinkId U0 = SETTINGS.uplinks().get(0).id();
  private static final UplinkId U1 = SETTINGS.uplinks().get(1).id();
  private static final TargetId T1 = SETTINGS.targets().get(1).id();
  private static final Experience FLAPPY = new Experience(60, 30, 4, new Penalty(2000, true));

  @TempDir private Path directory;

  private final VirtualTimeScheduler aside = VirtualTimeScheduler.create();
  private final List<String> told = new ArrayList<>();
  private final Instruments instruments = new Instruments();
  private Path state = Path.of("");
  private Sinks.Many<List<Event>> events = Sinks.many().unicast().onBackpressureBuffer();
  private boolean over;

  @BeforeEach
  void isInADirectory() {
    state = directory.resolve("state");
  }

  @AfterEach
  void stop() {
    aside.dispose();
  }

  private MemoryKeeper keeper(Settings settings, Instant now, boolean writes) {
    return new MemoryKeeper(
        state, writes, settings, instruments, () -> now, aside, aside, told::add);
  }

  /** A service that begins at that time, and ends with {@link #end}. */
  private List<Event> begin(Instant now) {
    MemoryKeeper keeper = keeper(SETTINGS, now, true);
    events = Sinks.many().unicast().onBackpressureBuffer();
    over = false;
    var _ = keeper.feed(events.asFlux()).subscribe(_ -> {}, _ -> {}, () -> over = true);
    List<Event> recalled = keeper.recalled().stream().map(event -> event.at(Moment.ZERO)).toList();
    List<Event> first = new ArrayList<>(List.of(new Dated(Moment.ZERO, now)));
    first.addAll(recalled);
    tell(first);
    return recalled;
  }

  private void tell(List<Event> turn) {
    events.emitNext(turn, Sinks.EmitFailureHandler.FAIL_FAST);
    aside.advanceTime();
  }

  private void tell(Event event) {
    tell(List.of(event));
  }

  private void end() {
    events.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
    aside.advanceTime();
    assertThat(over).isTrue();
  }

  private static Moment seconds(long seconds) {
    return new Moment(seconds * 1_000_000_000);
  }

  private String written() throws IOException {
    return Files.exists(file()) ? Files.readString(file()) : "";
  }

  private Path file() {
    return state.resolve("memory.json");
  }

  @Test
  void everythingIsKnownToTheNextServiceAsOfWhenItWasSo() {
    assertThat(begin(NOON)).isEmpty();
    List<Long> floors = List.of(20_000_000L, -1L);
    tell(
        List.of(
            new Learnt(seconds(1), U0, FLAPPY, true),
            new FloorLearnt(seconds(2), U0, T1, floors),
            new Consumed(seconds(3), U1, 4711),
            new Steered(seconds(4), U1, Steering.PIN, seconds(3604)),
            new Steered(seconds(5), U0, Steering.AVOID, Moment.NEVER),
            new Woken(seconds(6))));
    end();

    assertThat(begin(NOON.plusSeconds(1004)))
        .containsExactlyInAnyOrder(
            new RecalledExperience(Moment.ZERO, U0, Duration.ofSeconds(1003), FLAPPY),
            new RecalledFloor(Moment.ZERO, U0, T1, Duration.ofSeconds(1002), floors),
            new RecalledConsumption(Moment.ZERO, U1, 4711, NOON.plusSeconds(3)),
            new Steered(Moment.ZERO, U1, Steering.PIN, seconds(2600)),
            new Steered(Moment.ZERO, U0, Steering.AVOID, Moment.NEVER));
    end();
    assertThat(begin(NOON.plusSeconds(3603)))
        .as("what was only recalled is kept as of when it was so")
        .contains(new RecalledExperience(Moment.ZERO, U0, Duration.ofSeconds(3602), FLAPPY))
        .contains(new RecalledConsumption(Moment.ZERO, U1, 4711, NOON.plusSeconds(3)))
        .contains(new Steered(Moment.ZERO, U1, Steering.PIN, seconds(1)));
    end();
    assertThat(begin(NOON.plusSeconds(3604))).noneMatch(it -> isFor(it, U1));
    assertThat(told).isEmpty();
  }

  private static boolean isFor(Event event, UplinkId uplink) {
    return event instanceof Steered it && it.uplink().equals(uplink);
  }

  @Test
  void anOrderIsThereAtOnceAndAllElseWithinAMinute() throws IOException {
    begin(NOON);
    tell(new Learnt(seconds(1), U0, FLAPPY, false));
    assertThat(written()).as("the first").contains("2000");
    tell(new Consumed(seconds(2), U1, 4711));
    tell(new Woken(seconds(60)));
    assertThat(written()).doesNotContain("4711");
    tell(new Woken(seconds(61)));
    assertThat(written()).contains("4711");
    tell(new Steered(seconds(62), U1, Steering.PIN, Moment.NEVER));
    assertThat(written()).contains("pin");
    tell(new Steered(seconds(63), U1, Steering.AUTO, Moment.NEVER));
    assertThat(written()).doesNotContain("pin").doesNotContain("auto");
    tell(new Learnt(seconds(64), U1, new Experience(50, 3, 4, new Penalty(777, false)), true));
    assertThat(written()).contains("777");
    tell(new Consumed(seconds(65), U1, 4712));
    end();
    assertThat(written()).as("at an orderly end").contains("4712");
  }

  @Test
  void whatIsUsedUnderAClockThatWasNeverSetBelongsToTheMonthBefore() {
    begin(NOON);
    tell(new Consumed(seconds(1), U0, 4711));
    end();
    begin(Instant.parse("1970-01-01T00:00:10Z"));
    tell(new Consumed(seconds(1), U0, 4712));
    tell(new Consumed(seconds(2), U1, 5));
    end();
    assertThat(begin(NOON.plusSeconds(100)))
        .contains(new RecalledConsumption(Moment.ZERO, U0, 4712, NOON.plusSeconds(1)));
  }

  @Test
  void aClockThatWentBackStandsStillAndOneThatIsSetMovesNoDeadline() {
    begin(NOON);
    tell(new Learnt(seconds(1), U0, FLAPPY, true));
    tell(new Steered(seconds(1), U1, Steering.PIN, seconds(101)));
    end();
    assertThat(begin(NOON.minusSeconds(10_000)))
        .contains(new RecalledExperience(Moment.ZERO, U0, Duration.ZERO, FLAPPY))
        .contains(new Steered(Moment.ZERO, U1, Steering.PIN, seconds(100)));
    tell(new Dated(seconds(10), NOON.plusSeconds(50_000)));
    end();
    assertThat(begin(NOON.plusSeconds(50_010)))
        .contains(new Steered(Moment.ZERO, U1, Steering.PIN, seconds(80)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"1970-01-01T00:00:20Z", "2199-12-31T23:59:59Z", "2290-01-01T00:00:00Z"})
  void whatIsWrittenUnderAClockThatIsFarFromRightIsReadAgain(Instant wrong) {
    begin(NOON);
    long now = aside.now(TimeUnit.NANOSECONDS);
    instruments.spentSoFar(
        U0, new Budget.Past(now, 700.5, 88, now - seconds(3600).nanos(), List.of(5L)));
    tell(new Learnt(seconds(1), U0, FLAPPY, true));
    end();

    assertThat(begin(wrong)).hasSize(1);
    tell(new Steered(seconds(2), U1, Steering.AVOID, Moment.NEVER));
    end();
    assertThat(begin(NOON.plusSeconds(60)))
        .hasSize(2)
        .anyMatch(it -> it instanceof RecalledExperience then && then.experience().equals(FLAPPY));
    assertThat(instruments.past(U0)).extracting(Budget.Past::cost).isEqualTo(88.0);
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsOfOthersIsKeptForAMonthAndFoundByName() {
    begin(NOON);
    tell(new Learnt(seconds(1), U0, FLAPPY, true));
    tell(new Learnt(seconds(1), U1, FLAPPY, true));
    end();
    MemoryKeeper other = keeper(Scenario.settings(1, 2), NOON.plusSeconds(60), true);
    assertThat(other.recalled()).hasSize(1);
    Sinks.Many<List<Event>> turns = Sinks.many().unicast().onBackpressureBuffer();
    var _ = other.feed(turns.asFlux()).subscribe();
    turns.emitNext(
        List.of(
            new Dated(Moment.ZERO, NOON.plusSeconds(60)),
            new Steered(seconds(1), U0, Steering.AVOID, Moment.NEVER)),
        Sinks.EmitFailureHandler.FAIL_FAST);
    aside.advanceTime();
    assertThat(keeper(SETTINGS, NOON.plusSeconds(120), false).recalled())
        .anyMatch(
            it ->
                it.at(Moment.ZERO) instanceof RecalledExperience then && then.uplink().equals(U1));
    turns.emitNext(
        List.of(
            new Dated(seconds(70), NOON.plus(Duration.ofDays(32))),
            new Steered(seconds(71), U0, Steering.AUTO, Moment.NEVER)),
        Sinks.EmitFailureHandler.FAIL_FAST);
    aside.advanceTime();
    assertThat(keeper(SETTINGS, NOON.plusSeconds(120), false).recalled())
        .noneMatch(
            it ->
                it.at(Moment.ZERO) instanceof RecalledExperience then && then.uplink().equals(U1));
  }

  @Test
  void whatTheBudgetsHaveComeToIsAskedForAndGivenBack() {
    begin(NOON);
    long now = aside.now(TimeUnit.NANOSECONDS);
    instruments.spentSoFar(
        U0, new Budget.Past(now, 700.5, 88, now - seconds(30).nanos(), List.of(5L)));
    tell(new Woken(seconds(1)));
    end();
    Instruments next = new Instruments();
    var _ =
        new MemoryKeeper(
            state, true, SETTINGS, next, () -> NOON.plusSeconds(101), aside, aside, told::add);
    assertThat(next.past(U0))
        .isEqualTo(
            new Budget.Past(
                now - seconds(100).nanos(), 700.5, 88, now - seconds(130).nanos(), List.of(5L)));
    assertThat(next.past(U1)).isNull();
  }

  @Test
  void whatIsDamagedIsSetAsideAndTold() throws IOException {
    Files.createDirectories(state);
    Files.writeString(file(), "{\"version\":1,\"mem");
    assertThat(keeper(SETTINGS, NOON, false).recalled()).isEmpty();
    assertThat(file()).as("who observes changes nothing").exists();
    assertThat(begin(NOON)).isEmpty();
    assertThat(file()).doesNotExist();
    assertThat(state.resolve("memory.json.damaged-20261123T120000Z"))
        .hasContent("{\"version\":1,\"mem");
    assertThat(told).hasSize(2).allMatch(it -> it.contains("it is damaged"));
    tell(new Learnt(seconds(1), U0, FLAPPY, true));
    assertThat(file()).exists();
  }

  @Test
  void aDiskThatTakesNothingCostsTheMemoryAndIsToldOnce() throws IOException {
    Files.writeString(state, "where a directory should be");
    assertThat(begin(NOON)).isEmpty();
    told.clear();
    for (int i = 1; i < 10; i++) {
      tell(new Steered(seconds(100L * i), U0, Steering.PIN, Moment.NEVER));
    }
    assertThat(told).hasSize(1).allMatch(it -> it.contains("cannot be written"));
    Files.delete(state);
    tell(new Woken(seconds(2000)));
    assertThat(file()).as("it tries again by itself").exists();
    assertThat(told).hasSize(2).last().asString().contains("written again");
  }

  @Test
  void whoObservesWritesNothing() throws IOException {
    MemoryKeeper keeper = keeper(SETTINGS, NOON, false);
    keeper.feed(events.asFlux()).subscribe(_ -> {}, _ -> {}, () -> over = true);
    assertThat(over).isTrue();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }
}
