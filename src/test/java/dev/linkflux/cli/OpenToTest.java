package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenToTest {
  private static final Token ME = new Token("me", Role.OPERATE, new Source.Environment("A"));
  private static final Token HER = new Token("her", Role.READ, new Source.Environment("B"));

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 8470);
  }

  @Test
  void whatIsOpenToWhomIsSaidInOneLine() {
    assertThat(OpenTo.line(Access.LOCAL, at("127.0.0.1")))
        .isEqualTo(
            "open: from this machine everybody may read and give orders;"
                + " from elsewhere nobody can connect");
    assertThat(OpenTo.line(new Access(List.of(ME, HER), null, Set.of(), 9), at("0.0.0.0")))
        .isEqualTo(
            "open: from this machine everybody may read; orders: me (token); reading: her (token);"
                + " from elsewhere with a token only, NOT encrypted");
    assertThat(
            OpenTo.line(
                new Access(List.of(HER), new Access.Tls("/c", "/k"), Set.of(), 9), at("::")))
        .endsWith("from elsewhere with a token only, encrypted (TLS)");
  }
}
