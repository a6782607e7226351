package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.server.Breach;
import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** When checks are made. */
class TurnsTest {
  private static final Finding FINE = new Finding(Checks.HERE, 0, true, null, null);
  private static final Finding FAILED =
      new Finding(Checks.HERE, 0, false, new Breach(Rung.PORT_REFUSED, ""), null);
  private static final Server SERVER = Checks.server(Check.of(Check.Kind.API), "127.0.0.1");

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<Long> begun = new ArrayList<>();
  private final List<Unstamped> seen = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long spent;

  private void run(Uplink uplink, Checker checker) {
    run(SERVER, uplink, checker);
  }

  private void run(Server server, Uplink uplink, Checker checker) {
    Rhythm rhythm = new Rhythm(uplink, 1, 0, 0, 7);
    Checker counting =
        (asked, through) -> {
          begun.add(time.now(TimeUnit.NANOSECONDS));
          return checker.check(asked, through);
        };
    var _ =
        new Turns(server, uplink, counting, rhythm, () -> spent, time, told::add)
            .checks(0)
            .subscribe(seen::add);
  }

  private void pauses(double from, double to) {
    for (int i = 1; i < begun.size(); i++) {
      assertThat((begun.get(i) - begun.get(i - 1)) / 1e9).isBetween(from, to);
    }
  }

  @Test
  void checksComeAtTheirIntervalALittleJittered() {
    run(Checks.UPLINK, (_, _) -> Mono.just(FINE));
    time.advanceTimeBy(Duration.ofMinutes(10));

    assertThat(begun).hasSizeBetween(120, 160).hasSameSizeAs(seen);
    pauses(3.75, 5.0);
    assertThat(begun.stream().distinct().count()).isEqualTo(begun.size());
  }

  @Test
  void afterAFailureTheyComeFastForAWhile() {
    run(Checks.UPLINK, (_, _) -> Mono.just(FAILED));
    time.advanceTimeBy(Duration.ofSeconds(5));
    assertThat(begun).hasSize(6);
    pauses(0.75, 1.0);

    begun.clear();
    time.advanceTimeBy(Duration.ofSeconds(100));
    pauses(3.75, 5.0);
    assertThat(begun).hasSizeBetween(20, 27);
  }

  @Test
  void aSlowCheckIsNeverOvertaken() {
    run(Checks.UPLINK, (_, _) -> Mono.delay(Duration.ofSeconds(12), time).thenReturn(FINE));
    time.advanceTimeBy(Duration.ofSeconds(121));

    assertThat(begun).hasSizeBetween(10, 11);
    pauses(12, 12);
  }

  @Test
  void aCheckThatThrowsIsToldAndTheNextIsMade() {
    run(Checks.UPLINK, (_, _) -> Mono.error(new IllegalStateException("oops")));
    time.advanceTimeBy(Duration.ofSeconds(11));

    assertThat(seen).isEmpty();
    assertThat(begun).hasSize(3);
    assertThat(told)
        .isNotEmpty()
        .allMatch(it -> it.contains("check of vps through u0") && it.contains("oops"))
        .allMatch(it -> it.contains("please report") && !it.contains("Exception"));
  }

  @Test
  void whatIsNotCheckedIsLookedUpAndNothingIsSaidOfIt() {
    run(Checks.server(Check.NONE, "vps.example"), Checks.UPLINK, (_, _) -> Mono.just(FINE));
    time.advanceTimeBy(Duration.ofSeconds(20));

    assertThat(begun).isNotEmpty();
    assertThat(seen).isEmpty();
  }

  @Test
  void aMeteredUplinkPaysATenthOfItsBudgetAtMost() {
    long budget = 1_000_000_000;
    Uplink metered = new Uplink(new UplinkId("lte", 1), "", 1, List.of(), 1, false, budget, 0);
    run(
        metered,
        (_, _) -> {
          spent += 9_000;
          return Mono.just(begun.size() % 100 < 20 ? FAILED : FINE);
        });
    time.advanceTimeBy(Duration.ofDays(31));

    assertThat(spent).isBetween(budget / 20, budget / 10);
  }
}
