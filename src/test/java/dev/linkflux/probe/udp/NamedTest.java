package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Unstamped;
import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import dev.linkflux.uplink.TargetId;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import dev.linkflux.wire.Passage;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Targets that are known by a name, over real sockets on loopback. */
class NamedTest extends Probes {
  private static final Uplink LOOPBACK =
      new Uplink(new UplinkId("u0", 0), "lo", 1, List.of(), 1, false);
  private static final String NAME = "vps.example";

  /** What the name servers say. */
  private final AtomicReference<Mono<List<InetAddress>>> answer =
      new AtomicReference<>(Mono.error(new IOException("nobody answers")));

  private Flux<Unstamped> probes(int port) {
    Target target = new Target(new TargetId("t0", 0), new Question.Echo(Host.named(NAME), port));
    return prober(
            PROBING.payload(),
            new Way.ThroughDevices(
                (uplink, name) ->
                    name.equals(NAME) && uplink.equals(LOOPBACK)
                        ? answer.get()
                        : Mono.error(new AssertionError(name))))
        .observations(LOOPBACK, List.of(target), turns(target));
  }

  private void leadTo(EchoHost host) {
    answer.set(Mono.just(List.of(host.address().getAddress())));
  }

  @Test
  void untilTheNameIsKnownNothingIsSentAndThatIsNoLoss() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      List<Observation> seen =
          until(
              probes(host.address().getPort()),
              all -> {
                if (count(all, Withheld.class) == 3) {
                  leadTo(host);
                }
                return count(all, Returned.class) >= 2;
              });
      assertThat(seen.subList(0, 3))
          .hasOnlyElementsOfType(Withheld.class)
          .allSatisfy(it -> assertThat(((Withheld) it).reason()).isEqualTo(Withheld.NO_NAME));
      assertThat(seen.subList(3, seen.size())).hasOnlyElementsOfTypes(Sent.class, Returned.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.2", "127.0.0.1, ::1", "::1, 127.0.0.1"})
  void theNextTurnGoesWhereTheNameLeadsNowAndWhatIsUnderWayIsNotLost(String first, String second)
      throws Exception {
    List<byte[]> kept = new ArrayList<>();
    // The third probe is not answered before the fourth comes, and that one goes elsewhere.
    try (EchoHost there = new EchoHost(EchoHost.ECHO, second, 0);
        EchoHost here =
            new EchoHost(
                bytes -> {
                  kept.add(bytes);
                  if (kept.size() == 3) {
                    await("the next at " + second, () -> !there.heard().isEmpty());
                  }
                  return List.of(bytes);
                },
                first,
                there.address().getPort())) {
      leadTo(here);
      List<Observation> seen =
          until(
              probes(here.address().getPort())
                  .doOnNext(
                      it -> {
                        if (it.at(Moment.ZERO) instanceof Sent sent && sent.id().sequence() == 3) {
                          leadTo(there);
                        }
                      }),
              several(Returned.class, 6));
      assertThat(seen)
          .filteredOn(Returned.class::isInstance)
          .extracting(it -> it.id().sequence())
          .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(seen).hasOnlyElementsOfTypes(Sent.class, Returned.class);
      assertThat(here.heard()).hasSize(3);
    }
  }

  @Test
  void whileTheNameServersGiveNoneTheLastAddressIsAsked() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      leadTo(host);
      List<Observation> seen =
          until(
              probes(host.address().getPort()).doOnNext(_ -> failAfter(host, 2)),
              several(Returned.class, 6));
      assertThat(seen).hasOnlyElementsOfTypes(Sent.class, Returned.class);
    }
  }

  private void failAfter(EchoHost host, int probes) {
    if (host.heard().size() >= probes) {
      answer.set(Mono.error(new IOException("nobody answers any more")));
    }
  }

  @Test
  void ofSeveralAddressesOneIsAskedThatThereIsAWayTo() throws Exception {
    try (EchoHost host = new EchoHost(EchoHost.ECHO)) {
      InetAddress here = host.address().getAddress();
      InetAddress nowhere = InetAddress.ofLiteral("::1");
      Target target =
          new Target(
              new TargetId("t0", 0), new Question.Echo(Host.named(NAME), host.address().getPort()));
      Passage passage = (_, address) -> !address.equals(nowhere);
      UdpProber prober =
          new UdpProber(
              loop,
              16,
              new Way.ThroughDevices((_, _) -> Mono.just(List.of(nowhere, here))),
              passage,
              instruments);
      List<Observation> seen =
          until(
              prober.observations(LOOPBACK, List.of(target), turns(target)),
              several(Returned.class, 2));
      assertThat(seen).hasOnlyElementsOfTypes(Sent.class, Returned.class);
    }
  }
}
