package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs of webhooks, taken apart. */
class AddressTest {
  @Test
  void aNameWithTheUsualPort() {
    assertThat(Address.of("https://hooks.example/services/T0/x?y=z#part"))
        .isEqualTo(new Address(true, "hooks.example", null, 443, "/services/T0/x?y=z"))
        .hasToString("hooks.example");
    assertThat(Address.of("HTTP://hooks.example"))
        .isEqualTo(new Address(false, "hooks.example", null, 80, "/"));
  }

  @Test
  void anAddressWithAPort() {
    assertThat(Address.of("http://[2001:db8::1]:8080/a"))
        .isEqualTo(
            new Address(false, "2001:db8::1", InetAddress.ofLiteral("2001:db8::1"), 8080, "/a"))
        .hasToString("[2001:db8::1]:8080");
    assertThat(Address.of("https://192.0.2.1:443").literal())
        .isEqualTo(InetAddress.ofLiteral("192.0.2.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://h/geheim", "geheim", "https:///geheim", "https://h/geheim\n", ""})
  void whatIsNoneIsNotShown(String url) {
    assertThatThrownBy(() -> Address.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageStartingWith("the URL of a webhook is ")
        .hasMessageNotContaining("geheim");
  }
}
