package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Event;
import dev.linkflux.time.Moment;
import dev.linkflux.time.Woken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A source that fails is an event, and is tried again, for as long as it takes. */
class PersistentTest {
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<Long> attempts = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /** Fails at once, except in those attempts (from 1) in which it says something before. */
  private Flux<Unstamped> failing(List<Integer> saying) {
    return Flux.defer(
        () -> {
          attempts.add(time.now(TimeUnit.SECONDS));
          Flux<Unstamped> failure = Flux.error(new IllegalStateException("no interface wan0"));
          return saying.contains(attempts.size())
              ? Flux.<Unstamped>just(Woken::new).concatWith(failure)
              : failure;
        });
  }

  private void run(Flux<Unstamped> source, Duration span) {
    Persistent.source(source, "probes of fibre", time, Flux.never())
        .subscribe(unstamped -> events.add(unstamped.at(Moment.ZERO)));
    time.advanceTimeBy(span);
  }

  @Test
  void eachFailureIsToldWithItsSourceAndReason() {
    run(failing(List.of()), Duration.ofMillis(2999));
    Trouble trouble = new Trouble(Moment.ZERO, "probes of fibre", "no interface wan0");
    assertThat(events).containsExactly(trouble, trouble);
  }

  @Test
  void thePausesDoubleUpToFiveSeconds() {
    run(failing(List.of()), Duration.ofSeconds(25));
    assertThat(attempts).containsExactly(0L, 1L, 3L, 7L, 12L, 17L, 22L);
  }

  @Test
  void aSourceThatGaveSomethingIsTriedAgainSoon() {
    run(failing(List.of(4)), Duration.ofSeconds(20));
    assertThat(attempts).containsExactly(0L, 1L, 3L, 7L, 8L, 10L, 14L, 19L);
  }

  @Test
  void aMonthOfFailuresNeitherEndsItNorFillsTheStack() {
    run(failing(List.of()), Duration.ofDays(30));
    assertThat(attempts).hasSizeGreaterThan(500_000);
    assertThat(events).hasSize(attempts.size());
  }

  @Test
  void aSourceThatEndsIsNotBegunAgain() {
    StepVerifier.create(Persistent.source(Flux.just(Woken::new), "x", time, Flux.never()))
        .expectNextCount(1)
        .verifyComplete();
  }

  @Test
  void aFailureWithoutAMessageIsNamedByItsKind() {
    run(Flux.error(new ArithmeticException()), Duration.ZERO);
    assertThat(events)
        .containsExactly(
            new Trouble(Moment.ZERO, "probes of fibre", "java.lang.ArithmeticException"));
  }
}
