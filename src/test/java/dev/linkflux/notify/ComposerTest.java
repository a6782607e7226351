package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Wording;
import dev.linkflux.control.Wording.Word;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages in words. */
class ComposerTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

  private static News news(int second, String from, String state, String sentence) {
    return new News(
        "fibre",
        Set.of(On.TRANSITION),
        Severity.WARNING,
        AT.plusSeconds(second),
        Map.of(
            Word.UPLINK, "fibre",
            Word.FROM, from,
            Word.STATE, state,
            Word.TITLE, "fibre is " + state,
            Word.SENTENCE, sentence),
        Samples.notice(second));
  }

  private static Message message(boolean afterQuiet, News... news) {
    return new Message(List.of(new Digest(List.of(news), news.length)), afterQuiet);
  }

  private static Dispatch composed(Wording wording, Message message) {
    return new Composer(wording, "router", BERLIN).compose(message, "x-1", AT);
  }

  @Test
  void oneThingIsToldAsItIs() {
    Dispatch dispatch =
        composed(Wording.DEFAULT, message(false, news(0, "Up", "Down", "fibre is Down: silent")));
    assertThat(dispatch.subject()).isEqualTo("router: fibre is Down");
    assertThat(dispatch.text())
        .isEqualTo("fibre is Down: silent\n\n2026-11-22 13:00:00 +01:00, router");
  }

  @Test
  void downAndUpAgainIsOneThing() {
    Dispatch dispatch =
        composed(
            new Wording("{uplink} {from} {state}", "{sentence}\n{details}", null),
            message(
                false,
                news(0, "Up", "Down", "it is down"),
                news(20, "Down", "Recovering", "it comes"),
                news(40, "Recovering", "Up", "it is up")));
    assertThat(dispatch.subject()).isEqualTo("fibre Up Up");
    assertThat(dispatch.text())
        .isEqualTo(
            """
            fibre was Down and is Up again; 3 changes in 40 s
            13:00:00 it is down
            13:00:20 it comes
            13:00:40 it is up\
            """);
  }

  @Test
  void afterQuietHoursAllThingsAreInOneMessage() {
    Message message =
        new Message(
            List.of(
                new Digest(List.of(news(0, "Up", "Down", "first")), 1),
                new Digest(List.of(news(5, "Up", "Down", "second")), 1)),
            true);
    Dispatch dispatch = composed(Wording.DEFAULT, message);
    assertThat(dispatch.text())
        .startsWith("in quiet hours: first; second\n13:00:00 first\n13:00:05 second");
  }

  @Test
  void noSubjectBeginsAnotherHeader() {
    Dispatch dispatch =
        composed(
            new Wording("{sentence}", "{sentence}", null),
            message(false, news(0, "Up", "Down", "x\r\nBcc: you@example.net\u0000\u2028y")));
    assertThat(dispatch.subject()).isEqualTo("x??Bcc: you@example.net??y");
    assertThat(dispatch.text().lines()).first().isEqualTo("x");
  }

  @Test
  void aSubjectHasAnEnd() {
    Dispatch dispatch =
        composed(
            new Wording("{sentence}", "", null),
            message(false, news(0, "Up", "Down", "x".repeat(5000))));
    assertThat(dispatch.subject()).hasSize(200).endsWith("...");
  }

  @Test
  void theDocumentHasTheWordsAndTheEvents() throws Exception {
    Dispatch dispatch =
        composed(
            Wording.DEFAULT,
            message(false, news(0, "Up", "Down", "one \"quoted\""), news(9, "Down", "Up", "two")));
    JsonNode json = new ObjectMapper().readTree(dispatch.json());
    assertThat(json.path("title").asText()).isEqualTo(dispatch.subject());
    assertThat(json.path("text").asText()).isEqualTo(dispatch.text());
    assertThat(json.path("severity").asText()).isEqualTo("warning");
    assertThat(json.path("count").asInt()).isEqualTo(2);
    assertThat(json.at("/event/id").asText()).isEqualTo("n-9");
    assertThat(json.at("/events")).hasSize(2);
  }

  @Test
  void aDocumentOfTheUsersOwnIsJsonWhateverIsInTheWords() throws Exception {
    Dispatch dispatch =
        composed(
            new Wording("", "", "{\"text\": \"{sentence}\", \"x\": {\"y\": \"{host}\"}}"),
            message(false, news(0, "Up", "Down", "a \"b\"\n\\c")));
    JsonNode json = new ObjectMapper().readTree(dispatch.json());
    assertThat(json.path("text").asText()).isEqualTo("a \"b\"\n\\c");
    assertThat(json.at("/x/y").asText()).isEqualTo("router");
  }
}
