package dev.linkflux.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of addresses of both families, at whole and at broken bytes. */
class PrefixTest {
  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.129, 24, 192.0.2.0",
    "192.0.2.129, 25, 192.0.2.128",
    "192.0.2.129, 31, 192.0.2.128",
    "192.0.2.129, 32, 192.0.2.129",
    "192.0.2.129, 1, 128.0.0.0",
    "192.0.2.129, 0, 0.0.0.0",
    "255.255.255.255, 23, 255.255.254.0",
    "2001:db8:ffff::1, 33, 2001:db8:8000::",
    "2001:db8::1, 64, 2001:db8::",
    "2001:db8::1, 128, 2001:db8::1",
    "ffff::1, 0, ::"
  })
  void theNetworkHasNoBitsBeyondThePrefix(String text, int length, String network) {
    assertThat(new Prefix(address(text), length).network())
        .isEqualTo(new Prefix(address(network), length));
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 33", "192.0.2.1, -1", "2001:db8::1, 129"})
  void aLengthBeyondTheFamilyIsRefused(String text, int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Prefix(address(text), length));
  }

  @Test
  void knowsHostsAndFamilies() {
    assertThat(Prefix.host(address("192.0.2.1"))).isEqualTo(new Prefix(address("192.0.2.1"), 32));
    assertThat(Prefix.host(address("2001:db8::1")).length()).isEqualTo(128);
    assertThat(Prefix.host(address("2001:db8::1")).isHost()).isTrue();
    assertThat(new Prefix(address("192.0.2.1"), 31).isHost()).isFalse();
    assertThat(new Prefix(address("2001:db8::1"), 32).isHost()).isFalse();
    assertThat(Prefix.everything(false)).isEqualTo(new Prefix(address("0.0.0.0"), 0));
    assertThat(Prefix.everything(true)).isEqualTo(new Prefix(address("::"), 0));
    assertThat(Prefix.everything(true).isIpv6()).isTrue();
    assertThat(Prefix.everything(false).isIpv6()).isFalse();
  }

  @Test
  void isWrittenAsUsual() {
    assertThat(new Prefix(address("192.0.2.1"), 24)).hasToString("192.0.2.1/24");
  }
}
