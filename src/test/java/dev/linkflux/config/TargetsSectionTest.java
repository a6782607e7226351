package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a target is asked, as it is written in the file. */
class TargetsSectionTest {
  private static final String PIN = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private static String with(String targets) {
    return Samples.UPLINKS + "targets: [" + targets + "]\n";
  }

  private static Reading read(String targets) {
    return Configurations.parse(with(targets), "targets.yml");
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of("{address: 192.0.2.1}", new Question.Icmp(ip("192.0.2.1"))),
        Arguments.of("{address: '2001:db8::1', kind: icmp}", new Question.Icmp(ip("2001:db8::1"))),
        Arguments.of(
            "{address: VPS.example.net}", new Question.Icmp(Host.named("vps.example.net"))),
        Arguments.of(
            "{address: vps.example.net, kind: udp, port: 7}",
            new Question.Echo(Host.named("vps.example.net"), 7)),
        Arguments.of(
            "{address: vps.example.net, kind: udp, protocol: stamp}",
            new Question.Stamp(Host.named("vps.example.net"), 862, null)),
        Arguments.of(
            "{address: 192.0.2.1, kind: udp, port: 7}", new Question.Echo(ip("192.0.2.1"), 7)),
        Arguments.of(
            "{address: '[2001:db8::1]:7', kind: udp, protocol: echo}",
            new Question.Echo(ip("2001:db8::1"), 7)),
        Arguments.of(
            "{address: 192.0.2.1, kind: udp, protocol: stamp}",
            new Question.Stamp(ip("192.0.2.1"), 862, null)),
        Arguments.of(
            "{address: '2001:db8::1', kind: udp, protocol: stamp, port: 8620, keyFile: /k}",
            new Question.Stamp(ip("2001:db8::1"), 8620, "/k")),
        Arguments.of(
            "{address: VPS.example.net.:443, kind: tcp}",
            new Question.Tcp(Host.named("vps.example.net"), 443)),
        Arguments.of(
            "{address: '2001:db8::1', port: 22, kind: tcp}",
            new Question.Tcp(Host.of(ip("2001:db8::1")), 22)),
        Arguments.of(
            "{address: 'https://example.net/generate_204?a=b', kind: http, status: 204}",
            new Question.Http(
                true,
                Host.named("example.net"),
                443,
                "/generate_204?a=b",
                204,
                "",
                null,
                Question.Http.DEFAULT_BYTES)),
        Arguments.of(
            "{address: 'HTTP://192.0.2.1:8080', kind: http, text: 'hello, world', maxBytes: 100}",
            new Question.Http(
                false, Host.of(ip("192.0.2.1")), 8080, "/", 0, "hello, world", null, 100)),
        Arguments.of(
            "{address: 'https://[2001:db8::1]/', kind: http, pin: " + PIN + "}",
            new Question.Http(
                true,
                Host.of(ip("2001:db8::1")),
                443,
                "/",
                0,
                "",
                PIN,
                Question.Http.DEFAULT_BYTES)),
        Arguments.of(
            "{address: 192.0.2.1, kind: dns, query: Example.net}",
            new Question.Dns(ip("192.0.2.1"), 53, "example.net", "A", List.of())),
        Arguments.of(
            "{address: 192.0.2.1, kind: dns, query: a.b, type: MX, expect: '10 Mail.a.b.'}",
            new Question.Dns(ip("192.0.2.1"), 53, "a.b", "MX", List.of("10 Mail.a.b."))),
        Arguments.of(
            "{address: '[2001:db8::1]:5353', kind: dns, query: a.b, type: AAAA, expect:"
                + " ['2001:DB8:0::2', '::1']}",
            new Question.Dns(
                ip("2001:db8::1"),
                5353,
                "a.b",
                "AAAA",
                List.of("2001:db8:0:0:0:0:0:2", "0:0:0:0:0:0:0:1"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aTargetIsAskedWhatStandsThereAndIsReadAgainFromWhatIsShown(String text, Question question) {
    Configuration configuration = Samples.valid(with(text));
    assertThat(configuration.settings().targets())
        .singleElement()
        .extracting(Target::question)
        .isEqualTo(question);
    assertThat(Samples.valid(configuration.effective().toString()).settings())
        .isEqualTo(configuration.settings());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {address: 'ex ample'}                               | address | is not a name
          {address: fe80::1}                                  | address | link-local
          {address: 192.0.2.1, port: 7}                       | port    | is for targets of kind udp and tcp and dns
          {address: 192.0.2.1, kind: udp}                     | address | has no port
          {address: 'fe80::1', kind: udp, port: 7}            | address | link-local
          {address: 192.0.2.1, kind: udp, port: 7, keyFile: a} | keyFile | is for protocol: stamp
          {address: 192.0.2.1, kind: udp, protocol: twamp}    | protocol | is not one of echo, stamp
          {address: 192.0.2.1:0, kind: tcp}                   | address | out of range
          {address: '2001:db8::1', kind: tcp}                 | address | has no port
          {address: 'ex ample:1', kind: tcp}                  | address | is not a name
          {address: 192.0.2.1, kind: tcp, port: 70000}        | port    | out of range
          {address: 'ftp://example.net/', kind: http}         | address | is not an address of a page
          {address: example.net, kind: http}                  | address | is not an address of a page
          {address: 'http://a:b@example.net/', kind: http}    | address | credentials do not belong here
          {address: 'http://example.net/#x', kind: http}      | address | is never sent
          {address: 'http://example.net/', kind: http, pin: sha256/AAAA} | pin | is not a pin
          {address: 'http://e.net/', kind: http, pin: 'sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='} | pin | is for https
          {address: 'http://example.net/', kind: http, status: 99} | status | out of range
          {address: 'http://example.net/', kind: http, maxBytes: 0} | maxBytes | out of range
          {address: 192.0.2.1, kind: dns}                     | query   | is missing
          {address: 192.0.2.1, kind: dns, query: 'a..b'}      | query   | is not a name
          {address: 192.0.2.1, kind: dns, query: a.b, type: ANY} | type | is not one of A
          {address: 192.0.2.1, kind: dns, query: a.b, expect: '::1'} | expect | cannot be in a record of type A
          {address: 192.0.2.1, kind: dns, query: a.b, type: MX, expect: 'mail'} | expect | cannot be in a record of type MX
          {address: 'http://example.net//x', kind: http}      | address | two slashes
          {address: ns.example.net, kind: dns, query: a.b}    | address | needs an IP address
          {address: 192.0.2.1, status: 204}                   | status  | is for targets of kind http
          """)
  void whatIsWrongIsToldWhereItStands(String target, String key, String message) {
    assertThat(read(target).problems().list())
        .anySatisfy(
            problem -> {
              assertThat(problem.path()).isEqualTo("targets[0]." + key);
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void askingTheSameTwiceIsAnErrorHoweverItIsWritten() {
    assertThat(
            read("{address: '192.0.2.1:53', kind: tcp}, {name: b, address: 192.0.2.1, port: 53,"
                    + " kind: tcp}")
                .problems()
                .list())
        .singleElement()
        .extracting(Problem::message)
        .isEqualTo("a second target is asked the same, at 192.0.2.1:53");
    assertThat(
            read("{address: 192.0.2.1:53, kind: tcp}, {name: b, address: 192.0.2.1, kind: icmp},"
                    + " {address: 192.0.2.3}")
                .problems()
                .list())
        .isEmpty();
  }
}
