package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.Hook.On;
import dev.linkflux.control.Notifications.Manner;
import dev.linkflux.control.QuietHours;
import dev.linkflux.control.Wording;
import dev.linkflux.control.Wording.Word;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told when: row by row. */
class EditorTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final QuietHours NIGHT =
      new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC, true);

  static Manner manner(Duration dampening, @Nullable QuietHours quiet) {
    return new Manner(EnumSet.allOf(On.class), Wording.DEFAULT, quiet, dampening);
  }

  static News news(String about, String word, Severity severity, Instant at) {
    return new News(about, Set.of(On.TRANSITION), severity, at, Map.of(Word.SENTENCE, word), null);
  }

  /**
   * Each word is news {@code second:about+severity}, or a look at the clock {@code second}; each
   * expected message is {@code second=words}. Severity is {@code i} or {@code c}.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0:a-i                                  | 0=1
          0:a-i 1:b-i                            | 0=1 1=1
          0:a-i 1:a-i 299 300                    | 0=1 300=1
          0:a-i 1:a-i 2:a-i 299:a-i 300 900      | 0=1 300=3
          0:a-i 1:a-i 300 599:a-i 600            | 0=1 300=1 600=1
          0:a-i 300:a-i                          | 0=1 300=1
          0:a-i 10:a-c 20:a-i 30:a-c 310         | 0=1 10=1 310=2
          0:a-c 10:a-c 300                       | 0=1 300=1
          0:a-c 10:a-i 300                       | 0=1 300=1
          36000:a-i 68399 68400 68401            | 68400=1
          36000:a-i 36001:b-i 37000:a-i 68400    | 68400=3
          36000:a-c 36001:a-i 68400              | 36000=1 68400=1
          36000:a-i 36001:a-c 68400              | 36001=2
          68200:a-c 68201:a-i 68400 68500        | 68200=1 68500=1
          35990:a-i 36001:a-i 36290 68400        | 35990=1 68400=1
          """)
  void newsAreTold(String steps, String expected) {
    Editor editor = new Editor(manner(Duration.ofMinutes(5), NIGHT));
    List<String> told = new ArrayList<>();
    for (String step : steps.split(" ", -1)) {
      String[] parts = step.split("[:-]", -1);
      long second = Long.parseLong(parts[0]);
      Moment now = Moment.ZERO.plus(Duration.ofSeconds(second));
      Instant wall = NOON.plusSeconds(second);
      List<Message> messages =
          parts.length == 1
              ? editor.due(now, wall)
              : editor.accept(
                  news(
                      parts[1],
                      step,
                      parts[2].equals("c") ? Severity.CRITICAL : Severity.INFO,
                      wall),
                  now,
                  wall);
      messages.forEach(message -> told.add(second + "=" + message.count()));
    }
    assertThat(String.join(" ", told)).isEqualTo(expected);
  }

  @Test
  void whatIsNotWantedIsNotTold() {
    Editor editor = new Editor(new Manner(Set.of(On.SERVER), Wording.DEFAULT, null, Duration.ZERO));
    assertThat(editor.accept(news("a", "x", Severity.INFO, NOON), Moment.ZERO, NOON)).isEmpty();
    assertThat(editor.waiting()).isZero();
  }

  @Test
  void withoutDampeningEveryNewsIsAMessage() {
    Editor editor = new Editor(manner(Duration.ZERO, null));
    for (int i = 0; i < 3; i++) {
      assertThat(editor.accept(news("a", "x", Severity.INFO, NOON), Moment.ZERO, NOON)).hasSize(1);
    }
  }

  @Test
  void whatIsUrgentWaitsToo_WhereNothingMayBreakIn() {
    Editor editor =
        new Editor(
            manner(
                Duration.ZERO,
                new QuietHours(LocalTime.of(11, 0), LocalTime.of(13, 0), ZoneOffset.UTC, false)));
    assertThat(editor.accept(news("a", "x", Severity.CRITICAL, NOON), Moment.ZERO, NOON)).isEmpty();
    assertThat(editor.waiting()).isEqualTo(1);
    assertThat(editor.due(Moment.ZERO, NOON.plusSeconds(3600)))
        .singleElement()
        .returns(true, Message::afterQuiet);
    assertThat(editor.waiting()).isZero();
  }

  @Test
  void ofVeryManyNewsTheFirstAndTheLatestAreKeptAndAllAreCounted() {
    Editor editor = new Editor(manner(Duration.ofMinutes(5), null));
    for (int i = 0; i <= 1000; i++) {
      var _ = editor.accept(news("a", "" + i, Severity.INFO, NOON), Moment.ZERO, NOON);
    }
    Message message = editor.due(Moment.ZERO.plus(Duration.ofMinutes(5)), NOON).getFirst();
    assertThat(message.count()).isEqualTo(1000);
    assertThat(message.news()).hasSizeLessThan(100);
    assertThat(message.digests().getFirst().first().word(Word.SENTENCE)).isEqualTo("1");
    assertThat(message.digests().getFirst().last().word(Word.SENTENCE)).isEqualTo("1000");
  }
}
