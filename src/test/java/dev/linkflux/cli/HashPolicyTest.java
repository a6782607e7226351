package dev.linkflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.config.Configurations;
import dev.linkflux.config.Reading;
import dev.linkflux.control.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashPolicyTest {
  @TempDir private Path settings;

  private static Settings strategy(String strategy) {
    String text =
        "uplinks: [{interface: a}, {interface: b}]\nelection: {strategy: " + strategy + "}\n";
    return switch (Configurations.parse(text, "test.yml")) {
      case Reading.Valid(var configuration, _) -> configuration.settings();
      case Reading.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private void policies(String v4, String v6) throws IOException {
    for (String net : new String[] {"ipv4", "ipv6"}) {
      Path directory = Files.createDirectories(settings.resolve("net").resolve(net));
      Files.writeString(
          directory.resolve("fib_multipath_hash_policy"), (net.equals("ipv4") ? v4 : v6) + "\n");
    }
  }

  @Test
  void whoBalancesByAddressesAloneIsToldOfIt() throws IOException {
    policies("0", "0");
    assertThat(HashPolicy.hint(strategy("balance"), settings))
        .hasValue(
            "hint: net.ipv4.fib_multipath_hash_policy and net.ipv6.fib_multipath_hash_policy is 0:"
                + " all flows between two hosts take one uplink; 1 spreads them by port, too");
    policies("1", "0");
    assertThat(HashPolicy.hint(strategy("balance"), settings).orElseThrow())
        .startsWith("hint: net.ipv6.fib_multipath_hash_policy is 0");
  }

  @Test
  void nothingIsSaidWhereItDoesNotMatterOrIsNotKnown() throws IOException {
    assertThat(HashPolicy.hint(strategy("balance"), settings)).isEmpty();
    policies("0", "0");
    assertThat(HashPolicy.hint(strategy("failover"), settings)).isEmpty();
    policies("1", "3");
    assertThat(HashPolicy.hint(strategy("balance"), settings)).isEmpty();
  }
}
