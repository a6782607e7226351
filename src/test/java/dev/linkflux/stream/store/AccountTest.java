package dev.linkflux.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final Instant BEFORE = Instant.parse("2026-11-22T03:00:00Z");

  private final Account account = new Account();

  @BeforeEach
  void begin() {
    account.begin(100, BEFORE, null);
  }

  private static Instant at(long id) {
    return BEFORE.plusSeconds(id);
  }

  private static List<Entry.Told> told(long... ids) {
    return LongStream.of(ids)
        .mapToObj(id -> new Entry.Told(id, at(id), "election", null, null, true, new byte[0]))
        .toList();
  }

  private static LogFiles.Tail tail(long last) {
    return new LogFiles.Tail(last, at(last), 1, false);
  }

  private Entry.Hole hole() {
    return Objects.requireNonNull(account.hole());
  }

  @Test
  void whatIsWrittenIsKeptAndLeavesNoHole() {
    account.written(told(100, 105));

    assertThat(account.kept()).isEqualTo(105);
    assertThat(account.hole()).isNull();
  }

  @Test
  void whatIsLostIsOneHoleUntilThatIsOnDisk() {
    account.written(told(100));
    assertThat(account.lost(told(101, 103), "full")).isTrue();
    assertThat(account.lost(told(110), "gone")).isFalse();

    assertThat(account.kept()).isEqualTo(100);
    assertThat(account.hole()).isEqualTo(new Entry.Hole(100, 110, at(100), at(110), "full"));

    account.filled(hole());
    assertThat(account.kept()).isEqualTo(110);
    assertThat(account.hole()).isNull();
  }

  @Test
  void whatMayBeMissingOfTheRunBeforeIsNotKept() {
    Entry.Hole doubt = new Entry.Hole(70, 199, BEFORE, at(200), "a kill");
    account.begin(200, BEFORE, doubt);
    assertThat(account.kept()).isEqualTo(70);

    assertThat(account.lost(told(200), "full")).as("it has begun before").isFalse();
    assertThat(hole()).isEqualTo(new Entry.Hole(70, 200, BEFORE, at(200), "a kill"));
  }

  @Test
  void whatHasGoneFromTheDiskIsAHole() {
    account.written(told(100));
    account.written(told(101));
    account.compare(tail(101));
    assertThat(account.hole()).isNull();

    account.compare(tail(100));

    assertThat(hole().after()).isEqualTo(100);
    assertThat(hole().id()).isEqualTo(101);
    assertThat(account.kept()).isEqualTo(100);
  }

  @Test
  void whereNoFileIsLeftTheLogBeginsAnew() {
    account.written(told(100));
    account.lost(told(101), "full");

    account.nothingIsLeft();

    assertThat(account.hole()).isNull();
    assertThat(account.kept()).isEqualTo(account.attempted()).isEqualTo(101);
  }
}
