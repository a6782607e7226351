package dev.linkflux.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Prefix;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes and rules are written as ip(8) writes them. */
class WordsTest {
  private static @Nullable Prefix prefix(@Nullable String text) {
    return text == null ? null : Prefix.host(InetAddress.ofLiteral(text));
  }

  @ParameterizedTest
  @CsvSource({
    "20000, false, , 0, wan1, 1001, 20000: oif wan1 lookup 1001",
    "20001, false, , 4096, , 1001, 20001: fwmark 0x1000/0xffff lookup 1001",
    "20002, false, 10.0.0.2, 0, , 1001, 20002: from 10.0.0.2/32 lookup 1001",
    "20018, true, 2001:db8::2, 0, , 1002, -6 20018: from 2001:db8:0:0:0:0:0:2/128 lookup 1002"
  })
  void aRuleIsWrittenWithWhatItMatchesOnly(
      int priority,
      boolean ipv6,
      @Nullable String source,
      int mark,
      @Nullable String outgoing,
      int table,
      String words) {
    assertThat(new Rule(priority, ipv6, prefix(source), mark, 0xffff, outgoing, table))
        .hasToString(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10.0.0.1, 254, default via 10.0.0.1 dev wan1 table main metric 10",
    "0, , 1001, default dev wan1 table 1001 metric 10",
    "32, , 254, 0.0.0.0/32 dev wan1 table main metric 10"
  })
  void aRouteIsWrittenWithItsGatewayIfItHasOne(
      int length, @Nullable String gateway, int table, String words) {
    Prefix all = Prefix.everything(false);
    assertThat(
            new Route(
                table,
                new Prefix(all.address(), length),
                gateway == null ? null : InetAddress.ofLiteral(gateway),
                "wan1",
                2,
                10,
                null))
        .hasToString(words);
  }
}
