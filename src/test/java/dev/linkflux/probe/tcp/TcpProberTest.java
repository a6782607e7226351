package dev.linkflux.probe.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.probe.Observation;
import dev.linkflux.probe.Observation.Returned;
import dev.linkflux.probe.Observation.Sent;
import dev.linkflux.probe.Observation.Withheld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to this machine itself. */
class TcpProberTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aConnectionIsAReply(String address) throws IOException {
    InetAddress here = InetAddress.ofLiteral(address);
    try (ServerSocket host = new ServerSocket(0, 50, here);
        Asking asking = Asking.at(here, host.getLocalPort())) {
      List<Observation> seen = asking.ask(2);
      assertThat(seen.getFirst()).isInstanceOf(Sent.class);
      assertThat(seen.getLast()).isInstanceOf(Returned.class);
      System.err.println(seen + " " + asking.spent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aRefusalIsAReplyToo(String address) throws IOException {
    InetAddress here = InetAddress.ofLiteral(address);
    try (Asking asking = Asking.at(here, 1)) {
      List<Observation> seen = asking.ask(2);
      assertThat(seen.getFirst()).isInstanceOf(Sent.class);
      assertThat(seen.getLast()).isInstanceOf(Returned.class);
      System.err.println(seen + " " + asking.spent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aDeviceThatIsNotThereIsNoLoss(String address) throws IOException {
    try (Asking asking = Asking.through("no-such-dev0", InetAddress.ofLiteral(address), 1)) {
      List<Observation> seen = asking.ask(1);
      assertThat(seen)
          .singleElement()
          .isInstanceOfSatisfying(
              Withheld.class, it -> assertThat(it.reason()).isEqualTo("ENODEV"));
    }
  }
}
