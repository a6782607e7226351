package dev.linkflux.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.server.Rung;
import dev.linkflux.uplink.Check;
import dev.linkflux.uplink.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the answers of an OpenMPTCProuter server. */
class OmrTest extends Checks {
  /** Each of its characters is something else where it is not encoded. */
  private static final String PASSWORD = "p+w&d=%41 \u00fc?#\"/";

  @TempDir Path directory;
  @TempDir Path secrets;
  private OmrApi api;
  private Path file;

  @BeforeEach
  void listen() throws IOException {
    api = new OmrApi(directory, HERE, 0, PASSWORD);
    file = secrets.resolve("password");
    Files.writeString(file, PASSWORD + "\n");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private Server server() {
    return server(new Check.Credentials(OmrApi.USERNAME, file.toString(), null));
  }

  private Server server(Check.Credentials credentials) {
    return api(api.port(), omr(new Check.Trust.Pin(api.pin()), credentials));
  }

  @Test
  void allIsWellIfItLetsUsInAndHasTheRightTime() {
    Finding found = find(server());

    assertThat(found.breach()).isNull();
    assertThat(found.serves()).isTrue();
    assertThat(found.address()).isEqualTo(HERE);
    assertThat(api.requests()).containsExactly("GET /", "POST /token", "GET /status");
    assertThat(api.forms().getFirst()).doesNotContain(PASSWORD).startsWith("username=");
    assertThat(instruments.spent(UPLINK.id())).isGreaterThan(3000);
  }

  @Test
  void withoutCredentialsItsApiIsEnough() {
    Finding found = find(api(api.port(), omr(new Check.Trust.Pin(api.pin()), null)));

    assertThat(found.breach()).isNull();
    assertThat(api.requests()).containsExactly("GET /");
  }

  @Test
  void loggedInOnceItIsAskedForItsStatusOnceAMinute() {
    Checker checker = assembly().checker();

    for (int i = 0; i < 5; i++) {
      assertThat(find(checker, server()).breach()).isNull();
    }
    assertThat(api.asked("GET /")).isEqualTo(5);
    assertThat(api.asked("POST /token")).isEqualTo(1);
    assertThat(api.asked("GET /status")).isEqualTo(1);
  }

  @Test
  void aServerThatHasStartedAnewIsLoggedInToOnceMoreAndNothingIsWrong() {
    Session session = new Session(scheduler);
    Checker checker = assembly().checking(_ -> session);
    assertThat(find(checker, server()).breach()).isNull();

    api.restart();
    session.unasked(); // as if a minute had passed

    assertThat(find(checker, server()).breach()).isNull();
    assertThat(api.requests().subList(3, api.requests().size()))
        .containsExactly("GET /", "GET /status", "POST /token", "GET /status");
  }

  @Test
  void aTokenThatNoOneEverKnowsIsAMatterOfCredentials() {
    api.tokensLive(Duration.ZERO);

    Finding found = find(server());

    assertBreach(found.breach(), Rung.CREDENTIALS, "/status: status 403 to a new token");
    assertThat(found.serves()).isTrue();
    assertThat(api.asked("POST /token")).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsSaidAndNotOfferedAgainAtOnceButARightOneIs() throws IOException {
    Files.writeString(file, "wrong-secret");
    Checker checker = assembly().checker();

    for (int i = 0; i < 3; i++) {
      Finding found = find(checker, server());
      assertBreach(found.breach(), Rung.CREDENTIALS, "log-in as openmptcprouter: status 400");
      assertThat(found.serves()).isTrue();
      assertThat(String.valueOf(found)).doesNotContain("wrong-secret");
    }
    assertThat(api.asked("POST /token")).isEqualTo(1);

    Files.writeString(file, PASSWORD);
    assertThat(find(checker, server()).breach()).isNull();
    assertThat(api.asked("POST /token")).isEqualTo(2);
  }

  @Test
  void aPasswordThatIsNotThereIsSaidWithItsPlace() {
    Path missing = secrets.resolve("missing");

    assertBreach(
        breach(server(new Check.Credentials("me", missing.toString(), null))),
        Rung.CREDENTIALS,
        "cannot read " + missing + ": no such file");
    assertBreach(
        breach(server(new Check.Credentials("me", null, "VPS_PASSWORD"))),
        Rung.CREDENTIALS,
        "VPS_PASSWORD");
  }

  @Test
  void thePasswordMayStandInTheEnvironment() {
    environment.put("VPS_PASSWORD", PASSWORD);

    assertThat(find(server(new Check.Credentials(OmrApi.USERNAME, null, "VPS_PASSWORD"))).breach())
        .isNull();
  }

  @Test
  void aClockThatIsWrongIsSaidWithBothTimes() {
    api.clockAhead(Duration.ofHours(-1));

    Finding found = find(server());

    // An hour, but for how long it took to ask.
    assertBreach(found.breach(), Rung.CLOCK, "its clock is 3", " s behind ours: ", " there, ");
    assertThat(found.serves()).isTrue();
  }

  @Test
  void aClockWithinTheToleranceIsFine() {
    api.clockAhead(Duration.ofSeconds(9));

    assertThat(find(server()).breach()).isNull();
  }

  @Test
  void whatIsWrongWithTheStatusHoldsUntilItIsAskedAgain() {
    api.clockAhead(Duration.ofDays(1));
    Session session = new Session(scheduler);
    Checker checker = assembly().checking(_ -> session);
    assertBreach(find(checker, server()).breach(), Rung.CLOCK, "ahead of ours");

    api.clockAhead(Duration.ZERO);
    assertBreach(find(checker, server()).breach(), Rung.CLOCK, "ahead of ours");
    assertThat(api.asked("GET /status")).isEqualTo(1);

    session.unasked();
    assertThat(find(checker, server()).breach()).isNull();
  }

  @Test
  void aStatusThatWasTooLateOnceIsHeldAgainstNoOtherCheck() {
    Session session = new Session(scheduler);
    Checker checker = assembly().checking(_ -> session);
    assertThat(find(checker, server()).breach()).isNull();
    api.withhold("/status", true);
    session.unasked(); // as if a minute had passed
    Server hasty = hasty(server());

    assertBreach(find(checker, hasty).breach(), Rung.API_ERROR, "no answer within 1.0 s");
    assertThat(find(checker, hasty).breach()).isNull();

    session.unasked();
    assertBreach(find(checker, hasty).breach(), Rung.API_ERROR, "no answer within 1.0 s");
    assertBreach(find(checker, hasty).breach(), Rung.API_ERROR, "no answer within 1.0 s");
  }

  /** The same, but it must answer within a second. */
  private static Server hasty(Server server) {
    Check check = server.check();
    return server(
        check(check.kind(), check.port(), check.api(), Duration.ofSeconds(1)), "127.0.0.1");
  }

  @Test
  void anErrorOfTheApiIsSaidWithItsStatusOrItsWords() {
    api.error("False serial number");
    assertBreach(breach(server()), Rung.API_ERROR, "/status: False serial number");
    api.error("");
    api.answering("/status", 500);
    assertBreach(breach(server()), Rung.API_ERROR, "/status: status 500");
    api.answering("/token", 502);
    assertBreach(breach(server()), Rung.API_ERROR, "log-in: status 502");
    api.answering("/", 503);
    assertBreach(breach(server()), Rung.API_ERROR, "status 503, not 200");
    api.answering("/", 403);
    Finding found = find(server());
    assertBreach(found.breach(), Rung.API_ERROR, "status 403, not 200");
    assertThat(found.serves()).isFalse();
  }

  @Test
  void neitherPasswordNorTokenAreEverSaid() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    StringBuilder all = new StringBuilder();
    all.append(find(server(new Check.Credentials("wrong", file.toString(), null))));
    api.answering("/token", 500);
    all.append(find(server()));
    api.answering("/token", 200);
    all.append(find(server()));
    all.append(told);

    assertThat(all.toString()).doesNotContain(PASSWORD).contains("chmod 600 " + file);
    assertThat(told).hasSize(3);
  }
}
