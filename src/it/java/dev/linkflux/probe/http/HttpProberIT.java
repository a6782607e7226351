package dev.linkflux.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Instruments;
import dev.linkflux.lab.Fork;
import dev.linkflux.probe.Observation;
import dev.linkflux.time.Stamping;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.wire.Passage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.LoopResources;

/** HTTP probes through real kernels: which way they leave, and who refuses them. */
class HttpProberIT {
  private static TwoRouters lab;
  private final Instruments instruments = new Instruments();

  @BeforeAll
  static void build() {
    lab = TwoRouters.open();
  }

  @AfterAll
  static void remove() {
    if (lab != null) {
      lab.close();
    }
  }

  /** Within the near namespace, with threads of its own: sockets belong to where these began. */
  private <T> T asking(Function<HttpProber, T> test) {
    return lab.near.call(
        () -> {
          LoopResources loops = LoopResources.create("http-it", 1, true);
          try {
            return test.apply(
                new HttpProber(loops, HttpProbes.always(Fork.V4), Passage.ANY, instruments));
          } finally {
            loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(HttpProbes.LIMIT);
          }
        });
  }

  private static Question.Http question(String address, String text) {
    return HttpProbes.at(
        HttpProbes.text(HttpProbes.question(TwoRouters.PORT), text, 100), HttpProbes.host(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {Fork.V4, Fork.V6})
  void aProbeLeavesThroughItsOwnUplinkWhateverTheDefaultRouteSays(String address) {
    asking(
        prober -> {
          for (String device : List.of("w2", "w1", "w2")) {
            String router = "this is router " + device.charAt(1);
            for (int i = 0; i < 5; i++) {
              HttpProbes.returned(
                  HttpProbes.ask(prober, HttpProbes.uplink(device), question(address, router)));
            }
          }
          return true;
        });
    assertThat(instruments.timings(Stamping.CONNECTION)).isEqualTo(15);
  }

  @Test
  void withoutADeviceItLeavesAsTheRoutesSay() {
    asking(
        prober ->
            HttpProbes.returned(
                HttpProbes.ask(
                    prober, HttpProbes.uplink(""), question(Fork.V4, "this is router 1"))));
  }

  @Test
  void aNameIsAskedAtTheAddressThatWasFound() {
    Question.Http question =
        HttpProbes.at(question(Fork.V4, "this is router 2"), Host.named("routers.example"));

    asking(
        prober -> HttpProbes.returned(HttpProbes.ask(prober, HttpProbes.uplink("w2"), question)));
  }

  @ParameterizedTest
  @CsvSource({"203.0.113.1, 3, 1, 10.79.2.2", "fd79:9::1, 1, 0, fd79:2::2"})
  void aRouterThatRefusesIsNamed(String address, int type, int code, String reporter) {
    List<Observation> seen =
        asking(prober -> HttpProbes.ask(prober, HttpProbes.uplink("w2"), question(address, "any")));

    assertThat(seen).hasSize(2);
    assertThat(seen.getLast())
        .isInstanceOfSatisfying(
            Observation.Bounced.class,
            bounced -> {
              assertThat(bounced.type()).isEqualTo(type);
              assertThat(bounced.code()).isEqualTo(code);
              assertThat(bounced.reporter()).isEqualTo(InetAddress.ofLiteral(reporter));
              assertThat(bounced.reason()).isNull();
            });
  }

  @Test
  void anUplinkWithoutItsDeviceIsNoLoss() {
    List<Observation> seen =
        asking(prober -> HttpProbes.ask(prober, HttpProbes.uplink("w3"), question(Fork.V4, "any")));

    assertThat(seen)
        .singleElement()
        .isInstanceOfSatisfying(
            Observation.Withheld.class, it -> assertThat(it.reason()).isEqualTo("ENODEV"));
  }
}
