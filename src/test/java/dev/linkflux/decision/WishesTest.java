package dev.linkflux.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkflux.time.Moment;
import dev.linkflux.uplink.Steered;
import dev.linkflux.uplink.Steering;
import org.junit.jupiter.api.Test;

class WishesTest {
  private final Wishes wishes = new Wishes(2);

  private boolean say(long at, int uplink, Steering steering, long until) {
    Moment end = until < 0 ? Moment.NEVER : new Moment(until);
    return wishes.take(new Steered(new Moment(at), Monitors.id(uplink), steering, end));
  }

  private Steering of(int uplink) {
    return wishes.of(Monitors.id(uplink)).steering();
  }

  @Test
  void nothingIsWantedAtFirst() {
    assertThat(of(0)).isEqualTo(Steering.AUTO);
    assertThat(wishes.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void theLatestWordCounts() {
    assertThat(say(1, 0, Steering.PIN, 100)).isTrue();
    assertThat(say(2, 0, Steering.PIN, 100)).as("the same again").isFalse();
    assertThat(say(3, 0, Steering.AVOID, -1)).isTrue();
    assertThat(of(0)).isEqualTo(Steering.AVOID);
    assertThat(wishes.due()).isEqualTo(Moment.NEVER);
    assertThat(say(4, 0, Steering.AUTO, 50)).isTrue();
    assertThat(of(0)).isEqualTo(Steering.AUTO);
    assertThat(wishes.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void itEndsAtItsMomentAndNotBefore() {
    say(1, 0, Steering.PIN, 100);
    say(1, 1, Steering.AVOID, 200);
    assertThat(wishes.due()).isEqualTo(new Moment(100));
    assertThat(wishes.expire(new Moment(99))).isFalse();
    assertThat(of(0)).isEqualTo(Steering.PIN);
    assertThat(wishes.expire(new Moment(100))).isTrue();
    assertThat(of(0)).isEqualTo(Steering.AUTO);
    assertThat(of(1)).isEqualTo(Steering.AVOID);
    assertThat(wishes.due()).isEqualTo(new Moment(200));
    assertThat(wishes.expire(new Moment(201))).isTrue();
    assertThat(wishes.due()).isEqualTo(Moment.NEVER);
  }

  @Test
  void whatHasEndedAlreadyIsNoWish() {
    assertThat(say(5, 0, Steering.PIN, 5)).isFalse();
    assertThat(say(5, 0, Steering.PIN, 6)).isTrue();
    assertThat(say(5, 0, Steering.AVOID, 4)).isTrue();
    assertThat(of(0)).isEqualTo(Steering.AUTO);
  }
}
