package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook;
import dev.linkflux.control.Hook.On;
import dev.linkflux.uplink.Nameserver;
import dev.linkflux.uplink.Naming;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of name servers, and of whom to tell. */
class NamingAndHooksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          9.9.9.9                             | 9.9.9.9    | 53   | ''             | 9.9.9.9
          9.9.9.9:5353                        | 9.9.9.9    | 5353 | ''             | 9.9.9.9:5353
          '2620:fe::fe'                       | 2620:fe::fe | 53  | ''             | 2620:fe:0:0:0:0:0:fe
          '[2620:fe::fe]'                     | 2620:fe::fe | 53  | ''             | 2620:fe:0:0:0:0:0:fe
          '[2620:fe::fe]:54'                  | 2620:fe::fe | 54  | ''             | [2620:fe:0:0:0:0:0:fe]:54
          'tls://9.9.9.9#DNS.quad9.net.'      | 9.9.9.9    | 853  | dns.quad9.net  | tls://9.9.9.9#dns.quad9.net
          'tls://9.9.9.9:8853#dns.quad9.net'  | 9.9.9.9    | 8853 | dns.quad9.net  | tls://9.9.9.9:8853#dns.quad9.net
          'tls://[2620:fe::fe]#dns.quad9.net' | 2620:fe::fe | 853 | dns.quad9.net  | tls://2620:fe:0:0:0:0:0:fe#dns.quad9.net
          {address: 9.9.9.9}                  | 9.9.9.9    | 53   | ''             | 9.9.9.9
          {address: 9.9.9.9, tls: a.b}        | 9.9.9.9    | 853  | a.b            | tls://9.9.9.9#a.b
          {address: 9.9.9.9, tls: a.b, port: 1} | 9.9.9.9  | 1    | a.b            | tls://9.9.9.9:1#a.b
          """)
  void aNameServerIsWrittenInSeveralWaysAndShownInOne(
      String written, String address, int port, String tls, String shown) {
    Configuration configuration =
        read(
            "dns: {servers: %s}"
                .formatted(
                    written.startsWith("{") ? "[" + written + "]" : "'" + written.strip() + "'"));
    assertThat(configuration.naming().nameservers())
        .containsExactly(
            new Nameserver(InetAddress.ofLiteral(address), port, tls.isEmpty() ? null : tls));
    assertThat(configuration.effective().at("/dns/servers/0").asText()).isEqualTo(shown);
  }

  @Test
  void namesHaveTheirBounds() {
    assertThat(Samples.valid(Samples.UPLINKS).naming()).isEqualTo(Naming.DEFAULT);
    assertThat(
            read("dns: {minTtl: 1s, maxTtl: 1h, limit: 60/min, stale: 0s, servers: [9.9.9.9]}")
                .naming())
        .isEqualTo(
            new Naming(
                List.of(Nameserver.at(InetAddress.ofLiteral("9.9.9.9"))),
                Map.of(),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                60,
                Duration.ZERO));
  }

  @Test
  void anUplinkMayHaveNameServersOfItsOwn() {
    Configuration configuration =
        Samples.valid(
            """
            uplinks:
              - {name: fibre, interface: wan1, nameservers: [10.2.0.1, 'tls://10.2.0.2#ns.fibre.net']}
              - {name: lte, interface: wan2, nameservers: 10.3.0.1}
              - {name: dsl, interface: wan3}
            """);
    assertThat(configuration.naming().own())
        .containsOnlyKeys("fibre", "lte")
        .containsEntry("lte", List.of(Nameserver.at(InetAddress.ofLiteral("10.3.0.1"))));
    assertThat(configuration.naming().own().get("fibre")).hasSize(2);
    assertThat(Samples.valid(configuration.effective().toString())).isEqualTo(configuration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dns: {limit: 12/min, minTtl: 5s}",
        "dns: {limit: 5/min, minTtl: 12s}",
        "dns: {limit: 60/min, minTtl: 1s}"
      })
  void aLimitThatIsNotHitIsNoWarning(String dns) {
    assertThat(Samples.problems(Samples.UPLINKS + "servers: [{address: a.b}]\n" + dns)).isEmpty();
  }

  @Test
  void nobodyIsWarnedOfALimitWithoutNames() {
    assertThat(
            Samples.problems(
                Samples.UPLINKS + "servers: [{address: 192.0.2.1}]\ndns: {limit: 1/min}"))
        .isEmpty();
  }

  @Test
  void hooksAreProgramsAndWebServers() {
    Configuration configuration =
        read(
            """
            hooks:
              - {run: /bin/true}
              - {run: [/bin/true, a b, ''], on: [server, election], timeout: 1s}
              - {url: 'HTTPS://example.net', on: transition}
              - {url: 'http://192.0.2.1:81/x?y', secret: /nonexistent/s}
            """);
    assertThat(configuration.hooks())
        .containsExactly(
            new Hook.Program(List.of("/bin/true"), EnumSet.allOf(On.class), Hook.DEFAULT_TIMEOUT),
            new Hook.Program(
                List.of("/bin/true", "a b", ""),
                Set.of(On.ELECTION, On.SERVER),
                Duration.ofSeconds(1)),
            new Hook.Webhook(
                "https://example.net/", null, Set.of(On.TRANSITION), Hook.DEFAULT_TIMEOUT),
            new Hook.Webhook(
                "http://192.0.2.1:81/x?y",
                "/nonexistent/s",
                EnumSet.allOf(On.class),
                Hook.DEFAULT_TIMEOUT));
    assertThat(configuration.effective().at("/hooks/1"))
        .hasToString(
            "{\"run\":[\"/bin/true\",\"a"
                + " b\",\"\"],\"on\":[\"election\",\"server\"],\"timeout\":\"1s\"}");
    assertThat(Configurations.fromTrace(configuration.effective()).problems().list()).isEmpty();
  }

  @Test
  void aProgramThatCannotBeRunIsAWarning(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("hook"), "#!/bin/sh\n");
    String hook = Samples.UPLINKS + "hooks: [{run: " + file + "}]\n";
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Samples.problems(hook))
        .singleElement()
        .asString()
        .contains("cannot be run", "chmod +x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(Samples.problems(hook)).isEmpty();
  }

  @Test
  void thereIsAnEndToHooks() {
    String many = "{run: /bin/true}, ".repeat(16) + "{run: /bin/true}";
    assertThat(Samples.problems(Samples.UPLINKS + "hooks: [" + many + "]"))
        .singleElement()
        .asString()
        .contains("there are 17; at most 16");
  }

  private static Configuration read(String more) {
    Configuration configuration = Samples.valid(Samples.UPLINKS + more);
    Configuration again = Samples.valid(configuration.effective().toString());
    assertThat(again.effective()).isEqualTo(configuration.effective());
    assertThat(again.settings()).isEqualTo(configuration.settings());
    return configuration;
  }
}
