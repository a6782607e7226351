package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Control;
import dev.linkflux.control.Scenario;
import dev.linkflux.control.Settings;
import dev.linkflux.route.RouteAnswer;
import dev.linkflux.time.Dated;
import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.uplink.Used;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The clock on the wall, the operator and the counters, through the gate; in virtual time. */
class OutsideTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T23:59:00Z");

  private final Settings settings = Scenario.settings(2, 0);
  private final UplinkId fibre = settings.uplinks().get(0).id();
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Orders orders = new Orders();
  private final TestPublisher<Unstamped> traffic = TestPublisher.createCold();
  private final List<Event> journal = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Duration offset = Duration.ZERO;

  private Instant wall() {
    return BEGIN.plus(offset).plusNanos(time.now(TimeUnit.NANOSECONDS));
  }

  @BeforeEach
  void begin() {
    new Engine(
            settings,
            _ -> Map.of(),
            Flux::never,
            plan -> Mono.just(at -> new RouteAnswer.Applied(at, plan.generation(), 1)),
            new Outside(this::wall, orders, traffic::flux),
            new Gate(time, journal::add),
            new Instruments(),
            time,
            _ -> {},
            1)
        .events()
        .subscribe(events::addAll);
  }

  private void advance(long millis) {
    time.advanceTimeBy(Duration.ofMillis(millis));
  }

  private <T extends Event> List<T> journalled(Class<T> kind) {
    return journal.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Moment at(long millis) {
    return new Moment(millis * 1_000_000);
  }

  @Test
  void theDateComesBeforeEverythingElseAndOnce() {
    advance(3_600_000);
    assertThat(journal.getFirst()).isEqualTo(new Dated(Moment.ZERO, BEGIN));
    assertThat(journalled(Dated.class)).hasSize(1);
  }

  @Test
  void aClockThatIsSetIsToldAtTheNextHeartbeat() {
    advance(1_050);
    offset = Duration.ofDays(1);
    advance(10_000);
    offset = Duration.ofMillis(-1_001);
    advance(10_000);
    assertThat(journalled(Dated.class))
        .containsExactly(
            new Dated(Moment.ZERO, BEGIN),
            new Dated(at(1_100), BEGIN.plusMillis(1_100).plus(Duration.ofDays(1))),
            new Dated(at(11_100), BEGIN.plusMillis(11_100 - 1_001)));
  }

  @Test
  void stepsOfAClockThatIsKeptAreToldWhenTheyAddUpToMoreThanASecond() {
    for (int step = 1; step <= 10; step++) {
      offset = Duration.ofMillis(-100L * step);
      advance(1_000);
    }
    assertThat(journalled(Dated.class)).hasSize(1);
    offset = Duration.ofMillis(-1_001);
    advance(1_000);
    assertThat(journalled(Dated.class)).hasSize(2);
  }

  @Test
  void anOrderIsStampedJournalledAndComesOutOfTheStages() {
    List<Steered> answers = new ArrayList<>();
    advance(5_000);
    orders.steer(fibre, Steering.AVOID, Duration.ofHours(2)).subscribe(answers::add);
    orders.steer(fibre, Steering.AUTO, null).subscribe(answers::add);
    advance(1);
    assertThat(answers)
        .containsExactly(
            new Steered(at(5_000), fibre, Steering.AVOID, at(7_205_000)),
            new Steered(at(5_000), fibre, Steering.AUTO, Moment.NEVER));
    assertThat(journalled(Steered.class)).isEqualTo(answers);
    assertThat(events.stream().filter(Steered.class::isInstance)).isEqualTo(answers);
  }

  @Test
  void whatWentThroughPassesTheGateAndItsFailureIsATrouble() {
    advance(1_000);
    traffic.next(moment -> new Used(moment, fibre, 48_213));
    advance(1);
    assertThat(journalled(Used.class)).containsExactly(new Used(at(1_000), fibre, 48_213));
    traffic.error(new IllegalStateException("ENOBUFS"));
    advance(1);
    assertThat(journalled(Trouble.class))
        .containsExactly(new Trouble(at(1_001), "traffic counters", "ENOBUFS"));
  }

  @Test
  void theJournalReplayedGivesTheSameEvents() {
    advance(500);
    orders.steer(fibre, Steering.PIN, Duration.ofSeconds(3)).subscribe();
    traffic.next(moment -> new Used(moment, fibre, 1));
    offset = Duration.ofDays(3);
    advance(10_000);
    Control control = new Control(settings);
    List<Event> replayed = new ArrayList<>();
    journal.forEach(event -> control.accept(event, replayed::add));
    assertThat(events).isEqualTo(replayed).hasSizeGreaterThan(100);
  }

  @Test
  void ordersThatNobodyFollowsWaitUpToABoundAndAreThenRefused() {
    Orders idle = new Orders();
    List<Throwable> refused = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      idle.steer(fibre, Steering.PIN, null).subscribe(_ -> {}, refused::add);
    }
    assertThat(refused)
        .singleElement()
        .isInstanceOf(Orders.NotTaken.class)
        .extracting(Throwable::getMessage)
        .isEqualTo("64 orders are waiting already");
    assertThat(idle.given().take(64).collectList().block()).hasSize(64);
    idle.steer(fibre, Steering.PIN, null).subscribe(_ -> {}, refused::add);
    assertThat(refused.getLast()).hasMessage("the service is ending");
  }
}
