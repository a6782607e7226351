package dev.linkflux.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.uplink.LossRatio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loss on the way there and loss on the way back are told apart. */
class DirectionsTest {
  private static final long SPAN = 30_000;

  private final Directions directions = new Directions(SPAN);

  private static OneWay lost(int forward, int sent, int backward, int arrived) {
    return new OneWay(new LossRatio(forward, sent), new LossRatio(backward, arrived));
  }

  @Test
  void oneReplyTellsNothing() {
    assertThat(directions.oneWay()).isNull();
    directions.replied(1, 1, 1);
    assertThat(directions.oneWay()).isNull();
  }

  @Test
  void whatDidNotGetThereIsLostForward() {
    directions.replied(1, 1, 1);
    directions.replied(4, 4, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(2, 3, 0, 1));
  }

  @Test
  void whatGotThereAndDidNotComeBackIsLostBackward() {
    directions.replied(1, 1, 1);
    directions.replied(4, 4, 4);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 3, 2, 3));
  }

  @Test
  void aReplyThatWasOvertakenHasComeBack() {
    directions.replied(1, 1, 1);
    directions.replied(4, 4, 4);
    directions.replied(5, 2, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 3, 1, 3));
  }

  @Test
  void aReplyThatIsOlderThanTheOldestChangesNothing() {
    directions.replied(1, 3, 3);
    directions.replied(2, 4, 4);
    directions.replied(5, 2, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 1, 0, 1));
  }

  @Test
  void aFarEndThatCountsAnewIsComparedAnew() {
    directions.replied(1, 1, 101);
    directions.replied(2, 2, 102);
    directions.replied(9, 9, 1);
    assertThat(directions.oneWay()).isNull();
    directions.replied(10, 10, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 1, 0, 1));
  }

  @Test
  void aCountThatCannotBeIsNotBelieved() {
    directions.replied(1, 1, 1);
    directions.replied(2, 2, 3);
    assertThat(directions.oneWay()).isNull();
  }

  @Test
  void whatNeverLeftIsNotLost() {
    directions.replied(1, 1, 1);
    directions.withheld(2);
    directions.withheld(3);
    directions.withheld(6);
    directions.replied(4, 4, 2);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 1, 0, 1));
    directions.replied(7, 7, 4);
    assertThat(directions.oneWay()).isEqualTo(lost(0, 3, 1, 3));
  }

  private record Reply(long at, long sequence, long count) {}

  /** Sent one a step; lost there, lost back, or back after a while, so that some are overtaken. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void tellsWhatARecountTells(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double forward = random.nextDouble() / 2;
    double backward = random.nextDouble() / 2;
    List<Reply> replies = new ArrayList<>();
    long count = 0;
    for (long sequence = 1; sequence <= 2000; sequence++) {
      if (random.nextDouble() >= forward) {
        count++;
        if (random.nextDouble() >= backward) {
          long late = random.nextInt(10) == 0 ? random.nextLong(8) * 100 : 0;
          replies.add(new Reply(sequence * 100 + late, sequence, count));
        }
      }
    }
    replies.sort(Comparator.comparingLong(Reply::at));
    for (int i = 0; i < replies.size(); i++) {
      Reply now = replies.get(i);
      directions.replied(now.at, now.sequence, now.count);
      directions.advance(now.at);
      assertThat(directions.oneWay())
          .as("seed " + seed + ", reply " + i)
          .isEqualTo(recounted(replies.subList(0, i + 1), now.at));
    }
  }

  private static @Nullable OneWay recounted(List<Reply> all, long now) {
    List<Reply> leaders = new ArrayList<>();
    for (Reply reply : all) {
      if (leaders.isEmpty() || reply.sequence > leaders.getLast().sequence) {
        leaders.add(reply);
      }
    }
    leaders.removeIf(reply -> reply.at <= now - SPAN);
    if (leaders.size() < 2) {
      return null;
    }
    Reply first = leaders.getFirst();
    Reply last = leaders.getLast();
    int sent = (int) (last.sequence - first.sequence);
    int arrived = (int) (last.count - first.count);
    int back =
        (int)
            all.stream()
                .filter(it -> it.sequence > first.sequence && it.sequence <= last.sequence)
                .count();
    return lost(sent - arrived, sent, arrived - back, arrived);
  }
}
