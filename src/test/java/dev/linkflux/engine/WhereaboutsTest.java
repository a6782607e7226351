package dev.linkflux.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A name leads where the resolver said last; a turn never waits for it. */
class WhereaboutsTest {
  private static final Uplink UPLINK =
      new Uplink(new UplinkId("u0", 0), "wan0", 1, List.of(), 1, false);
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

  private final List<String> asked = new ArrayList<>();
  private final Set<InetAddress> closed = new HashSet<>();
  private Mono<List<InetAddress>> answer = Mono.empty();
  private final Whereabouts whereabouts =
      new Whereabouts(
          (uplink, name) -> {
            asked.add(name + " through " + uplink.name());
            return answer;
          },
          UPLINK,
          "vps.example",
          address -> !closed.contains(address));

  private final Disposable asking =
      Whereabouts.questions(List.of(whereabouts))
          .subscribe(it -> assertThat(it).as("an observation").isNull());

  private @Nullable InetAddress when(InetAddress... addresses) {
    answer = Mono.just(List.of(addresses));
    return whereabouts.now();
  }

  private @Nullable InetAddress when(Throwable failure) {
    answer = Mono.error(failure);
    return whereabouts.now();
  }

  @Test
  void whatIsRememberedIsTakenUpWithTheSameTurn() {
    assertThat(when(ONE)).isEqualTo(ONE);
    assertThat(when(TWO)).isEqualTo(TWO);
    assertThat(when(SIX)).isEqualTo(SIX);
    assertThat(asked).hasSize(3).containsOnly("vps.example through u0");
  }

  @Test
  void whatTakesItsTimeIsAskedOnceAndTakenUpWithTheTurnAfterIt() {
    Sinks.One<List<InetAddress>> late = Sinks.one();
    answer = late.asMono();
    for (int turn = 0; turn < 5; turn++) {
      assertThat(whereabouts.now()).isNull();
      assertThat(whereabouts.missing()).isEqualTo(Withheld.NO_NAME);
    }
    assertThat(asked).hasSize(1);
    late.tryEmitValue(List.of(ONE)).orThrow();
    assertThat(whereabouts.now()).isEqualTo(ONE);
    assertThat(asked).hasSize(2);
  }

  @Test
  void whileItIsAskedAgainTheLastAddressServes() {
    assertThat(when(ONE)).isEqualTo(ONE);
    Sinks.One<List<InetAddress>> late = Sinks.one();
    answer = late.asMono();
    assertThat(whereabouts.now()).isEqualTo(ONE);
    assertThat(whereabouts.now()).isEqualTo(ONE);
    late.tryEmitValue(List.of(TWO)).orThrow();
    assertThat(whereabouts.now()).isEqualTo(TWO);
  }

  @Test
  void aFailureLeavesTheLastAddressAndTheNextTurnAsksAgain() {
    assertThat(when(new IOException("silence"))).isNull();
    assertThat(whereabouts.missing()).isEqualTo(Withheld.NO_NAME);
    assertThat(when(ONE)).isEqualTo(ONE);
    assertThat(when(new IOException("silence"))).isEqualTo(ONE);
    assertThat(when()).isEqualTo(ONE);
    answer = Mono.empty();
    assertThat(whereabouts.now()).isEqualTo(ONE);
    assertThat(when(TWO)).isEqualTo(TWO);
  }

  @Test
  void anAddressThatTheNameStillStandsForIsKeptWhateverTheOrder() {
    assertThat(when(ONE, TWO)).isEqualTo(ONE);
    assertThat(when(TWO, ONE)).isEqualTo(ONE);
    assertThat(when(SIX, TWO)).isEqualTo(SIX);
  }

  @Test
  void ofSeveralTheFirstCountsThatThereIsAWayTo() {
    closed.add(SIX);
    assertThat(when(SIX, ONE, TWO)).isEqualTo(ONE);
    closed.add(ONE);
    assertThat(when(SIX, ONE, TWO)).isEqualTo(TWO);
    closed.add(TWO);
    assertThat(when(SIX, ONE, TWO)).isNull();
    assertThat(whereabouts.missing()).isEqualTo(Withheld.NO_GATEWAY);
  }

  @Test
  void inTheEndNobodyIsAskedAnyMore() {
    Sinks.Many<List<InetAddress>> question = Sinks.many().multicast().onBackpressureBuffer();
    answer = question.asFlux().next();
    assertThat(whereabouts.now()).isNull();
    assertThat(question.currentSubscriberCount()).isEqualTo(1);
    asking.dispose();
    assertThat(question.currentSubscriberCount()).isZero();
    assertThat(whereabouts.now()).isNull();
    assertThat(asked).hasSize(1);
  }
}
