package dev.linkflux.stream.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of who may what. */
class GatekeeperTest {
  private static final String READ = "read-0123456789abcdef";
  private static final String OPERATE = "operate-0123456789abcdef";
  private static final String READER = "https://reader.example";

  @TempDir private Path directory;
  private final Random random = new Random(1);
  private final List<String> told = new ArrayList<>();
  private List<Token> tokens = List.of();

  @BeforeEach
  void write() throws Exception {
    tokens =
        List.of(
            new Token("grafana", Role.READ, file("read", READ)),
            new Token("me", Role.OPERATE, file("operate", OPERATE)));
  }

  private Source file(String name, String text) throws Exception {
    return new Source.File(Files.writeString(directory.resolve(name), text + "\n").toString());
  }

  private Gatekeeper keeper(List<Token> of) {
    Gatekeeper keeper =
        new Gatekeeper(
            new Access(of, null, Set.of(READER), 10),
            new Hosts(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8470)),
            random::nextBytes);
    keeper.change(Tokens.read(of, new HashMap<>(), told::add));
    return keeper;
  }

  private List<Token> configured(String which) {
    return switch (which) {
      case "none" -> List.of();
      case "read" -> tokens.subList(0, 1);
      default -> tokens;
    };
  }

  private static Asked asked(
      String from, String host, @Nullable String token, String method, String path) {
    return new Asked(
        InetAddress.ofLiteral(from),
        InetAddress.ofLiteral("192.0.2.1"),
        false,
        false,
        method,
        switch (path) {
          case "/" -> Asked.About.OPEN;
          case "session" -> Asked.About.SESSION;
          default -> Asked.About.GUARDED;
        },
        host,
        token == null ? null : "Bearer " + token,
        null,
        null,
        null,
        null,
        null);
  }

  private static Asked with(
      Asked asked, @Nullable String origin, @Nullable String site, @Nullable String mode) {
    return new Asked(
        asked.from(),
        asked.own(),
        asked.encrypted(),
        asked.forwarded(),
        asked.method(),
        asked.about(),
        asked.host(),
        asked.authorization(),
        asked.cookie(),
        origin,
        site,
        mode,
        asked.method().equals("OPTIONS") ? "GET" : null);
  }

  private static Asked withCookie(Asked asked, String cookie) {
    return new Asked(
        asked.from(),
        asked.own(),
        asked.encrypted(),
        asked.forwarded(),
        asked.method(),
        asked.about(),
        asked.host(),
        asked.authorization(),
        cookie,
        asked.origin(),
        asked.site(),
        asked.mode(),
        asked.wanted());
  }

  private static String said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Admitted(Caller caller, @Nullable String origin) ->
          "%s%s%s%s%s"
              .formatted(
                  caller.by().wire(),
                  caller.may(Role.READ) ? " r" : "",
                  caller.may(Role.OPERATE) ? " o" : "",
                  caller.login() ? " login" : "",
                  origin == null ? "" : " " + origin);
      case Verdict.Preflight(String origin) -> "preflight " + origin;
      case Verdict.Refused refused ->
          refused.status() + (refused.challenge() == null ? "" : " challenge");
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # tokens | from      | host         | shown   | method | path    | answer
          none     | 127.0.0.1 | localhost    |         | GET    | /x      | loopback r o
          none     | ::1       | [::1]:8470   |         | PUT    | /x      | loopback r o
          none     | 192.0.2.1 | 192.0.2.1    |         | DELETE | /x      | loopback r o
          none     | 127.0.0.1 |              |         | GET    | /x      | loopback r o
          none     | 127.0.0.1 | evil.example |         | GET    | /x      | 421
          none     | 127.0.0.1 | evil.example |         | GET    | /       | 421
          none     | 127.0.0.1 | evil.example |         | POST   | session | 421
          none     | 127.0.0.1 | localhost    | wrong   | GET    | /x      | 401 challenge
          none     | 192.0.2.7 | 192.0.2.1    |         | GET    | /x      | 403
          none     | 192.0.2.7 | 192.0.2.1    |         | PUT    | /x      | 403
          none     | 192.0.2.7 | 192.0.2.1    |         | GET    | /       | nobody
          read     | 127.0.0.1 | localhost    |         | GET    | /x      | loopback r o
          read     | 127.0.0.1 | localhost    |         | PUT    | /x      | loopback r o
          read     | 127.0.0.1 | localhost    | read    | PUT    | /x      | token r o
          read     | 192.0.2.7 | 192.0.2.1    |         | GET    | /x      | 401 challenge
          read     | 192.0.2.7 | 192.0.2.1    | read    | GET    | /x      | token r
          read     | 192.0.2.7 | 192.0.2.1    | read    | PUT    | /x      | 403
          read     | 192.0.2.7 | 192.0.2.1    | operate | GET    | /x      | 401 challenge
          both     | 127.0.0.1 | localhost    |         | GET    | /x      | loopback r login
          both     | 127.0.0.1 | localhost    |         | HEAD   | /x      | loopback r login
          both     | 127.0.0.1 | localhost    |         | PUT    | /x      | 401 challenge
          both     | 127.0.0.1 | localhost    |         | POST   | /x      | 401 challenge
          both     | 127.0.0.1 | localhost    | read    | PUT    | /x      | 403
          both     | 127.0.0.1 | localhost    | operate | PUT    | /x      | token r o
          both     | 127.0.0.1 | localhost    | wrong   | GET    | /x      | 401 challenge
          both     | 127.0.0.1 | localhost    | wrong   | GET    | /       | 401 challenge
          both     | 127.0.0.1 | evil.example |         | GET    | /x      | 401 challenge
          both     | 127.0.0.1 | evil.example |         | GET    | /       | nobody login
          both     | 127.0.0.1 | evil.example | operate | PUT    | /x      | token r o
          both     | 192.0.2.7 | home.example |         | GET    | /       | nobody login
          both     | 192.0.2.7 | home.example |         | PUT    | /       | 401 challenge
          both     | 192.0.2.7 | home.example |         | GET    | session | nobody login
          both     | 192.0.2.7 | home.example |         | GET    | /x      | 401 challenge
          both     | 192.0.2.7 | home.example |         | PUT    | /x      | 401 challenge
          both     | 192.0.2.7 | home.example | read    | GET    | /x      | token r login
          both     | 192.0.2.7 | home.example | read    | PUT    | /x      | 403
          both     | 192.0.2.7 | home.example | operate | PUT    | /x      | token r o
          both     | 192.0.2.7 | home.example | operate | POST   | session | token r o
          both     | 192.0.2.7 | home.example | wrong   | POST   | session | 401 challenge
          """)
  void aRequestIsJudged(
      String configured,
      String from,
      @Nullable String host,
      @Nullable String shown,
      String method,
      String path,
      String answer) {
    String token = shown == null ? null : shown + "-0123456789abcdef";
    Asked asked = asked(from, host == null ? "" : host, token, method, path);
    Asked sent = host == null ? withoutHost(asked) : asked;
    assertThat(said(keeper(configured(configured)).judge(sent, 0))).isEqualTo(answer);
  }

  private static Asked withoutHost(Asked asked) {
    return new Asked(
        asked.from(),
        asked.own(),
        false,
        false,
        asked.method(),
        asked.about(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # method | path    | origin                  | site        | mode     | answer
          GET      | /x      | http://localhost:8470   |             |          | loopback r o
          PUT      | /x      | http://localhost:8470   |             |          | loopback r o
          PUT      | /x      | https://localhost:8470  | same-origin | cors     | loopback r o
          PUT      | /x      |                         | same-origin | cors     | loopback r o
          PUT      | /x      |                         | none        | navigate | loopback r o
          PUT      | /x      | http://localhost        |             |          | 403
          PUT      | /x      | http://localhost:8471   | same-site   |          | 403
          PUT      | /x      | null                    | cross-site  |          | 403
          PUT      | /x      |                         | cross-site  | no-cors  | 403
          PUT      | /x      |                         | cross-site  | navigate | 403
          PUT      | /x      |                         | same-site   |          | 403
          PUT      | /x      | https://evil.example    |             |          | 403
          PUT      | /x      | https://reader.example  |             |          | 403
          POST     | session | https://evil.example    |             |          | 403
          DELETE   | session | https://reader.example  |             |          | 403
          GET      | session | https://evil.example    |             |          | 403
          GET      | /x      | https://evil.example    |             |          | 403
          GET      | /x      | null                    |             |          | 403
          GET      | /x      |                         | cross-site  | no-cors  | 403
          GET      | /x      |                         | same-site   | no-cors  | 403
          GET      | /x      |                         | cross-site  | navigate | loopback r o
          GET      | /       |                         | cross-site  | navigate | loopback r o
          GET      | /       | https://evil.example    | cross-site  | no-cors  | loopback r o
          GET      | /x      | https://reader.example  | cross-site  | cors     | loopback r o https://reader.example
          GET      | /x      | HTTPS://Reader.example  | cross-site  | cors     | loopback r o HTTPS://Reader.example
          GET      | /x      | http://reader.example   | cross-site  | cors     | 403
          GET      | /x      | https://reader.example.evil | cross-site | cors  | 403
          OPTIONS  | /x      | https://reader.example  | cross-site  | cors     | preflight https://reader.example
          OPTIONS  | /x      | https://evil.example    | cross-site  | cors     | 403
          """)
  void aPageIsJudgedByWhereItIsFrom(
      String method,
      String path,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String mode,
      String answer) {
    Asked asked =
        with(asked("127.0.0.1", "localhost:8470", null, method, path), origin, site, mode);
    assertThat(said(keeper(List.of()).judge(asked, 0))).isEqualTo(answer);
  }

  @Test
  void overTlsOnlyAPageThatCameOverTlsIsOurs() {
    for (String scheme : List.of("http", "https")) {
      Asked plain = asked("127.0.0.1", "localhost:8470", null, "PUT", "/x");
      Asked asked =
          new Asked(
              plain.from(),
              plain.own(),
              true,
              false,
              "PUT",
              plain.about(),
              plain.host(),
              null,
              null,
              scheme + "://localhost:8470",
              null,
              null,
              null);
      assertThat(said(keeper(List.of()).judge(asked, 0)))
          .isEqualTo(scheme.equals("http") ? "403" : "loopback r o");
    }
  }

  @Test
  void whoComesThroughAProxyIsNotOfThisMachineOnceThereAreTokens() {
    Asked direct = asked("127.0.0.1", "localhost", null, "GET", "/x");
    Asked forwarded =
        new Asked(
            direct.from(),
            direct.own(),
            false,
            true,
            "GET",
            direct.about(),
            direct.host(),
            null,
            null,
            null,
            null,
            null,
            null);
    assertThat(said(keeper(tokens).judge(forwarded, 0))).isEqualTo("401 challenge");
    assertThat(said(keeper(List.of()).judge(forwarded, 0))).isEqualTo("loopback r o");
  }

  @Test
  void aSessionStandsForItsToken() {
    Gatekeeper keeper = keeper(tokens);
    String id = keeper.open(asked("192.0.2.7", "h", OPERATE, "POST", "session"), 0);
    assertThat(id).hasSize(43);
    Asked bare = asked("192.0.2.7", "h", null, "PUT", "/x");
    assertThat(said(keeper.judge(withCookie(bare, "a=b; linkflux=" + id), 1)))
        .isEqualTo("session r o");
    assertThat(said(keeper.judge(withCookie(bare, "__Host-linkflux=" + id + "; linkflux=x"), 1)))
        .isEqualTo("session r o");
    assertThat(said(keeper.judge(withCookie(bare, "linkflux=" + id + "x"), 1)))
        .isEqualTo("401 challenge");
    assertThat(keeper.wrongTokens()).isZero();

    keeper.end(String.valueOf(id));
    assertThat(said(keeper.judge(withCookie(bare, "linkflux=" + id), 2)))
        .isEqualTo("401 challenge");
    assertThat(keeper.open(asked("192.0.2.7", "h", null, "POST", "session"), 0)).isNull();
  }

  @Test
  void aSessionEndsTwelveHoursAfterItsLastUse() {
    Gatekeeper keeper = keeper(tokens);
    String id = keeper.open(asked("192.0.2.7", "h", READ, "POST", "session"), 0);
    Asked asked = withCookie(asked("192.0.2.7", "h", null, "GET", "/x"), "linkflux=" + id);
    long hours = Duration.ofHours(12).toNanos();
    assertThat(said(keeper.judge(asked, hours))).isEqualTo("session r login");
    assertThat(said(keeper.judge(asked, 2 * hours))).isEqualTo("session r login");
    assertThat(said(keeper.judge(asked, 3 * hours + 1))).isEqualTo("401 challenge");
    assertThat(keeper.sessions()).isZero();
  }

  @Test
  void thereIsAnEndToSessions() {
    Gatekeeper keeper = keeper(tokens);
    Asked login = asked("192.0.2.7", "h", READ, "POST", "session");
    String first = keeper.open(login, 0);
    for (int i = 0; i < 1000; i++) {
      keeper.open(login, i);
    }
    assertThat(keeper.sessions()).isEqualTo(Sessions.MOST);
    Asked asked = withCookie(asked("192.0.2.7", "h", null, "GET", "/x"), "linkflux=" + first);
    assertThat(said(keeper.judge(asked, 1000))).isEqualTo("401 challenge");
  }

  @Test
  void aTokenThatIsTakenAwayOpensNothingAndEndsWhatItHasOpened() throws Exception {
    Gatekeeper keeper = keeper(tokens);
    Asked asked = asked("192.0.2.7", "h", READ, "GET", "/x");
    String id = keeper.open(asked, 0);
    Caller caller = ((Verdict.Admitted) keeper.judge(asked, 0)).caller();
    Asked otherwise = asked("192.0.2.7", "h", OPERATE, "GET", "/x");
    Caller other = ((Verdict.Admitted) keeper.judge(otherwise, 0)).caller();
    assertThat(keeper.holds(asked.unproved(), caller, 0)).isTrue();

    Files.delete(directory.resolve("read"));
    HashMap<String, String> troubles = new HashMap<>();
    keeper.change(Tokens.read(tokens, troubles, told::add));

    assertThat(keeper.holds(asked.unproved(), caller, 0)).isFalse();
    assertThat(keeper.holds(otherwise.unproved(), other, 0)).isTrue();
    assertThat(said(keeper.judge(asked, 0))).isEqualTo("401 challenge");
    assertThat(
            said(
                keeper.judge(
                    withCookie(asked("192.0.2.7", "h", null, "GET", "/x"), "linkflux=" + id), 0)))
        .isEqualTo("401 challenge");
    assertThat(told).singleElement().asString().contains("grafana").doesNotContain(READ);
    keeper.change(Tokens.read(tokens, troubles, told::add));
    assertThat(told).hasSize(1);

    Files.writeString(directory.resolve("read"), OPERATE + "x");
    keeper.change(Tokens.read(tokens, troubles, told::add));
    assertThat(told).hasSize(2).last().asString().contains("there again");
    assertThat(said(keeper.judge(asked("192.0.2.7", "h", OPERATE + "x", "GET", "/x"), 0)))
        .isEqualTo("token r login");
  }

  private void follow(Gatekeeper keeper, List<Token> now, String... readers) {
    keeper.change(
        new Access(now, null, Set.of(readers), 10), Tokens.read(now, new HashMap<>(), told::add));
  }

  @Test
  void ofAnotherAccessAllHoldsAtOnceAndWhatBothHaveGoesOn() {
    Gatekeeper keeper = keeper(tokens);
    Asked reading = asked("192.0.2.7", "h", READ, "GET", "/x");
    Asked ordering = asked("192.0.2.7", "h", OPERATE, "PUT", "/x");
    Asked bare = asked("192.0.2.7", "h", null, "GET", "/x");
    Asked hers = withCookie(bare, "linkflux=" + keeper.open(reading, 0));
    Asked mine = withCookie(bare, "linkflux=" + keeper.open(ordering, 0));

    follow(keeper, tokens.subList(1, 2), READER);
    assertThat(said(keeper.judge(reading, 1))).isEqualTo("401 challenge");
    assertThat(said(keeper.judge(hers, 1))).isEqualTo("401 challenge");
    assertThat(said(keeper.judge(ordering, 1))).isEqualTo("token r o");
    assertThat(said(keeper.judge(mine, 1))).isEqualTo("session r o");
    assertThat(keeper.sessions()).isEqualTo(1);

    follow(keeper, tokens, READER);
    assertThat(said(keeper.judge(reading, 2))).isEqualTo("token r login");
    assertThat(said(keeper.judge(hers, 2))).isEqualTo("401 challenge"); // it has ended
  }

  @Test
  void aTokenThatMayLessNowIsNoLongerWhatItWas() {
    Gatekeeper keeper = keeper(tokens);
    Asked ordering = asked("192.0.2.7", "h", OPERATE, "PUT", "/x");
    Asked reading = asked("192.0.2.7", "h", OPERATE, "GET", "/x");
    Caller caller = ((Verdict.Admitted) keeper.judge(reading, 0)).caller();
    Asked session =
        withCookie(
            asked("192.0.2.7", "h", null, "PUT", "/x"), "linkflux=" + keeper.open(reading, 0));

    follow(keeper, List.of(new Token("me", Role.READ, tokens.getLast().source())), READER);
    assertThat(said(keeper.judge(ordering, 1))).isEqualTo("403");
    assertThat(said(keeper.judge(session, 1))).isEqualTo("401 challenge");
    assertThat(keeper.holds(reading.unproved(), caller, 1)).isFalse();
  }

  @Test
  void ordersFromHereWantATokenFromTheMomentThatThereIsOne() {
    Gatekeeper keeper = keeper(List.of());
    Asked order = asked("127.0.0.1", "localhost", null, "PUT", "/x");
    assertThat(said(keeper.judge(order, 0))).isEqualTo("loopback r o");
    follow(keeper, tokens);
    assertThat(said(keeper.judge(order, 1))).isEqualTo("401 challenge");
    follow(keeper, tokens.subList(0, 1));
    assertThat(said(keeper.judge(order, 2))).isEqualTo("loopback r o");
  }

  @Test
  void aStreamThatWasLetInWithoutATokenEndsWhereOneIsWantedNow() {
    Gatekeeper keeper = keeper(List.of());
    Asked page =
        with(asked("127.0.0.1", "localhost", null, "GET", "/x"), READER, "cross-site", "cors");
    Asked direct = asked("127.0.0.1", "localhost", null, "GET", "/x");
    Asked forwarded =
        new Asked(
            direct.from(),
            direct.own(),
            false,
            true,
            "GET",
            direct.about(),
            direct.host(),
            null,
            null,
            null,
            null,
            null,
            null);
    for (Asked asked : List.of(page, direct, forwarded)) {
      Caller caller = ((Verdict.Admitted) keeper.judge(asked, 0)).caller();
      follow(keeper, tokens);
      assertThat(keeper.holds(asked, caller, 1)).as("%s", asked).isEqualTo(asked.equals(direct));
      follow(keeper, List.of(), READER);
      assertThat(keeper.holds(asked, caller, 2)).as("%s", asked).isTrue();
    }
  }

  @Test
  void whatIsKnownOfWrongTokensOutlivesAnotherAccess() {
    Gatekeeper keeper = keeper(tokens);
    Asked wrong = asked("192.0.2.7", "h", "wrong", "GET", "/x");
    Duration last = Duration.ZERO;
    for (int i = 0; i < 4; i++) {
      last = ((Verdict.Refused) keeper.judge(wrong, i)).after();
    }
    follow(keeper, tokens.subList(0, 1), READER);
    assertThat(((Verdict.Refused) keeper.judge(wrong, 5)).after()).isEqualTo(last.multipliedBy(2));
    assertThat(keeper.wrongTokens()).isEqualTo(5);

    for (int i = 0; i < 100; i++) {
      keeper.judge(wrong, 6);
    }
    follow(keeper, tokens, READER);
    assertThat(said(keeper.judge(wrong, 7))).isEqualTo("429");
  }

  @Test
  void ofATokenThatIsNoLongerNamedNothingIsTold() throws Exception {
    List<Token> now = List.of(new Token("gone", Role.READ, new Source.File("/nowhere/token")));
    Gatekeeper keeper = keeper(List.of());
    TokenFiles files = new TokenFiles(new Access(now, null, Set.of(), 10), keeper, told::add);
    files.read();
    assertThat(told).singleElement().asString().contains("gone opens nothing");
    files.follow(new Access(tokens, null, Set.of(), 10));
    assertThat(told).hasSize(1);
    Files.delete(directory.resolve("read"));
    files.read();
    assertThat(told).hasSize(2).last().asString().contains("grafana opens nothing");
  }

  @Test
  void wrongTokensAreHeldBackLongerAndLongerAndARightOneIsNot() {
    Gatekeeper keeper = keeper(tokens);
    List<Duration> held = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Verdict.Refused refused =
          (Verdict.Refused) keeper.judge(asked("192.0.2.7", "h", "wrong" + i, "GET", "/x"), i);
      held.add(refused.after());
    }
    assertThat(held).isSorted().first().isEqualTo(Duration.ofMillis(250));
    assertThat(held).last().isEqualTo(Attempts.LONGEST);
    assertThat(keeper.wrongTokens()).isEqualTo(8);
    assertThat(said(keeper.judge(asked("192.0.2.7", "h", READ, "GET", "/x"), 9)))
        .isEqualTo("token r login");
  }

  @Test
  void tooManyWrongOnesOfOneAddressAreNotLookedAtAndTheOthersAre() {
    Gatekeeper keeper = keeper(tokens);
    for (int i = 0; i < 200; i++) {
      keeper.judge(asked("2001:db8::" + Integer.toHexString(i + 1), "h", "wrong", "GET", "/x"), 0);
    }
    assertThat(keeper.wrongTokens()).isEqualTo(Attempts.WAITING);
    assertThat(said(keeper.judge(asked("2001:db8::ffff", "h", READ, "GET", "/x"), 0)))
        .isEqualTo("429");
    assertThat(said(keeper.judge(asked("2001:db8:0:1::1", "h", READ, "GET", "/x"), 0)))
        .isEqualTo("token r login");
    assertThat(said(keeper.judge(asked("2001:db8::1", "h", READ, "GET", "/x"), 10_000_000_000L)))
        .isEqualTo("token r login");
  }

  @Test
  void noSecretIsInWhatIsPrinted() {
    Gatekeeper keeper = keeper(tokens);
    Asked asked = asked("192.0.2.7", "h", READ, "GET", "/x");
    String id = String.valueOf(keeper.open(asked, 0));
    Verdict verdict =
        keeper.judge(withCookie(asked("192.0.2.7", "h", null, "GET", "/x"), "linkflux=" + id), 0);
    assertThat(verdict.toString()).contains("grafana").doesNotContain(id);
    assertThat(keeper.judge(asked, 0).toString()).contains("grafana").doesNotContain(READ);
  }
}
