package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.ReloadAnswer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class HangupTest {
  private static final ReloadAnswer NOTHING_NEW =
      new ReloadAnswer(true, List.of(), List.of(), List.of());

  @Test
  void whatComesBeforeAnybodyCanBeAskedIsAskedOnceHeIsThere() {
    AtomicInteger asked = new AtomicInteger();
    Hangup hangup = new Hangup();
    hangup.came();
    hangup.came();
    hangup.asks(() -> Mono.fromRunnable(asked::incrementAndGet).thenReturn(NOTHING_NEW));
    assertThat(asked).hasValue(1);

    hangup.came();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whereNothingCameNothingIsAsked() {
    AtomicInteger asked = new AtomicInteger();
    new Hangup().asks(() -> Mono.fromRunnable(asked::incrementAndGet).thenReturn(NOTHING_NEW));
    assertThat(asked).hasValue(0);
  }

  @Test
  void theSignalIsHeardAndDoesNotEndTheProcess() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Hangup hangup = Hangup.heard().orElseThrow();
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor()).isZero();
    hangup.asks(() -> Mono.fromRunnable(asked::countDown).thenReturn(NOTHING_NEW));
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
