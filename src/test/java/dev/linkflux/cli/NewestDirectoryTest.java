package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.engine.Directory;
import dev.linkflux.engine.Resolution;
import dev.linkflux.uplink.Naming;
import dev.linkflux.uplink.Uplink;
import dev.linkflux.uplink.UplinkId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NewestDirectoryTest {
  private static final Naming OTHER =
      new Naming(
          List.of(), Map.of(), Duration.ofSeconds(9), Duration.ofDays(1), 15, Duration.ofDays(30));

  private static final Uplink UPLINK =
      new Uplink(new UplinkId("wan1", 0), "wan1", 1, List.of(), 1, false);

  private final List<Naming> made = new ArrayList<>();
  private final NewestDirectory directory = new NewestDirectory(Naming.DEFAULT, this::make);

  /** Its only address tells which one it is. */
  private Directory make(Naming naming) {
    made.add(naming);
    InetAddress own = address(made.size());
    return new Directory() {
      @Override
      public Mono<List<InetAddress>> resolve(Uplink uplink, String name) {
        return Mono.just(List.of(own));
      }

      @Override
      public Mono<Resolution> lookUp(Uplink uplink, String name) {
        return Mono.just(new Resolution(List.of(own), false, null));
      }
    };
  }

  private static InetAddress address(int last) {
    return InetAddress.ofLiteral("192.0.2." + last);
  }

  @Test
  void whereNobodyHasANameNoneIsMade() {
    directory.follow(OTHER);
    assertThat(made).isEmpty();
    StepVerifier.create(directory.resolve(UPLINK, "vps.example"))
        .verifyErrorMessage("asked for vps.example");

    directory.need();
    directory.need();

    assertThat(made).containsExactly(OTHER);
  }

  @Test
  void whoHasAskedBeforeIsToldByTheNewestOne() {
    directory.need();
    Mono<List<InetAddress>> resolved = directory.resolve(UPLINK, "vps.example");
    Mono<Resolution> known = directory.lookUp(UPLINK, "vps.example");
    StepVerifier.create(resolved).expectNext(List.of(address(1))).verifyComplete();

    directory.follow(Naming.DEFAULT);
    assertThat(made).hasSize(1);
    directory.follow(OTHER);

    assertThat(made).containsExactly(Naming.DEFAULT, OTHER);
    StepVerifier.create(resolved).expectNext(List.of(address(2))).verifyComplete();
    StepVerifier.create(known.map(Resolution::addresses))
        .expectNext(List.of(address(2)))
        .verifyComplete();
  }
}
