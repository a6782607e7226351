package dev.linkflux.stream;

import static dev.linkflux.stream.Samples.FIBRE;
import static dev.linkflux.stream.Samples.election;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkflux.control.Access;
import dev.linkflux.control.Access.Role;
import dev.linkflux.control.Access.Source;
import dev.linkflux.control.Access.Token;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another access comes to hold while a server is asked over real sockets. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AccessReloadTest {
  private static final String LOCAL = "Host: localhost\r\n";
  private static final String ELSEWHERE = "Host: home.example\r\n";
  private static final String ORDER = "/api/v1/uplinks/lte/pin";

  @TempDir private Path directory;
  private Token her = new Token("her", Role.READ, new Source.File("/"));
  private Token me = her;
  private Token other = her;

  @BeforeEach
  void write() throws Exception {
    her = token("her", Role.READ);
    me = token("me", Role.OPERATE);
    other = token("other", Role.OPERATE);
  }

  private Token token(String name, Role role) throws Exception {
    Path file = Files.writeString(directory.resolve(name), secret(name));
    return new Token(name, role, new Source.File(file.toString()));
  }

  private static String secret(String name) {
    return name + "-0123456789abcdef";
  }

  private static String bearer(String name) {
    return "Authorization: Bearer " + secret(name) + "\r\n";
  }

  private static Access access(Token... tokens) {
    return new Access(List.of(tokens), null, Set.of(), 10);
  }

  @Test
  void aTokenThatIsTakenAwayOpensNothingAtOnceAndItsStreamEndsWhileTheOtherGoesOn()
      throws Exception {
    try (Served served = new Served(access(her, me));
        EventReader hers = served.listen("?types=election&after=0", bearer("her"));
        EventReader mine = served.listen("?types=election&after=0", bearer("me"))) {
      served.tell(election(0, FIBRE));
      awaitElection(hers, "fibre");
      awaitElection(mine, "fibre");

      served.follow(access(me));
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + bearer("her")))
          .startsWith("HTTP/1.1 401");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + bearer("me")))
          .startsWith("HTTP/1.1 200");
      served.tell(election(1000, Samples.LTE));
      awaitElection(mine, "lte");
      assertThat(hers.rest()).noneMatch(line -> line.contains("[\"lte\"]")); // its end comes
    }
  }

  private static void awaitElection(EventReader reader, String carrying) throws Exception {
    EventReader.Told told = reader.next();
    while (!told.data().contains("\"carrying\":[\"" + carrying + "\"]")) {
      told = reader.next();
    }
    assertThat(told.event()).isEqualTo("election");
  }

  @Test
  void aSessionGoesOnAsLongAsItsTokenDoes() throws Exception {
    try (Served served = new Served(access(her, me))) {
      String hers = session(served, "her");
      String mine = session(served, "me");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + hers))
          .startsWith("HTTP/1.1 200");
      served.follow(access(me, other));
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + hers))
          .startsWith("HTTP/1.1 401");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + mine))
          .startsWith("HTTP/1.1 200");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + session(served, "other")))
          .startsWith("HTTP/1.1 200");
    }
  }

  private static String session(Served served, String name) throws Exception {
    String login = served.answer("POST", "/api/v1/session", ELSEWHERE + bearer(name));
    return login
        .lines()
        .filter(line -> line.regionMatches(true, 0, "set-cookie: ", 0, 12))
        .map(line -> "Cookie: " + line.substring(12).split(";", 2)[0] + "\r\n")
        .findFirst()
        .orElseThrow(() -> new AssertionError(login));
  }

  /** While operators change places, and one of them is always there. */
  @Test
  void thereIsNoMomentInWhichNobodyIsAskedForAToken() throws Exception {
    try (Served served = new Served(access(me));
        ExecutorService askers = Executors.newFixedThreadPool(3)) {
      served.carryOutOrders();
      served.tell(election(0, FIBRE));
      AtomicBoolean done = new AtomicBoolean();
      CountDownLatch begun = new CountDownLatch(3);
      List<Future<Map<String, Integer>>> answers = new ArrayList<>();
      for (String headers : List.of(LOCAL, ELSEWHERE, LOCAL + "X-Forwarded-For: 192.0.2.7\r\n")) {
        answers.add(
            askers.submit(
                () -> {
                  Map<String, Integer> seen = new TreeMap<>();
                  while (!done.get()) {
                    seen.merge(status(served, headers), 1, Integer::sum);
                    begun.countDown();
                  }
                  return seen;
                }));
      }
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 300; i++) {
        served.follow(i % 2 == 0 ? access(other, her) : access(me));
      }
      done.set(true);
      for (Future<Map<String, Integer>> seen : answers) {
        assertThat(seen.get()).containsOnlyKeys("401");
      }
    }
  }

  private static String status(Served served, String headers) throws Exception {
    return served.answer("PUT", ORDER, headers).substring("HTTP/1.1 ".length()).substring(0, 3);
  }

  @Test
  void theFirstTokenIsAskedForAtOnceAndAfterTheLastNoneIs() throws Exception {
    try (Served served = new Served(access())) {
      served.carryOutOrders();
      served.tell(election(0, FIBRE));
      assertThat(status(served, LOCAL)).isEqualTo("200");
      served.follow(access(me));
      assertThat(status(served, LOCAL)).isEqualTo("401");
      assertThat(status(served, LOCAL + bearer("me"))).isEqualTo("200");
      served.follow(access());
      assertThat(status(served, LOCAL)).isEqualTo("200");
      assertThat(status(served, LOCAL + bearer("me"))).isEqualTo("401");
    }
  }

  @Test
  void whatCannotBeReadHoldsNotAtAll() throws Exception {
    try (Served served = new Served(access(me))) {
      Token gone = new Token("gone", Role.READ, new Source.File(directory + "/nowhere"));
      assertThatThrownBy(() -> served.follow(access(her, gone)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("access.tokens: gone")
          .hasMessageContaining("nowhere");
      assertThat(status(served, LOCAL)).isEqualTo("401");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + bearer("her")))
          .startsWith("HTTP/1.1 401");
      assertThat(served.answer("GET", "/api/v1/status", ELSEWHERE + bearer("me")))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void otherSitesAndTheNumberOfClientsAreFollowed() throws Exception {
    String page = LOCAL + "Origin: https://reader.example\r\n";
    try (Served served = new Served(access(me));
        EventReader first = served.listen("", "")) {
      assertThat(first.line()).startsWith("HTTP/1.1 200");
      assertThat(served.answer("GET", "/api/v1/status", page)).startsWith("HTTP/1.1 403");
      served.follow(new Access(List.of(me), null, Set.of("https://reader.example"), 1));
      assertThat(served.answer("GET", "/api/v1/status", page)).startsWith("HTTP/1.1 200");
      assertThat(served.get("/api/v1/events"))
          .startsWith("HTTP/1.1 503")
          .contains("there are 1 clients");
      served.follow(new Access(List.of(me), null, Set.of(), 2));
      assertThat(served.answer("GET", "/api/v1/status", page)).startsWith("HTTP/1.1 403");
      try (Socket second = served.ask("GET /api/v1/events HTTP/1.1\r\n" + LOCAL + "\r\n")) {
        byte[] head = second.getInputStream().readNBytes(12);
        assertThat(new String(Arrays.copyOf(head, 12), java.nio.charset.StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 200");
      }
    }
  }
}
