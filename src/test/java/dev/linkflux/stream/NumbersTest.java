package dev.linkflux.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.stream.store.Bounds;
import dev.linkflux.stream.store.EventLog;
import dev.linkflux.stream.store.Knowledge;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class NumbersTest {
  private static final Instant START = Instant.parse("2026-11-22T03:00:00.000002Z");
  private static final long MICROS = 1_795_316_400_000_002L;

  private final Scheduler aside = Schedulers.newBoundedElastic(3, 1000, "log", 5, true);

  @TempDir private Path directory;

  @AfterEach
  void end() {
    aside.dispose();
  }

  @Test
  void withoutALogTheyBeginWithTheMicrosecondOfTheStart() {
    Numbers numbers = new Numbers(START, null);

    assertThat(numbers.hasBegun()).isTrue();
    assertThat(numbers.given()).isEqualTo(MICROS - 1);
    assertThat(numbers.take()).isEqualTo(MICROS);
    assertThat(numbers.take()).isEqualTo(MICROS + 1);
    assertThat(numbers.given()).isEqualTo(MICROS + 1);
    assertThat(numbers.ended()).isNull();
  }

  @Test
  void withALogTheyBeginWhereTheRunBeforeHasEnded() {
    Numbers numbers = new Numbers(START, new EventLog(directory, Bounds.USUAL, aside));
    assertThat(numbers.hasBegun()).isFalse();

    StepVerifier.create(numbers.begun())
        .expectSubscription()
        .then(() -> numbers.begin(new Knowledge(MICROS + 50, MICROS + 49)))
        .verifyComplete();

    assertThat(numbers.hasBegun()).isTrue();
    assertThat(numbers.ended()).isEqualTo(MICROS + 49);
    assertThat(numbers.take()).isEqualTo(MICROS + 50);
  }
}
