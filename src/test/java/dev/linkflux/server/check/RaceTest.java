package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Host;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** In which order places are tried, and which of them wins. */
class RaceTest {
  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final List<String> log = new ArrayList<>();
  private final List<Race.Result<String>> results = new ArrayList<>();

  private static Spot spot(String address) {
    InetAddress literal = InetAddress.ofLiteral(address);
    return new Spot(literal, Host.of(literal));
  }

  private static List<Spot> spots(String... addresses) {
    return List.of(addresses).stream().map(RaceTest::spot).toList();
  }

  private void run(List<Spot> spots, Race.Attempt<String> attempt) {
    var _ =
        Race.over(
                spots,
                time,
                (Race.Attempt<String>)
                    (spot, connected) ->
                        attempt
                            .at(spot, connected)
                            .doOnSubscribe(_ -> log.add("begin " + name(spot)))
                            .doOnCancel(() -> log.add("end " + name(spot))))
            .subscribe(results::add);
  }

  private static String name(Spot spot) {
    return spot.address().getHostAddress();
  }

  @Test
  void familiesTakeTurnsIpv6FirstAndWhatHasNoRouteIsLeftOut() {
    List<Spot> all = spots("192.0.2.1", "192.0.2.2", "2001:db8::1", "192.0.2.3", "2001:db8::2");

    assertThat(Race.order(all, Checks.UPLINK, (_, _) -> true))
        .isEqualTo(spots("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3"));
    assertThat(Race.order(all, Checks.UPLINK, (_, address) -> !(address instanceof Inet6Address)))
        .isEqualTo(spots("192.0.2.1", "192.0.2.2", "192.0.2.3"));
  }

  @Test
  void theNextIsTriedAfterAQuarterOfASecondAndTheFirstThatConnectsEndsTheOthers() {
    run(
        spots("192.0.2.1", "192.0.2.2", "192.0.2.3"),
        (spot, connected) ->
            name(spot).endsWith("2")
                ? Mono.delay(Duration.ofMillis(100), time)
                    .doOnNext(_ -> connected.run())
                    .then(Mono.delay(Duration.ofSeconds(2), time))
                    .thenReturn("fine")
                : Mono.never());

    assertThat(log).containsExactly("begin 192.0.2.1");
    time.advanceTimeBy(Duration.ofMillis(249));
    assertThat(log).hasSize(1);
    time.advanceTimeBy(Duration.ofMillis(1));
    assertThat(log).hasSize(2).contains("begin 192.0.2.2");
    time.advanceTimeBy(Duration.ofMillis(100));
    assertThat(log).hasSize(3).contains("end 192.0.2.1");
    assertThat(results).isEmpty();
    time.advanceTimeBy(Duration.ofSeconds(2));
    assertThat(results).containsExactly(new Race.Result<>(spot("192.0.2.2"), "fine", null));
    assertThat(log).doesNotContain("begin 192.0.2.3");
  }

  @Test
  void afterAFailureTheNextIsTriedAtOnceAndOfAllThatFailTheOneThatGotHighestIsTold() {
    Broken refused = new Broken(Rung.PORT_REFUSED, "");
    run(
        spots("192.0.2.1", "192.0.2.2", "192.0.2.3"),
        (spot, _) ->
            Mono.error(name(spot).endsWith("2") ? refused : new Broken(Rung.HOST_UNREACHABLE, "")));

    assertThat(log).hasSize(3);
    assertThat(results).containsExactly(new Race.Result<>(spot("192.0.2.2"), null, refused));
  }

  @Test
  void whoConnectsAndThenFailsHasWonAllTheSame() {
    Broken untrusted = new Broken(Rung.TLS, "");
    run(
        spots("192.0.2.1", "192.0.2.2"),
        (spot, connected) -> {
          connected.run();
          return Mono.error(untrusted);
        });

    assertThat(log).containsExactly("begin 192.0.2.1");
    assertThat(results).containsExactly(new Race.Result<>(spot("192.0.2.1"), null, untrusted));
  }
}
