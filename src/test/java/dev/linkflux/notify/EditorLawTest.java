package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.control.QuietHours;
import dev.linkflux.control.Wording.Word;
import dev.linkflux.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of all that people are told; over nights in which the clock is set, too. */
class EditorLawTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<Instant> STARTS =
      List.of(
          Instant.parse("2026-03-28T18:00:00Z"), // forward in the night that follows
          Instant.parse("2026-10-24T18:00:00Z"), // back
          Instant.parse("2026-11-22T00:00:00Z"));

  /** What was told, and when. */
  private record Told(Moment at, Instant wall, Message message) {}

  private static LocalTime time(Random random) {
    return LocalTime.of(random.nextInt(24), random.nextInt(60));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyNewsIsToldOnceAndNothingTooOftenOrAtTheWrongTime(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      String told = "seed %d, round %d".formatted(seed, round);
      LocalTime from = time(random);
      LocalTime to = from.plusMinutes(1 + random.nextInt(1438));
      QuietHours quiet =
          random.nextInt(4) == 0 ? null : new QuietHours(from, to, BERLIN, random.nextBoolean());
      Duration dampening = Duration.ofSeconds(random.nextInt(3) * 300L);
      Instant start = STARTS.get(random.nextInt(STARTS.size()));
      Editor editor = new Editor(EditorTest.manner(dampening, quiet));
      List<News> all = new ArrayList<>();
      List<Told> messages = new ArrayList<>();
      long second = 0;
      for (int i = 0; i < 60; i++) {
        second += random.nextInt(random.nextInt(10) == 0 ? 20_000 : 200);
        add(editor, all, messages, start, second, random);
      }
      for (int minute = 0; minute < 60 * 50; minute++) {
        second += 60;
        Moment now = Moment.ZERO.plus(Duration.ofSeconds(second));
        for (Message message : editor.due(now, start.plusSeconds(second))) {
          messages.add(new Told(now, start.plusSeconds(second), message));
        }
      }
      assertThat(editor.waiting()).as(told).isZero();
      check(told, all, messages, dampening, quiet);
    }
  }

  private static void add(
      Editor editor,
      List<News> all,
      List<Told> messages,
      Instant start,
      long second,
      Random random) {
    Moment now = Moment.ZERO.plus(Duration.ofSeconds(second));
    Instant wall = start.plusSeconds(second);
    Severity severity = List.of(Severity.values()).get(random.nextInt(3));
    News news = EditorTest.news("abc".charAt(random.nextInt(3)) + "", "" + second, severity, wall);
    all.add(news);
    for (Message message : editor.accept(news, now, wall)) {
      messages.add(new Told(now, wall, message));
    }
    if (random.nextBoolean()) { // being asked once more changes nothing
      assertThat(editor.due(now, wall)).isEmpty();
    }
  }

  private static void check(
      String as,
      List<News> all,
      List<Told> messages,
      Duration dampening,
      @Nullable QuietHours quiet) {
    int count = messages.stream().mapToInt(one -> one.message().count()).sum();
    assertThat(count).as(as).isEqualTo(all.size());
    assertThat(messages.stream().flatMap(one -> one.message().news().stream()).distinct().count())
        .as(as)
        .isLessThanOrEqualTo(all.size());
    Map<String, Told> last = new HashMap<>();
    for (Told one : messages) {
      boolean urgent = one.message().severity() == Severity.CRITICAL;
      if (quiet != null && quiet.includes(one.wall())) {
        assertThat(urgent && quiet.urgent()).as("%s: told in quiet hours", as).isTrue();
      }
      for (Digest digest : one.message().digests()) {
        Told before = last.put(digest.last().about(), one);
        boolean tooSoon = before != null && one.at().since(before.at()).compareTo(dampening) < 0;
        if (tooSoon) {
          assertThat(digest.last().severity()).as(as).isEqualTo(Severity.CRITICAL);
          assertThat(urgency(before.message(), digest)).as(as).isNotEqualTo(Severity.CRITICAL);
        }
        assertThat(digest.news())
            .as("%s: in order", as)
            .isSortedAccordingTo(
                (a, b) ->
                    Long.compare(
                        Long.parseLong(a.word(Word.SENTENCE)),
                        Long.parseLong(b.word(Word.SENTENCE))));
      }
    }
  }

  private static Severity urgency(Message message, Digest same) {
    return message.digests().stream()
        .filter(digest -> digest.last().about().equals(same.last().about()))
        .findFirst()
        .orElseThrow()
        .last()
        .severity();
  }
}
