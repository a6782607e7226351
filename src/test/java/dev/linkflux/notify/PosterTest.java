package dev.linkflux.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How often a letter is tried, and when, in virtual time. */
class PosterTest {
  /** Dice for the longest and the shortest pauses: all bits set, and none. */
  private static final long LONGEST = -1;

  private static final long SHORTEST = 0;

  private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
  private final Log log = new Log();
  private final List<Boolean> ended = new ArrayList<>();
  private final List<Long> tries = new ArrayList<>();
  private final List<Letter> carried = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private Answer otherwise = new Answer.Later("status 503");
  private boolean told;

  @AfterEach
  void stop() {
    time.dispose();
  }

  private Poster tell(long die) {
    Poster poster =
        new Poster("webhook x", this::carry, time, () -> die, log, (_, it) -> ended.add(it));
    tell(poster, 1);
    return poster;
  }

  private void tell(Poster poster, int number) {
    told = false;
    var _ = poster.tell(Samples.notice(number)).subscribe(_ -> {}, _ -> {}, () -> told = true);
  }

  private Mono<Answer> carry(Letter letter) {
    return Mono.fromSupplier(
        () -> {
          carried.add(letter);
          tries.add(time.now(TimeUnit.SECONDS));
          Answer next = answers.poll();
          return next == null ? otherwise : next;
        });
  }

  @Test
  void aLetterThatIsTakenIsDone() {
    otherwise = new Answer.Taken();
    Poster _ = tell(LONGEST);

    assertThat(told).isTrue();
    assertThat(tries).hasSize(1);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void oneThatIsNotTakenIsTriedTenTimesEverMoreRarely() {
    Poster _ = tell(LONGEST);
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(told).isTrue();
    assertThat(tries).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 127L, 255L, 511L);
    assertThat(log.lines())
        .containsExactly(
            "webhook x: status 503; it is tried again",
            "webhook x: given up after 10 tries in 511 s: status 503");
  }

  @Test
  void pausesAreRandomFromThreeQuartersOn() {
    Poster _ = tell(SHORTEST);
    time.advanceTimeBy(Duration.ofHours(3));

    // 0.75 of 1, 2, 4, ... 256 s, summed up
    assertThat(tries).containsExactly(0L, 0L, 2L, 5L, 11L, 23L, 47L, 95L, 191L, 383L);
  }

  @Test
  void eachTryCarriesTheSameLetter() {
    Poster _ = tell(LONGEST);
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(carried).hasSize(10).containsOnly(Letter.of(Samples.notice(1)));
  }

  @Test
  void theOtherSideMayWishForLongerPausesButNotForLongOnes() {
    answers.add(new Answer.Later("status 429", Duration.ofSeconds(100)));
    answers.add(new Answer.Later("status 429", Duration.ofDays(1)));
    answers.add(new Answer.Later("status 429", Duration.ofMillis(1)));
    answers.add(new Answer.Taken());
    Poster _ = tell(LONGEST);
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(tries).containsExactly(0L, 100L, 400L, 404L);
  }

  @Test
  void nothingIsTriedForMoreThanAnHour() {
    Duration slow = Duration.ofMinutes(5);
    Poster poster =
        new Poster(
            "webhook x",
            letter ->
                carry(letter).delayElement(slow, time).map(_ -> new Answer.Later("silent", slow)),
            time,
            () -> LONGEST,
            log,
            (_, it) -> ended.add(it));
    tell(poster, 1);
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(told).isTrue();
    assertThat(tries).containsExactly(0L, 600L, 1200L, 1800L, 2400L, 3000L);
    assertThat(ended).containsExactly(false);
    assertThat(log.lines()).last().asString().contains("given up after 6 tries in 3300 s");
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() {
    otherwise = new Answer.Refused("status 410");
    Poster _ = tell(LONGEST);
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(told).isTrue();
    assertThat(tries).hasSize(1);
    assertThat(log.lines()).containsExactly("webhook x: does not take it: status 410");
  }

  @Test
  void thatItTakesLettersAgainIsSaidOnce() {
    answers.add(new Answer.Later("status 503"));
    answers.add(new Answer.Later("status 503"));
    otherwise = new Answer.Taken();
    Poster poster = tell(LONGEST);
    time.advanceTimeBy(Duration.ofMinutes(1));
    tell(poster, 2);

    assertThat(log.lines())
        .containsExactly(
            "webhook x: status 503; it is tried again", "webhook x: takes what it is sent again");
  }

  @Test
  void onceGivenUpNothingIsTriedAnyMore() {
    Poster poster = tell(LONGEST);
    assertThat(told).isFalse();
    poster.abandon();
    time.advanceTimeBy(Duration.ofHours(3));

    assertThat(told).isTrue();
    assertThat(tries).hasSize(1);
  }
}
