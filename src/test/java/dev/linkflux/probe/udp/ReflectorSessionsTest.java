package dev.linkflux.probe.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sessions are counted each by itself, and never more are kept than there is room for. */
class ReflectorSessionsTest {
  private static final long IDLE = ReflectorSessions.IDLE.toNanos();

  @Test
  void theOneThatWasIdleForLongestGoes() {
    ReflectorSessions sessions = new ReflectorSessions(3);
    assertThat(sessions.count(session(1), 1)).isZero();
    assertThat(sessions.count(session(2), 2)).isZero();
    assertThat(sessions.count(session(3), 3)).isZero();
    assertThat(sessions.count(session(1), 4)).isEqualTo(1);
    assertThat(sessions.count(session(4), 5)).isZero(); // 2 goes

    assertThat(sessions.size()).isEqualTo(3);
    assertThat(sessions.count(session(1), 6)).isEqualTo(2);
    assertThat(sessions.count(session(3), 7)).isEqualTo(1);
    assertThat(sessions.count(session(4), 8)).isEqualTo(1);
    assertThat(sessions.count(session(2), 9)).isZero(); // begins anew
  }

  @Test
  void oneThatWasIdleForTooLongBeginsAnew() {
    ReflectorSessions sessions = new ReflectorSessions(10);
    sessions.count(session(1), 0);
    sessions.count(session(2), 1);
    assertThat(sessions.count(session(1), IDLE)).isEqualTo(1);

    sessions.count(session(3), IDLE + 2); // 2 is forgotten
    assertThat(sessions.size()).isEqualTo(2);
    assertThat(sessions.count(session(2), IDLE + 3)).isZero();
    assertThat(sessions.count(session(1), 2 * IDLE + 1)).isZero();
  }

  @Test
  void theMonotonicClockMayPassItsGreatestValue() {
    ReflectorSessions sessions = new ReflectorSessions(10);
    sessions.count(session(1), Long.MAX_VALUE - 5);

    assertThat(sessions.count(session(1), Long.MIN_VALUE + 5)).isEqualTo(1);
  }

  @Test
  void noMoreAreKeptThanThereIsRoomFor() {
    ReflectorSessions sessions = new ReflectorSessions(ReflectorSessions.MOST);
    for (int i = 0; i < 3 * ReflectorSessions.MOST; i++) {
      sessions.count(session(i), i);
    }
    assertThat(sessions.size()).isEqualTo(ReflectorSessions.MOST);
  }

  @Test
  void countsAreThoseOfANaiveRecount() {
    for (long seed = 1; seed <= 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int most = random.nextInt(1, 20);
      ReflectorSessions sessions = new ReflectorSessions(most);
      Map<Integer, long[]> naive = new LinkedHashMap<>(); // number -> count, latest
      long now = 0;
      for (int round = 0; round < 500; round++) {
        now += random.nextLong(IDLE / 10);
        long present = now;
        int number = random.nextInt(30);
        naive.values().removeIf(it -> present - it[1] > IDLE);
        long[] known = naive.remove(number);
        long count = known == null ? 0 : known[0];
        if (naive.size() == most) {
          naive.remove(naive.keySet().iterator().next());
        }
        naive.put(number, new long[] {count + 1, now});

        assertThat(sessions.count(session(number), now))
            .as("seed %d, round %d", seed, round)
            .isEqualTo((int) count);
        assertThat(sessions.size()).isEqualTo(naive.size());
      }
    }
  }

  private static ReflectorSession session(int number) {
    InetAddress address = InetAddress.ofLiteral("192.0.2.1");
    return new ReflectorSession(
        new InetSocketAddress(address, 1 + number / 0xffff), address, 862, number % 0xffff);
  }
}
