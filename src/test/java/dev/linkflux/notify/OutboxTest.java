package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What becomes of messages that nobody takes at once. */
class OutboxTest {
  private static final Instant ZERO = Instant.parse("2026-11-22T12:00:00Z");

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<String> log = new ArrayList<>();
  private final List<Boolean> ended = new ArrayList<>();
  private final List<String> carried = new ArrayList<>();
  private boolean away;

  private Outbox outbox() {
    InstantSource wall = () -> ZERO.plusNanos(time.now(TimeUnit.NANOSECONDS));
    Carrier carrier =
        new Carrier() {
          @Override
          public String name() {
            return "mail example";
          }

          @Override
          public Mono<Answer> carry(Dispatch dispatch, String late) {
            carried.add((away ? "tried " : "took ") + dispatch.subject() + " " + late);
            return Mono.just(away ? new Answer.Later("refused") : new Answer.Taken());
          }
        };
    Means means =
        new Means(
            Samples.CLOCK,
            wall,
            LoopResources.create("outbox", 1, true),
            time,
            _ -> Mono.just(List.<InetAddress>of()),
            () -> 0,
            log::add,
            (_, delivered) -> ended.add(delivered));
    return new Outbox(carrier, means);
  }

  private static Dispatch dispatch(int number) {
    return new Dispatch("x-" + number, ZERO, Severity.INFO, "m" + number, "", "{}");
  }

  private static Flux<Dispatch> dispatches(int count) {
    return Flux.fromStream(IntStream.range(0, count).mapToObj(OutboxTest::dispatch));
  }

  @Test
  void whatCannotBeDeliveredIsKeptInOrderAndToldAsLate() {
    away = true;
    var end = outbox().empty(dispatches(2)).subscribe();
    time.advanceTimeBy(Duration.ofMinutes(30));
    assertThat(carried).allMatch(it -> it.startsWith("tried m0")).hasSizeBetween(20, 60);
    away = false;
    carried.clear();
    time.advanceTimeBy(Duration.ofMinutes(1));
    assertThat(end.isDisposed()).isTrue();
    assertThat(carried).hasSize(2);
    assertThat(carried.get(0)).startsWith("took m0 This comes 30 min late");
    assertThat(carried.get(1)).startsWith("took m1 This comes 30 min late");
    assertThat(log)
        .containsExactly(
            "mail example: refused; it is tried again", "mail example: takes messages again");
    assertThat(ended).containsExactly(true, true);
  }

  @Test
  void afterADayItIsGivenUp() {
    away = true;
    var end = outbox().empty(dispatches(1)).subscribe();
    time.advanceTimeBy(Duration.ofHours(25));
    assertThat(end.isDisposed()).isTrue();
    assertThat(log).last().asString().contains("given up 'm0'");
    assertThat(ended).containsExactly(false);
  }

  @Test
  void thereIsAnEndToWhatWaits() {
    away = true;
    Outbox outbox = outbox();
    var end = outbox.empty(dispatches(200)).subscribe();
    assertThat(outbox.waiting()).isEqualTo(64 + 1);
    assertThat(log).hasSize(200 - 65 + 1).anyMatch(it -> it.contains("the oldest is dropped: m1"));
    outbox.abandon();
    assertThat(end.isDisposed()).isTrue();
    assertThat(outbox.waiting()).isZero();
    assertThat(log).last().asString().endsWith("it ends with 65 messages not delivered");
  }
}
