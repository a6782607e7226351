package dev.linkflux.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of asking: by which prober, and how many round trips it takes. */
class QuestionTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

  record Row(Question question, ProbeKind kind, int roundTrips) {}

  private static Question http(boolean tls) {
    return new Question.Http(
        tls, Host.named("example.net"), 443, "/", 204, "", null, Question.Http.DEFAULT_BYTES);
  }

  static List<Row> rows() {
    return List.of(
        new Row(new Question.Icmp(ADDRESS), ProbeKind.ICMP, 1),
        new Row(new Question.Echo(ADDRESS, 7), ProbeKind.UDP, 1),
        new Row(new Question.Stamp(ADDRESS, Question.Stamp.PORT, null), ProbeKind.UDP, 1),
        new Row(new Question.Tcp(Host.of(ADDRESS), 443), ProbeKind.TCP, 1),
        // the handshake of the connection, and the request
        new Row(http(false), ProbeKind.HTTP, 2),
        // and the two of TLS 1.2
        new Row(http(true), ProbeKind.HTTP, 4),
        new Row(
            new Question.Dns(ADDRESS, Question.Dns.PORT, "example.net", "A", List.of()),
            ProbeKind.DNS,
            1));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void knowsItsProberAndItsRoundTrips(Row row) {
    assertThat(row.question().kind()).isEqualTo(row.kind());
    assertThat(row.question().roundTrips()).isEqualTo(row.roundTrips());
    assertThat(new Target(new TargetId("t", 0), row.question()).kind()).isEqualTo(row.kind());
  }

  @Test
  void aTargetIsNamedAsConfiguredAndEvidenceLikeTheOthers() {
    Target quad9 = Target.icmp(1, "quad9", "9.9.9.9");
    assertThat(quad9.name()).isEqualTo("quad9");
    assertThat(quad9.id()).hasToString("quad9");
    assertThat(quad9.question()).isEqualTo(new Question.Icmp(InetAddress.ofLiteral("9.9.9.9")));
    assertThat(quad9.required()).isFalse();
  }

  @Test
  void aHostIsAnAddressOrANameThatStandsForSome() {
    assertThat(Host.of(ADDRESS)).isEqualTo(new Host("192.0.2.1", ADDRESS));
    assertThat(Host.named("example.net").address()).isNull();
    assertThat(Host.named("example.net").text()).isEqualTo("example.net");
  }
}
