package dev.linkflux.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Check.Api;
import dev.linkflux.uplink.Check.Credentials;
import dev.linkflux.uplink.Check.Kind;
import dev.linkflux.uplink.Check.Trust;
import dev.linkflux.uplink.Host;
import dev.linkflux.uplink.Question;
import dev.linkflux.uplink.Server;
import dev.linkflux.uplink.Server.Hysteresis;
import dev.linkflux.uplink.Server.Returning;
import dev.linkflux.uplink.Server.Role;
import dev.linkflux.uplink.Server.Through;
import dev.linkflux.uplink.ServerId;
import dev.linkflux.uplink.Target;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of servers: every key, what is taken where none is given, and how it is shown. */
class ServersSectionTest {
  private static final String PIN = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void aServerHasOnlyToSayWhereItIs() {
    assertThat(server("{address: 192.0.2.10}"))
        .isEqualTo(
            new Server(
                new ServerId("192.0.2.10", 0),
                List.of(host("192.0.2.10")),
                Role.MAIN,
                Through.CARRYING,
                new Check(
                    Kind.PING, 443, Api.DEFAULT, Duration.ofSeconds(5), Duration.ofSeconds(3)),
                new Hysteresis(Duration.ofSeconds(2), 3, Duration.ofSeconds(20), Returning.AUTO)));
  }

