package dev.linkflux.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a probe and its answer are expected to cost, added up by hand. */
class CostTest {
  private static final InetAddress V4 = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");
  private static final int TCP_V4 = 4 * (20 + 32);
  private static final int TCP_V6 = 4 * (40 + 32);

  record Row(String what, Question question, int payload, long bytes) {}

  private static Question http(boolean tls, Host host) {
    return new Question.Http(tls, host, 443, "/", 204, "", null, Question.Http.DEFAULT_BYTES);
  }

  private static Question dns(InetAddress address) {
    return new Question.Dns(address, 53, "example.net", "A", List.of());
  }

  static List<Row> rows() {
    return List.of(
        new Row("ping", new Question.Icmp(V4), 16, 2 * (20 + 8 + 16)),
        new Row("ping over IPv6", new Question.Icmp(V6), 16, 2 * (40 + 8 + 16)),
        new Row("echo", new Question.Echo(V4, 7), 100, 2 * (20 + 8 + 100)),
        new Row("echo over IPv6", new Question.Echo(V6, 7), 8, 2 * (40 + 8 + 8)),
        new Row("STAMP", new Question.Stamp(V4, 862, null), 16, 2 * (20 + 8 + 44)),
        new Row("STAMP, filled up", new Question.Stamp(V4, 862, null), 45, 2 * (20 + 8 + 45)),
        new Row("STAMP with a key", new Question.Stamp(V6, 862, "key"), 16, 2 * (40 + 8 + 112)),
        new Row("connection", new Question.Tcp(Host.of(V4), 443), 16, TCP_V4),
        new Row("connection to a name", new Question.Tcp(Host.named("a"), 443), 16, TCP_V6),
        new Row("HTTP", http(false, Host.of(V4)), 16, TCP_V4 + 1500),
        new Row("HTTPS", http(true, Host.of(V6)), 16, TCP_V6 + 1500 + 6000),
        new Row("DNS", dns(V4), 16, 2 * (20 + 8) + 160),
        new Row("DNS over IPv6", dns(V6), 16, 2 * (40 + 8) + 160));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isTheSumOfItsPackets(Row row) {
    assertThat(Cost.of(row.question(), row.payload())).isEqualTo(row.bytes());
  }
}