  @Test
  void everyKeyOfAnOpenMptcprouterServerIsRead() {
    Server server =
        server(
            """
            {name: vps, address: ['VPS.example.net.', 192.0.2.10, '2001:db8::1'], port: 65501,
             check: api+ping, type: omr, path: '/x?y=z', status: 204, text: welcome, pin: first-use,
             credentials: {username: me, file: /nonexistent/../p}, clock: 30s, interval: 9s,
             timeout: 4s, confirm: 0s, fails: 7, holdDown: 1m, role: main, return: when-idle,
             routes: each}, {address: 192.0.2.99}\
            """);
    assertThat(server)
        .isEqualTo(
            new Server(
                new ServerId("vps", 0),
                List.of(Host.named("vps.example.net"), host("192.0.2.10"), host("2001:db8::1")),
                Role.MAIN,
                Through.EACH,
                new Check(
                    Kind.API_PING,
                    65_501,
                    new Api(
                        Check.Type.OMR,
                        "/x?y=z",
                        204,
                        "welcome",
                        new Trust.FirstUse(),
                        new Credentials("me", "/p", null),
                        Duration.ofSeconds(30)),
                    Duration.ofSeconds(9),
                    Duration.ofSeconds(4)),
                new Hysteresis(Duration.ZERO, 7, Duration.ofMinutes(1), Returning.WHEN_IDLE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                               | PING     | 443
          check: ping, port: 22            | PING     | 22
          check: none                      | NONE     | 443
          check: api                       | API      | 443
          check: api+ping                  | API_PING | 443
          type: https                      | API      | 443
          type: omr, pin: first-use        | API      | 65500
          type: omr, port: 443, check: api+ping, pin: first-use | API_PING | 443
          path: /health                    | API      | 443
          status: 200                      | API      | 443
          text: fine                       | API      | 443
          pin: first-use                   | API      | 443
          port: 8443                       | PING     | 8443
          """)
  void theApiIsAskedIfAnythingIsSaidOfIt(String keys, Kind kind, int port) {
    Server server = server("{name: vps, address: vps.example.net, " + keys + "}");
    assertThat(server.check().kind()).isEqualTo(kind);
    assertThat(server.check().port()).isEqualTo(port);
  }

  @Test
  void aKeyIsPinnedAndAPasswordMayBeInTheEnvironment() {
    Api api =
        server("{address: a.b, type: omr, pin: %s, credentials: {environment: P_1}}".formatted(PIN))
            .check()
            .api();
    assertThat(api.trust()).isEqualTo(new Trust.Pin(PIN));
    assertThat(api.credentials())
        .isEqualTo(new Credentials(Credentials.DEFAULT_USERNAME, null, "P_1"));
  }

  @Test
  void aBackupHasNoReturnOfItsOwn() {
    Configuration configuration =
        read(
            "{name: vps, address: a.b, return: manual}, {name: spare, address: c.d, role: backup}");
    assertThat(configuration.settings().servers())
        .extracting(Server::role, server -> server.hysteresis().returning())
        .containsExactly(tuple(Role.MAIN, Returning.MANUAL), tuple(Role.BACKUP, Returning.AUTO));
    assertThat(configuration.effective().at("/servers/1").has("return")).isFalse();
  }

  @Test
  void whatIsShownHasAllThatHoldsAndNothingElse() {
    assertThat(read("{name: vps, address: a.b}").effective().at("/servers/0"))
        .hasToString(
            "{\"name\":\"vps\",\"address\":[\"a.b\"],\"port\":443,\"check\":\"ping\",\"interval\":\"5s\","
                + "\"timeout\":\"3s\",\"confirm\":\"2s\",\"fails\":3,\"holdDown\":\"20s\",\"role\":\"main\","
                + "\"return\":\"auto\",\"routes\":\"carrying\"}");
    assertThat(read("{name: vps, address: a.b, check: none}").effective().at("/servers/0"))
        .hasToString(
            "{\"name\":\"vps\",\"address\":[\"a.b\"],\"port\":443,\"check\":\"none\",\"role\":\"main\","
                + "\"return\":\"auto\",\"routes\":\"carrying\"}");
    assertThat(
            read("{name: vps, address: a.b, type: omr, pin: first-use, credentials: {file: /p}}")
                .effective()
                .at("/servers/0"))
        .hasToString(
            "{\"name\":\"vps\",\"address\":[\"a.b\"],\"port\":65500,\"check\":\"api\",\"type\":\"omr\","
                + "\"path\":\"/\",\"pin\":\"first-use\",\"credentials\":{\"username\":\"openmptcprouter\","
                + "\"file\":\"/p\"},\"clock\":\"10s\",\"interval\":\"5s\",\"timeout\":\"3s\",\"confirm\":\"2s\","
                + "\"fails\":3,\"holdDown\":\"20s\",\"role\":\"main\",\"return\":\"auto\","
                + "\"routes\":\"carrying\"}");
  }

  @Test
  void aSecretIsInNoMessageWhereverItStands() {
    for (String keys :
        List.of(
            "password: hunter2",
            "passwd: hunter2",
            "token: hunter2",
            "type: omr, credentials: hunter2",
            "type: omr, credentials: {password: hunter2}",
            "type: omr, credentials: {file: hunter2}",
            "type: omr, credentials: {environment: 'hunter2!'}",
            "path: 'https://me:hunter2@a.b/'")) {
      assertThat(Samples.problems(text("{address: a.b, " + keys + "}")))
          .as(keys)
          .isNotEmpty()
          .noneMatch(problem -> problem.contains("hunter2"));
    }
    assertThat(Samples.problems(text("{address: 'https://me:hunter2@a.b/'}")))
        .singleElement()
        .asString()
        .doesNotContain("hunter2");
  }

  @Test
  void aPasswordThatEverybodyMayReadIsAWarning(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "hunter2");
    String server = text("{address: a.b, type: omr, pin: first-use, credentials: {file: %s}}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Samples.problems(server.formatted(file)))
        .singleElement()
        .asString()
        .contains("may be read by everybody");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(Samples.problems(server.formatted(file))).isEmpty();
  }

  @Test
  void filesAreOfNoInterestToAReplay() {
    Configuration configuration =
        read("{address: a.b, type: omr, pin: first-use, credentials: {file: /nonexistent/p}}");
    assertThat(Configurations.fromTrace(configuration.effective()).problems().list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {server: vps}                               | vps   | vps.example.net:65500
          {server: spare}                             | spare | 192.0.2.7
          {server: spare, kind: tcp}                  | spare | 192.0.2.7:443
          {server: spare, kind: tcp, port: 22}        | spare | 192.0.2.7:22
          {server: vps, kind: icmp, name: x}          | x     | vps.example.net
          {server: vps, kind: udp, port: 7}           | vps   | vps.example.net:7
          {server: vps, kind: udp, protocol: stamp}   | vps   | vps.example.net:862
          """)
  void aServerMayBeATarget(String target, String name, String asked) {
    Configuration configuration =
        Samples.valid(
            text(
                    """
                    {name: vps, address: [vps.example.net, 192.0.2.6], type: omr, pin: first-use},
                    {name: spare, address: 192.0.2.7, role: backup}\
                    """)
                + "targets: ["
                + target
                + "]");
    Target read = configuration.settings().targets().getFirst();
    assertThat(read.name()).isEqualTo(name);
    assertThat(QuestionKeys.address(read.question())).isEqualTo(asked);
    assertThat(read.question()).isNotInstanceOf(Question.Http.class);
    assertThat(Samples.valid(configuration.effective().toString())).isEqualTo(configuration);
  }

  private static Server server(String servers) {
    return read(servers).settings().servers().getFirst();
  }

  private static Configuration read(String servers) {
    Configuration configuration = Samples.valid(text(servers));
    assertThat(Samples.valid(configuration.effective().toString())).isEqualTo(configuration);
    return configuration;
  }

  private static String text(String servers) {
    return Samples.UPLINKS + "servers: [" + servers.replace("\n", " ") + "]\n";
  }

  private static Host host(String literal) {
    return Host.of(InetAddress.ofLiteral(literal));
  }
}
